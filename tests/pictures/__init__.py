"""Tests of `redaksi.pictures`."""
