"""Redaksi: a newsroom's editorial desk in the terminal."""

__version__ = "0.1.0"
