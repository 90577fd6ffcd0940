"""The helpers of the screens: each marks, counts, looks up or writes for a single screen.

No controller knows another screen.
"""
