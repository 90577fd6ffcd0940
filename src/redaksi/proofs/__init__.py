"""Proofs: an article as a printable page with numbered lines, for people who read on paper."""
