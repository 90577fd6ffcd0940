"""The upkeep of a newsroom in a folder: it is examined, repaired, restored and watched."""
