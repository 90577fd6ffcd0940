"""One file for each thing a person sees."""
