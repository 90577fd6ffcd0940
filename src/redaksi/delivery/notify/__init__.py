"""Notifications to people outside the desk: by a command of the house, or by mail.

`settings` says what is wrong with them and what a person trusts; `commands` and `letters` tell.
"""
