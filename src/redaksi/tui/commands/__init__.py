"""The commands of the screens, each declared once, in a module for each subject.

`base` has the declaration of a command. A screen lists its commands. The method that does a
command is called `do_` and the command's name; it belongs to the screen or to one of the objects
that the screen owns (`DeskScreen.doers`).
"""
