"""The literals that a pattern needs are read from the pattern and never hide a match.

For Redaksi's own rules they are stored.
"""

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaksi.copydesk import load, regex_tree, store_literals
from redaksi.copydesk.pattern_search import STORED, PatternSearch
from redaksi.copydesk.prefilter import Literals, literals
from redaksi.copydesk.tokens import Page
from redaksi.domain.article import Text

RULES = load.own(examples=True)
TEXTS = [
    one if isinstance(one, str) else one.text
    for rule in RULES
    for one in (*rule.wrong, *rule.right)
]
SEARCHES = [PatternSearch(pattern) for pattern in store_literals.patterns()]


def need(*words: str, parts: tuple[str, ...] = ()) -> Literals:
    return Literals(frozenset(words), parts)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"(?<!\w)[Ss]aling (?P<b>ber[a-z]{3,9})", (need("saling"),)),
        (r"\b(?:kata|ujar)nya\b", (need("katanya", "ujarnya"),)),
        (r"[Mm]eng(?<![\w-]....)k[aeiou]{1,9}", (need(parts=("mengk",)),)),
        (r"(?i)\bRAMADHAN(?:nya)?(?!\w)", (need("ramadhan", "ramadhannya"),)),
        (r"\d{1,3} (?:persen|juta)\b", (need("juta", "persen"),)),
        (r"(?:\w{1,9} )?tetapi", (need(parts=("tetapi",)),)),
        (r"[Ss]e(?<!\w..)Jawa(?!\w)", (need("sejawa"),)),
        (r"(?<=\w) {1,5}[,;]", (need(parts=(" ,", " ;")),)),
        (r"a\xa0b|c\nd", (need(parts=("a b", "c d")),)),
        (r"(?<=kata) [A-Z]", (need(parts=("kata ",)),)),
        (r"x(?= lalu\b)", (need("lalu"),)),
        (
            r"\b(?:etnis|warga) [Cc]ina\b.{0,9} raya\b",
            (need("raya"), need("cina"), need("etnis", "warga")),
        ),
        (r"(?:[a-z]{2,9}|kata)\d", ()),
        (r"(?:kata)?\d", ()),
        (r"(?:kata){0,3}\d", ()),
        (r"(?!kata)\d", ()),
        (r"[^k]\w", ()),
        (r"(?P<a>.)(?P=a)", ()),
        (r"^[a-z]", ()),
    ],
)
def test_what_a_pattern_needs(pattern: str, told: tuple[Literals, ...]) -> None:
    assert literals(regex_tree.parse(pattern)) == told


def matched(searches: list[PatternSearch], page: Page) -> list[tuple[str, int, tuple[int, int]]]:
    return [
        (search.pattern, page.passages.index(passage), found.span())
        for search in searches
        for passage, found in search.found(page)
    ]


def everywhere(
    searches: list[PatternSearch], page: Page
) -> list[tuple[str, int, tuple[int, int]]]:
    return [
        (search.pattern, number, found.span())
        for search in searches
        for number, passage in enumerate(page.passages)
        for found in search.regex.finditer(passage.plain)
    ]


def test_no_example_of_any_rule_is_hidden_from_a_pattern() -> None:
    page = Page(Text(body=tuple(TEXTS)))
    assert matched(SEARCHES, page) == everywhere(SEARCHES, page)


signs = st.sampled_from([*" \n\t\xa0.,;:!?\"“”'()-–0123456789²", "￼", "_", "Di", "KE", "İ", "an"])
pieces = st.lists(
    st.one_of(st.sampled_from(TEXTS), signs, st.sampled_from(TEXTS).map(str.upper)), max_size=6
)


@settings(max_examples=60, deadline=None)
@given(body=st.lists(pieces.map("".join), max_size=4))
def test_no_match_in_any_text_is_hidden(body: list[str]) -> None:
    page = Page(Text(body=tuple(body)))
    assert matched(SEARCHES, page) == everywhere(SEARCHES, page)


def test_what_the_rules_need_is_stored_as_it_is() -> None:
    kept = (resources.files("redaksi.copydesk") / STORED).read_bytes()
    assert kept == store_literals.content(), "run: make prefilter"


def test_a_pattern_is_not_compiled_for_a_text_without_what_it_needs() -> None:
    search = PatternSearch(r"(?<!\w)[Ss]aling ber[a-z]{3,9}")
    assert list(search.found(Page(Text(body=("Warga menanam bakau.",))))) == []
    assert "regex" not in vars(search)
    assert [
        found[0] for _passage, found in search.found(Page(Text(body=("Saling berkirim.",))))
    ] == ["Saling berkirim"]
