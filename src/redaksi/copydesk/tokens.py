"""An article read once: its passages with their words, quotations and sentences, furniture left
out.
"""

import re
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import cached_property
from itertools import accumulate, compress, count, islice, pairwise
from operator import eq, itemgetter

from redaksi.domain.article import Text
from redaksi.domain.finding import Scope
from redaksi.text import boilerplate
from redaksi.text.plain_text import unescaped

Span = tuple[int, int]

WORD = re.compile(r"[^\W_]+")
HIDDEN = "\ufffc"
"""Stands for each character that is no language: addresses, hashtags, names of accounts, code."""

_FOREIGN = re.compile(
    r"`(?:[^`\n]{1,250}+){1,2}+`|(?:https?://|www\.)(?:[^\s<>\"”]{1,250}+){1,4}+"
    r"|(?<=\]\()(?:[^()\s]{1,250}+){1,4}+"
    r"|<[/a-zA-Z!][^<>\n]{0,300}>"
    r"|[\w.+-]{1,64}+@[\w-]{1,64}+(?:\.[\w-]{1,64}+){1,5}+|(?<!\w)[#@][^\W\d][\w.]{0,99}"
    r"|(?<![\w.])[a-z0-9-]{1,63}+(?:\.[a-z0-9-]{1,63}+){0,3}\.[a-z]{2,10}+(?!\w)(?:/[^\s<>\"”,]{0,"
    r"300})?"
)
_SEAM = f"\n{HIDDEN}\n"
_SIGNS = ("`", "@", "#", "<", "://", "www.", "](")
_DOT_INSIDE = re.compile(r"\.[a-z]")
_FURNITURE = re.compile(
    r"\W{0,5}(?:(?:baca|simak|lihat|tonton)\s(?:juga|pula|selengkapnya)\b|baca:|copyright\s(?:©"
    r"|\(c\))|©"
    r"|(?:editor|reporter|pewarta|penulis|penyunting|oleh|foto|photo|sumber "
    r"foto|video|infografis)\s{0,3}[:/])",
    re.IGNORECASE,
)
_CREDITED = re.compile(
    r"[(\[]\s?(?:foto|photo)\s?[:/][^()\[\]]{1,100}[)\]]\W{0,5}$", re.IGNORECASE
)
_NOT_PROSE = re.compile(r"\s{0,3}(?:#{1,6}\s|[-*+•]\s|\d{1,3}[.)]\s|\||>|```|~~~|!\[|<|\{\{)")
_CODE = re.compile(r"\s{0,3}(?:```|~~~|\||<|!\[|\{\{|[-*_=](?>\s?[-*_=]){2,300}+\s{0,3}$)")
_QUOTES = re.compile('["“”„«»]')
_ITALIC = re.compile(
    r"(?<![\w*])\*(?![\s*])[^*\n]{1,200}(?<!\s)\*(?![\w*])"
    r"|(?<!\w)_(?![\s_])[^_\n]{1,200}(?<!\s)_(?!\w)"
)
_SENTENCE_END = re.compile(
    r"[.!?…]{1,5}[\"'”’»)\]*_\\]{0,6}\s{1,3}(?=[\"'“‘«(\[*_\\]{0,6}[A-Z0-9])"
)
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|[DIN]r|[HJ]j|N[yn]|Tn|Sdri?|Rp|Ka|Moh|Muh|Abd|St|Jl|Gg|Kol|Let|Mayjen|Prof"
    r"|Drs|Dra|Jend|Brigjen|Kompol|no|hlm|hal|dkk|dll|dsb|tgl|a\.n|d\.a|u\.p)\.$"
)
_INNER_CAPITAL = re.compile(r"[\s-][A-Z]")
_FIGURE = re.compile("[0-9]")
_OPENING = ('"', "“", "„", "«")
_TITLED_SHARE = 0.6
_CAPTION = 400
"""Characters of the longest caption that may stand among the paragraphs."""


