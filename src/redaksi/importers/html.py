"""Pages of the web: the article by trafilatura, its particulars by what the page says of itself.

Markup, scripts, menus and comments of the page never become text.
"""

import re
from configparser import ConfigParser
from copy import deepcopy
from functools import cache

import trafilatura
from lxml import html as parser
from lxml.html import HtmlElement
from msgspec.structs import replace
from trafilatura.settings import DEFAULT_CONFIG

from redaksi.domain.article import Photo, Text, cleaned
from redaksi.errors import BadInput
from redaksi.i18n import _
from redaksi.importers import decode, markup, page, page_facts, photos, sizes
from redaksi.importers.base import Imported
from redaksi.text import boilerplate, clean

FORMAT = "html"

_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
_FURNITURE = ("nav", "header", "footer", "aside", "form", "script", "style", "noscript")
_SHORTEST = 40
"""The least characters of an article; with fewer the page is taken as a whole."""
_BEGINNING = 10_000


def read(data: bytes, name: str) -> Imported:
    """The article of the page `data`, called `name`.

    Raises:
        BadInput: when the page holds no article, or far too much.
    """
    declared = _CHARSET.search(data[:_BEGINNING])
    text = decode.text(data, name, declared[1].decode() if declared else "").text
    tree = parser.document_fromstring(_PROLOGUE.sub("", clean.characters(text)) or "<p></p>")
    facts = page_facts.of(tree)
    picture = _photo(tree, facts.image)  # the extraction takes elements out of the tree
    body = _body(tree)
    sizes.check(body, name)
    if not body:
        raise BadInput(
            _("{name} is a page without an article: no paragraphs were found.").format(name=name),
            _("Copy its text into a .txt or .md file and take that."),
        )
    found = page.read(_below(facts.headline, body), is_markdown=True, headline=facts.headline)
    return replace(
        found,
        format=FORMAT,
        text=cleaned(_with_facts(found.text, facts, picture)),
        editor=found.editor or facts.editor,
        written=facts.written,
    )


def _body(tree: HtmlElement) -> str:
    """The paragraphs of the article in `tree`, as Markdown."""
    made = trafilatura.extract(
        tree,
        output_format="html",
        include_comments=False,
        include_formatting=True,
        include_links=True,
        include_tables=True,
        config=_settings(),
    )
    made = made or _everything(tree)  # a page of two sentences looks like a menu
    blocks = markup.markdown(made).split("\n\n")
    return "\n\n".join(one for one in blocks if not boilerplate.is_button(one))


@cache
def _settings() -> ConfigParser:
    """trafilatura's settings, by which an article of two sentences is one, too."""
    settings = deepcopy(DEFAULT_CONFIG)
    for name in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        settings["DEFAULT"][name] = str(_SHORTEST)
    return settings


def _everything(tree: HtmlElement) -> str:
    """The HTML of the article element in `tree`, or of all of it, without the furniture."""
    whole = next(tree.iter("article", "main", "body"), tree)
    for one in list(whole.iter(*_FURNITURE)):
        one.drop_tree()
    return str(parser.tostring(whole, encoding="unicode", with_tail=False))


def _below(headline: str, body: str) -> str:
    """`body` without a heading that repeats the `headline`."""
    first, _end, rest = body.partition("\n\n")
    heading = re.match(r"#+ +(.*)", first)
    return rest if heading and clean.key(heading[1]) == clean.key(headline) and rest else body


def _with_facts(text: Text, facts: page_facts.PageFacts, picture: Photo | None) -> Text:
    """`text` with what the page says of itself, where the copy itself says nothing."""
    return replace(
        text,
        byline=text.byline or facts.author,
        rubric=text.rubric or facts.rubric,
        tags=text.tags or facts.tags,
        photos=text.photos or ((picture,) if picture else ()),
    )


def _photo(tree: HtmlElement, image: str) -> Photo | None:
    """The first picture of the article with words below, or the `image` that the page names."""
    for caption in tree.iter("figcaption"):
        line = clean.line(caption.text_content())
        figure = caption.getparent()
        shown = None if figure is None else next(figure.iter("img"), None)
        if line and shown is not None:
            words = photos.parse(line) or Photo(caption=line)
            address = shown.get("data-src") or shown.get("src") or ""
            return replace(
                words,
                url=image or (address if address.startswith("http") else ""),
                alt=clean.line(shown.get("alt", "")),
            )
    return Photo(url=image) if image else None
