"""What screens own and hand work to: each marks, counts, looks up or writes for one screen, and
knows no other.
"""