class Passage:
    """A stretch of text that stands by itself: a headline, a paragraph, a caption, one of the
    particulars.

    An article may have 200,000 of them: each holds no more than most rules ask for, and no
    dictionary until one is asked for the rest.
    """

    __slots__ = (
        "__dict__",
        "field",
        "has_figures",
        "index",
        "is_prose",
        "lower",
        "order",
        "plain",
        "scope",
        "text",
    )

    def __init__(self, text: str, scope: Scope, field: str, index: int | None = None) -> None:
        """`plain` is `text` with what is no language hidden, `lower` that in small letters with
        simple blanks; both as long as `text`. `is_prose` says that it is written in sentences:
        no heading, list or quotation of Markdown. `order` is its number on the page, for one
        that is on none a number behind all.
        """
        self.order = sys.maxsize
        self.text = text
        self.scope = scope
        self.field = field
        self.index = index
        self.plain = _plain(text)
        self.lower = _lower(self.plain)
        self.has_figures = bool(_FIGURE.search(text))
        self.is_prose = scope in {Scope.LEAD, Scope.BODY} and not _NOT_PROSE.match(unescaped(text))

    @property
    def words(self) -> list[str]:
        """Its words in small letters (one with a hyphen counts as its parts), in order."""
        return WORD.findall(self.lower)

    @cached_property
    def places(self) -> list[int]:
        """Where each of `words` begins."""
        return [found.start() for found in WORD.finditer(self.lower)]

    @cached_property
    def quotations(self) -> list[Span]:
        """What is inside quotation marks, the marks not counted; a mark that is not closed
        quotes to the end.
        """
        return list(_quotations(self.text))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether `start`:`end` lies inside quotation marks."""
        return _holds(self.quotations, start, end)

    @cached_property
    def italics(self) -> list[Span]:
        """What is set in italics: foreign words, titles."""
        return (
            [found.span() for found in _ITALIC.finditer(self.plain)]
            if "*" in self.text or "_" in self.text
            else []
        )

    @cached_property
    def sentences(self) -> list[Span]:
        """Where each sentence begins and ends."""
        cuts = [
            found.end()
            for found in _SENTENCE_END.finditer(self.plain)
            if not _ABBREVIATION.search(self.plain, max(0, found.start() - 12), found.start() + 1)
        ]
        return list(pairwise([0, *cuts, len(self.text)]))

    def sentence(self, at: int) -> Span:
        """The sentence that holds the place `at`."""
        return self.sentences[bisect_right(self.sentences, at, key=itemgetter(0)) - 1]

    @cached_property
    def is_titled(self) -> bool:
        """Whether it is a headline that Writes Its Words With Capitals, so that capitals tell
        no name.
        """
        if self.scope not in {Scope.HEADLINE, Scope.DECK}:
            return False
        words: list[str] = [
            word
            for word in WORD.findall(self.plain)
            if len(word) > 3 and word[0].isalpha()  # noqa: PLR2004 - shorter ones stay small
        ]
        return sum(word[0].isupper() for word in words) >= _TITLED_SHARE * len(words)

    def is_name(self, start: int, end: int) -> bool:
        """Whether the words at `start`:`end` look like a name or a foreign title: capitals in
        mid-sentence, italics.
        """
        if _holds(self.italics, start, end):
            return True
        if not self.text[start].isupper():
            return bool(_INNER_CAPITAL.search(self.text, start, end))
        if self.text[start:end].isupper() and end - start > 1:
            return not self.is_titled
        return not self.is_titled and not self.opens_sentence(start)

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence begins at `start`, maybe behind an opening mark."""
        before = self.plain[max(0, start - 12) : start]
        if before.rstrip("\\*_([‘'").endswith(_OPENING):
            return True
        bare = before.rstrip('\\"”’»)]*_#>-–—• \n\xa0')
        return not bare or bool(bare[-1] in ".!?…:" and not _ABBREVIATION.search(bare))


