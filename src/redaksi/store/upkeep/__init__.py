"""The upkeep of a newsroom in a folder: it is examined, repaired, backed up and watched."""
