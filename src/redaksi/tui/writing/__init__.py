"""What the editor of a text needs and no screen: marks to paint, words to find. Pure."""
