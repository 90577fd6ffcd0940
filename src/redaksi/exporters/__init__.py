"""The export formats, one module each, loaded on first use.

`import redaksi.exporters` therefore loads no template and no parser.
"""

from importlib import import_module

from redaksi.errors import BadInput
from redaksi.exporters.base import (
    ArticleExporter,
    CollectionExporter,
    Exporter,
    FolderExporter,
    Sealed,
    Site,
)
from redaksi.i18n import _

__all__ = [
    "FORMATS",
    "ArticleExporter",
    "CollectionExporter",
    "Exporter",
    "FolderExporter",
    "Sealed",
    "Site",
    "get",
]

FORMATS = (
    *("hugo", "jekyll", "pelican", "site", "wxr", "html", "text", "json"),
    *("rss", "atom", "jsonfeed", "csv"),
)


def get(name: str) -> Exporter:
    """The exporter of the format `name`: its module.

    Raises:
        BadInput: when `name` is not in `FORMATS`.
    """
    if name not in FORMATS:
        raise BadInput(
            _("There is no export format {name}.").format(name=name or '""'),
            _("The formats are: {formats}.").format(formats=", ".join(FORMATS)),
        )
    exporter: Exporter = import_module(f"{__name__}.{name}")
    return exporter
