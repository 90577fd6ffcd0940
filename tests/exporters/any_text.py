"""Texts of every kind, as a newsroom keeps them: clean, and full of marks."""

from hypothesis import strategies as st

from redaksi.domain.article import HEADLINE_LIMIT, Photo, Related, Text, cleaned
from tests.copy_marks import MARKS

SIGNS = "& < > \" ' [ ] { } * _ # \\ | ~"
"""Signs that some format reads as marks."""

VERSE = "Air surut,\nkami pulang.  \nHujan turun lagi."
LIST = "- satu\n- dua\n  1. tiga\n  2. empat\n- lima"
QUOTE = "> Kami pulang.\n>\n> > Kapan?"
TABLE = "| RW | Jiwa |\n|:--|--:|\n| 04 | `1|2` |\n| 05 | *30* |"
CODE = "```python\nif a < b & c: {{ x }} {% y %}\n```"
BLOCKS = (SIGNS, VERSE, LIST, QUOTE, TABLE, CODE, "# Judul kecil", "---", "😀 keluarga 👨‍👩‍👧")
"""Paragraphs of every kind."""

HOSTILE = Text(
    headline=f"<2 meter> {SIGNS} 😀",
    deck=f"Dek {SIGNS}",
    body=BLOCKS,
    byline=f"Rini {SIGNS}",
    dateline=f"SIDOARJO {SIGNS}",
    source=f"Sumber {SIGNS}",
    rubric=f"Rubrik {SIGNS}",
    tags=(f"tag {SIGNS}", "😀", "C++", "C#", ".."),
    photos=(
        Photo(
            url="https://contoh.id/a b&c.jpg",
            alt=f"Alt {SIGNS}",
            caption=f"Takarir {SIGNS}",
            credit=f"Kredit {SIGNS}",
        ),
    ),
    related=(Related(title=f"Lain {SIGNS}", url="https://contoh.id/?a=1&b=<2>"),),
)
"""A text with the signs in every field."""

_letters = st.characters(exclude_categories=["Cs"])
_words = (
    st.lists(st.sampled_from(MARKS) | _letters | st.sampled_from([SIGNS, "]]>", "\ufffe"]))
    .map("".join)
    .map(lambda text: text[: HEADLINE_LIMIT // 2])
)
_addresses = st.sampled_from(
    [
        *("https://contoh.id/a b.jpg", "https://contoh.id/%zz?a=1&b='\"<x>", "http://[::1"),
        *("javascript:alert(1)", "foto.jpg", "", "https://rini:rahasia@contoh.id/x"),
        *("https://bücher.example/{{ x }}", "//contoh.id/x", "https://contoh.id:99999/"),
    ]
)

texts = st.builds(
    Text,
    headline=_words,
    deck=_words,
    body=st.lists(_words | st.sampled_from(BLOCKS), max_size=5).map(tuple),
    byline=_words,
    dateline=_words,
    source=_words,
    rubric=_words,
    tags=st.lists(_words, max_size=4).map(tuple),
    photos=st.lists(
        st.builds(
            Photo, file=_words, url=_addresses | _words, alt=_words, caption=_words, credit=_words
        ),
        max_size=3,
    ).map(tuple),
    related=st.lists(st.builds(Related, title=_words, url=_addresses | _words), max_size=2).map(
        tuple
    ),
).map(cleaned)
"""Any text that the store can hold."""
