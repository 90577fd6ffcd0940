"""The commands of the screens, each declared once, by what they are about; `base` says what a command is.

A screen lists the commands that it has. Each is done by a method named `do_` and the command's
name, of the screen or of one of the objects that it owns (`DeskScreen.doers`).
"""
