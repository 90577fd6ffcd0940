"""Strings, and nothing else: cleaned, compared, named."""
