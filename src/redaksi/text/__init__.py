"""Functions of strings only: cleaning, comparing, naming."""
