"""The newsroom's vocabulary as types, and the newsroom's rules. Pure."""
