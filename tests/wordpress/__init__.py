"""A real WordPress for the tests and for `make try-wordpress`: see `server`."""
