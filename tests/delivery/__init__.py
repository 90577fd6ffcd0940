"""Tests of `redaksi.delivery`."""
