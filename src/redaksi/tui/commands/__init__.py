"""The commands of the screens, each declared once, by what they are about; `base` says what a command is.

A screen lists the commands that it has and does each in a method named `do_` and the command's name.
"""
