"""Pictures, made ready for the web and read for the words in them.

A picture is hostile input: a child process with limits of time and memory decodes it.
"""
