"""An article, read once: its passages with their words, quotations and sentences.

Furniture, such as credits and buttons, is left out.
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
"""Replaces each character that is no language: of addresses, hashtags, account names, code."""

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
    r"|dr|KH|PT|CV|Kec|Kab|Bpk|Kombes|Irjen|Kapt|Drs|Dra|Jend|Brigjen|Kompol"
    r"|[Nn]o|hlm|hal|dkk|dll|dsb|tgl|a\.n|d\.a|u\.p)\.$"
)
_INNER_CAPITAL = re.compile(r"[\s-][A-Z]")
_FIGURE = re.compile("[0-9]")
_OPENING = ('"', "“", "„", "«")
_TITLED_SHARE = 0.6
_CAPTION = 400
"""The most characters of a caption that stands among the paragraphs."""


class Passage:
    """A separate piece of text: a headline, a paragraph, a caption, one of the particulars.

    An article may have 200,000 passages. Each stores only the values that most rules need; a
    dictionary for the others is made on demand.
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
        """Prepare `text` for the rules.

        `plain` is `text` with characters that are no language hidden; `lower` is `plain` in small
        letters with simple blanks; both have the length of `text`. `is_prose` is true for
        sentences, and false for headings, lists and quotations of Markdown. `order` is the
        passage's number on the page; a passage outside of a page gets a number after all others.
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
        """The words in small letters, in order; a word with a hyphen counts as several."""
        return WORD.findall(self.lower)

    @cached_property
    def places(self) -> list[int]:
        """The start of each of `words`."""
        return [found.start() for found in WORD.finditer(self.lower)]

    @cached_property
    def quotations(self) -> list[Span]:
        """The spans inside quotation marks, without the marks.

        A quotation without a closing mark extends to the end.
        """
        return list(_quotations(self.text))

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether `start`:`end` lies inside quotation marks."""
        return _holds(self.quotations, start, end)

    @cached_property
    def italics(self) -> list[Span]:
        """The spans in italics: foreign words, titles."""
        return (
            [found.span() for found in _ITALIC.finditer(self.plain)]
            if "*" in self.text or "_" in self.text
            else []
        )

    @cached_property
    def sentences(self) -> list[Span]:
        """The start and end of each sentence."""
        cuts = [
            found.end()
            for found in _SENTENCE_END.finditer(self.plain)
            if not _ABBREVIATION.search(self.plain, max(0, found.start() - 12), found.start() + 1)
        ]
        return list(pairwise([0, *cuts, len(self.text)]))

    def sentence(self, at: int) -> Span:
        """The sentence that contains the place `at`."""
        return self.sentences[bisect_right(self.sentences, at, key=itemgetter(0)) - 1]

    @cached_property
    def is_titled(self) -> bool:
        """Whether the passage is a headline in title case, where capitals indicate no names."""
        if self.scope not in {Scope.HEADLINE, Scope.DECK}:
            return False
        words: list[str] = [
            word
            for word in WORD.findall(self.plain)
            if len(word) > 3 and word[0].isalpha()  # noqa: PLR2004 - shorter words stay small
        ]
        return sum(word[0].isupper() for word in words) >= _TITLED_SHARE * len(words)

    def is_name(self, start: int, end: int) -> bool:
        """Whether the words at `start`:`end` look like a name or a foreign title.

        Signs of these are capitals in mid-sentence and italics.
        """
        if _holds(self.italics, start, end):
            return True
        if not self.text[start].isupper():
            return bool(_INNER_CAPITAL.search(self.text, start, end))
        if self.text[start:end].isupper() and end - start > 1:
            return not self.is_titled
        return not self.is_titled and not self.opens_sentence(start)

    def opens_sentence(self, start: int) -> bool:
        """Whether a sentence begins at `start`, perhaps after an opening mark."""
        before = self.plain[max(0, start - 12) : start]
        if before.rstrip("\\*_([‘'").endswith(_OPENING):
            return True
        bare = before.rstrip('\\"”’»)]*_#>-–—• \n\xa0')
        return not bare or bool(bare[-1] in ".!?…:" and not _ABBREVIATION.search(bare))


class Page:
    """The passages of an article in reading order."""

    def __init__(self, text: Text, editor: str | None = None) -> None:
        """Read `text`.

        `editor` is the person to whom the article is assigned, "" for nobody, None where that is
        unknown.
        """
        self.text = text
        self.editor = editor
        self.passages = list(_passages(text))
        for number, passage in enumerate(self.passages):
            passage.order = number
        self.stands: dict[tuple[Page | Passage, int, int, tuple[str, ...]], bool] = {}
        """The engine's cache: whether one of some words occurs in a stretch.

        The key is the page or passage, the start and end of the stretch, and the words.
        """

    @cached_property
    def _words(self) -> tuple[dict[str, list[int]], list[tuple[Passage, list[int]]]]:
        """The values that one pass over all words computes: see `index` and `repeats`."""
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
        """Every word of the page, in small letters, with the numbers of its passages."""
        return self._words[0]

    @property
    def repeats(self) -> list[tuple[Passage, list[int]]]:
        """The passages with a word that is followed by itself, and the numbers of these words."""
        return self._words[1]

    def holding(self, words: Set[str]) -> list[Passage]:
        """The passages that contain one of `words`, in order."""
        numbers = {number for word in self.index.keys() & words for number in self.index[word]}
        return [self.passages[number] for number in sorted(numbers)]

    @cached_property
    def plain(self) -> str:
        """The whole page, with characters that are no language hidden."""
        return _SEAM.join(passage.plain for passage in self.passages)

    @cached_property
    def lower(self) -> str:
        """The whole page in small letters; as long as `plain`."""
        return _SEAM.join(passage.lower for passage in self.passages)

    @cached_property
    def offsets(self) -> list[int]:
        """The start of each passage in `plain`."""
        lengths = (len(passage.plain) + len(_SEAM) for passage in self.passages)
        return [0, *accumulate(lengths)][:-1]

    def touched(self, start: int, end: int) -> range:
        """The numbers of the passages that `start`:`end` of `plain` overlaps."""
        return range(bisect_right(self.offsets, start) - 1, bisect_right(self.offsets, end))

    @cached_property
    def prose(self) -> list[Passage]:
        """The paragraphs of sentences."""
        return [passage for passage in self.passages if passage.is_prose]


def _plain(text: str) -> str:
    """`text` with characters that are no language hidden."""
    if not (_DOT_INSIDE.search(text) or any(sign in text for sign in _SIGNS)):
        return text
    return _FOREIGN.sub(lambda found: HIDDEN * len(found[0]), text)


def _lower(plain: str) -> str:
    """`plain` in small letters, character for character, with every blank a simple one."""
    lower = plain.lower()
    if len(lower) != len(plain):
        lower = "".join(small if len(small := letter.lower()) == 1 else letter for letter in plain)
    return lower.replace("\n", " ").replace("\xa0", " ")


def _holds(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of `spans`, which are in order, contains `start`:`end`."""
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
    """The paragraphs that are copy; the first paragraph of prose is the lead."""
    scope = Scope.LEAD
    for number, paragraph in enumerate(paragraphs):
        if _is_furniture(paragraph):
            continue
        passage = Passage(paragraph, scope, "body", number)
        scope = Scope.BODY if passage.is_prose else scope
        yield passage


def _is_furniture(paragraph: str) -> bool:
    """Whether `paragraph` is no copy.

    Furniture is a line of names or of a photo, "Baca juga", a button, a date, a table, code.
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
    """Whether the closing mark at `place` opens a quotation.

    Some houses write ”so” at both ends.
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