class Page:
    """The passages of an article in the order in which they are read."""

    def __init__(self, text: Text, editor: str | None = None) -> None:
        """`editor` is who the article is assigned to, "" for nobody, None where that is not
        known.
        """
        self.text = text
        self.editor = editor
        self.passages = list(_passages(text))
        for number, passage in enumerate(self.passages):
            passage.order = number
        self.stands: dict[tuple[Page | Passage, int, int, tuple[str, ...]], bool] = {}
        """What the engine learned: whether one of some words stands in a stretch of the page or
        passage.
        """

    @cached_property
    def _words(self) -> tuple[dict[str, list[int]], list[tuple[Passage, list[int]]]]:
        """What is read off the words of all passages at once: see `index` and `repeats`."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        repeats = []
        for passage in self.passages:
            words = passage.words
            for word in set(words):
                index[word].append(passage.order)
            if numbers := list(compress(count(), map(eq, words, islice(words, 1, None)))):
                repeats.append((passage, numbers))
        return dict(index), repeats

    @property
    def index(self) -> dict[str, list[int]]:
        """Every word in it, in small letters, with the numbers of the passages in which it
        stands.
        """
        return self._words[0]

    @property
    def repeats(self) -> list[tuple[Passage, list[int]]]:
        """The passages with words that are followed by themselves, and the numbers of these
        words.
        """
        return self._words[1]

    def holding(self, words: Set[str]) -> list[Passage]:
        """The passages in which one of `words` stands, in order."""
        numbers = {number for word in self.index.keys() & words for number in self.index[word]}
        return [self.passages[number] for number in sorted(numbers)]

    @cached_property
    def plain(self) -> str:
        """All of it, what is no language hidden."""
        return _SEAM.join(passage.plain for passage in self.passages)

    @cached_property
    def lower(self) -> str:
        """All of it in small letters; as long as `plain`."""
        return _SEAM.join(passage.lower for passage in self.passages)

    @cached_property
    def offsets(self) -> list[int]:
        """Where each passage begins in `plain`."""
        lengths = (len(passage.plain) + len(_SEAM) for passage in self.passages)
        return [0, *accumulate(lengths)][:-1]

    def touched(self, start: int, end: int) -> range:
        """The numbers of the passages that `start`:`end` of `plain` touches."""
        return range(bisect_right(self.offsets, start) - 1, bisect_right(self.offsets, end))

    @cached_property
    def prose(self) -> list[Passage]:
        """Its paragraphs of sentences."""
        return [passage for passage in self.passages if passage.is_prose]


def _plain(text: str) -> str:
    """`text` with what is no language hidden."""
    if not (_DOT_INSIDE.search(text) or any(sign in text for sign in _SIGNS)):
        return text
    return _FOREIGN.sub(lambda found: HIDDEN * len(found[0]), text)


def _lower(plain: str) -> str:
    """`plain` in small letters, letter for letter, with every blank a simple one."""
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in plain)
    return lower.replace("\n", " ").replace("\xa0", " ")


def _holds(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of `spans`, which run in order, holds `start`:`end`."""
    place = bisect_right(spans, start, key=itemgetter(0)) - 1
    return place >= 0 and end <= spans[place][1]


def _passages(text: Text) -> Iterator[Passage]:
    yield Passage(text.headline, Scope.HEADLINE, "headline")
    if text.deck:
        yield Passage(text.deck, Scope.DECK, "deck")
    yield from _body(text.body)
    for number, photo in enumerate(text.photos):
        for field in ("caption", "alt"):
            if value := getattr(photo, field):
                yield Passage(value, Scope.CAPTION, f"photos.{field}", number)
    for field in ("byline", "dateline", "source", "rubric"):
        if value := getattr(text, field):
            yield Passage(value, Scope.PARTICULARS, field)
    for number, tag in enumerate(text.tags):
        yield Passage(tag, Scope.PARTICULARS, "tags", number)


def _body(paragraphs: tuple[str, ...]) -> Iterator[Passage]:
    """The paragraphs that are copy: the first one is the lead."""
    scope = Scope.LEAD
    for number, paragraph in enumerate(paragraphs):
        if _is_furniture(paragraph):
            continue
        passage = Passage(paragraph, scope, "body", number)
        scope = Scope.BODY if passage.is_prose else scope
        yield passage


def _is_furniture(paragraph: str) -> bool:
    """Whether `paragraph` is no copy: a line of names, of a photo, "Baca juga", a button, a
    date, a table, code.
    """
    paragraph = unescaped(paragraph)
    bracketed = paragraph.rstrip("*_. ").endswith((")", "]"))
    return bool(
        _FURNITURE.match(paragraph)
        or _CODE.match(paragraph)
        or (bracketed and len(paragraph) < _CAPTION and _CREDITED.search(paragraph))
        or boilerplate.is_stamp(paragraph)
        or boilerplate.is_button(paragraph)
    )


def opens(text: str, place: int) -> bool:
    """Whether the closing mark at `place` stands where one opens: some houses write ”so” at
    both ends.
    """
    return (place == 0 or text[place - 1] in " \n\xa0(") and text[place + 1 : place + 2].isalnum()


def _quotations(text: str) -> Iterator[Span]:
    opened: int | None = None
    for found in _QUOTES.finditer(text):
        mark, place = found[0], found.start()
        if opened is None:
            if mark not in "”»" or opens(text, place):
                opened = found.end()
        elif mark not in "“„«":
            yield opened, place
            opened = None
    if opened is not None:
        yield opened, len(text)
