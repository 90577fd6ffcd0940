"""The operating system: files that are opened safely, streams, logins, and what system and
libraries say.
"""
