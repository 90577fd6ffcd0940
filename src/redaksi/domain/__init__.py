"""The newsroom's own language: its words as types, and its rules. Pure."""
