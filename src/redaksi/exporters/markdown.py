"""How copy is read: Markdown as Hugo reads it (tables, struck text), with HTML as mere text."""

from markdown_it import MarkdownIt

from redaksi.article import Text

PARSER = MarkdownIt("js-default", {"html": False})


def source(text: Text) -> str:
    """The body as one Markdown text."""
    return "\n\n".join(text.body)
