"""The site: a whole website of static files that needs no scripts, ready for any web server.

`edition` gathers all articles and their lists, `sheets` says which files there are and which data
each shows, and `press` renders them by templates in child processes. A file is made anew only when
its data, its template or the house around it changed.
"""

from redaksi.exporters.site.sheets import pages, remarks

__all__ = ["pages", "remarks"]
