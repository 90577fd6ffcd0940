"""A newsroom in a folder kept in health: examined, mended, backed up, watched."""
