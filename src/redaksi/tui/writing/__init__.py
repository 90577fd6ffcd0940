"""The parts of the text editor that need no screen: marks to paint, words to find. Pure."""
