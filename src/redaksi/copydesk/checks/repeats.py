"""Words that occur twice in a row."""

from collections.abc import Iterator

from redaksi.copydesk.checks.base import Hit
from redaksi.copydesk.pattern_search import PatternSearch
from redaksi.copydesk.rule import Rule
from redaksi.copydesk.tokens import Page, Passage

_WORDS = """
yang dan di ke dari untuk pada dengan akan telah sudah adalah ini para oleh sebagai dalam juga
bahwa karena tidak bisa dapat agar atau serta sejak hingga saat ketika bagi kepada terhadap
tersebut ia dia kami kita mereka masih hanya lebih sangat harus belum sedang namun tetapi maka jika
"""
_GRAMMAR = frozenset(_WORDS.split())
_TWICE = PatternSearch(r"(?<![\w-])(?P<word>[A-Z]?[a-z]{2,14})[2²](?P<nya>nya)?(?![\w²])")


def doubled_grammar(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A word of grammar that occurs twice in a row: one of them must go."""
    for passage, start, middle, end in _doubled(page):
        if passage.lower[middle:end] in _GRAMMAR:
            yield Hit(passage, start, end, passage.text[start : start + end - middle])


def doubled_word(page: Page, rule: Rule) -> Iterator[Hit]:
    """Another word that occurs twice in a row: a hyphen is missing, or one word must go."""
    for passage, start, middle, end in _doubled(page):
        word = passage.lower[middle:end]
        if word not in _GRAMMAR and word not in rule.allow and word.isalpha():
            yield Hit(passage, start, end)


def figure_for_repeat(page: Page, _rule: Rule) -> Iterator[Hit]:
    """A reduplicated word written with a 2: Anak2 instead of Anak-anak.

    In A Headline In Title Case, this is Anak-Anak.
    """
    for passage, found in _TWICE.found(page):
        word, again = found["word"], found["word"] if passage.is_titled else found["word"].lower()
        yield Hit(passage, *found.span(), f"{word}-{again}{found['nya'] or ''}")


def _doubled(page: Page) -> Iterator[tuple[Passage, int, int, int]]:
    """The start of a word, the start of its repetition, and the end of that.

    Only repetitions in small letters count.
    """
    for passage, numbers in page.repeats:
        words = passage.words
        for number in numbers:
            first, again = passage.places[number : number + 2]
            length = len(words[number])
            between = passage.lower[first + length : again]
            outside = (
                passage.text[max(0, first - 1) : first]
                + passage.text[again + length : again + length + 1]
            )
            if (
                not between.strip()
                and between
                and passage.text[again].islower()
                and "-" not in outside
            ):
                yield passage, first, again, again + length
