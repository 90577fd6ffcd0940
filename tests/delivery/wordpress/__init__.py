"""The page target for WordPress, on a real server and on imitations."""
