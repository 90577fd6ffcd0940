"""The derived index: a SQLite file that answers for the board."""
