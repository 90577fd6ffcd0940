"""WordPress, by its REST API: articles become posts that the block editor can open.

`target` is the page target; `client` speaks to the server, `blocks` and `story` write a post,
`page` reads back what readers see, `terms` and `media` bring categories, tags and photos.
"""
