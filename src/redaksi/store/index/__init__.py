"""The derived index: a SQLite file that answers the queries of the board."""
