"""How copy is read: Markdown as Hugo reads it (tables, struck text), with HTML as mere text."""

from markdown_it import MarkdownIt

from redaksi.article import Text

PARSER = MarkdownIt("js-default", {"html": False})


def source(text: Text) -> str:
    """The body as one Markdown text."""
    return "\n\n".join(text.body)


def words(line: str) -> str:
    """What is read of `line`, Markdown without blocks: no marks, no addresses."""
    (inline,) = PARSER.parseInline(line)
    return "".join(" " if token.type.endswith("break") else token.content for token in inline.children or ())
