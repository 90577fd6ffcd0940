"""Imported plain text is exported letter for letter, as text, as a page and by Hugo.

Imported again, the text is unchanged.
"""

import random
import re
from pathlib import Path
from time import process_time
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from msgspec.structs import replace

from redaksi.domain import markdown_dialect
from redaksi.domain.article import Text
from redaksi.importers import read
from tests.copy_marks import MARKS, paragraphs
from tests.exporters import pieces
from tests.exporters.pieces import FLOOD, piece
from tests.exporters.test_hugo import build, hugo, shown, site

__all__ = ["site"]

HEADLINE = "Warga Desa Panen Padi"


def taken(*parts: str) -> Text:
    """The imported text of plain copy with `parts` below a headline."""
    copy = read("\n\n".join((HEADLINE, *parts)).encode(), "naskah.txt").text
    assert copy.headline == HEADLINE
    return copy


def exported(text: Text, format_name: str) -> str:
    return pieces.exported(piece(text), format_name).decode()


def bare(text: str) -> str:
    """`text` without blanks, because a page merges runs of blanks."""
    return re.sub(r"\s+", "", text)


def page(text: Text) -> html.HtmlElement:
    return html.document_fromstring(
        exported(text, "html").encode(), parser=html.HTMLParser(encoding="utf-8")
    )


@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_text_and_page_show_every_character(parts: list[str]) -> None:
    text = taken(*parts)
    wanted = bare("".join(parts))
    assert bare(exported(text, "text").split("\n\n", 2)[2]) == wanted
    assert bare(page(text).find(".//div[@class='body']").text_content()) == wanted


@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_what_hugo_gets_comes_back_as_it_was_and_once(parts: list[str]) -> None:
    text = taken(*parts)
    first = exported(text, "hugo")
    back = read(first.encode(), "nama.md").text
    assert back.body == text.body
    assert back.fingerprint() == text.fingerprint()
    assert exported(back, "hugo") == first


@given(
    st.lists(st.lists(st.sampled_from(MARKS), max_size=9).map("".join), min_size=1, max_size=4),
    st.text(max_size=9),
)
def test_markdown_of_any_kind_comes_back_to_hugo_as_it_went(parts: list[str], title: str) -> None:
    text = replace(
        FLOOD,
        headline=f"Banjir {title}",
        body=tuple(part for part in map(str.strip, parts) if part),
    )
    first = exported(read(exported(text, "hugo").encode(), "nama.md").text, "hugo")
    assert exported(read(first.encode(), "nama.md").text, "hugo") == first


def test_hugo_shows_every_character(site: Path) -> None:
    chance = random.Random(5)
    texts = {
        number: "".join(chance.choices(MARKS, k=chance.randint(1, 14))) for number in range(200)
    }
    texts = {
        number: "\n".join(filter(None, map(str.strip, text.split("\n"))))
        for number, text in texts.items()
    }
    articles = [
        piece(taken("Awal.", text, "Akhir."), number=number) for number, text in texts.items()
    ]
    pages = build(site, *articles)
    for number, text in texts.items():
        assert bare(shown(pages[f"artikel-{number}"])) == bare(f"Awal.{text}Akhir."), text


def test_hugo_shows_lines_and_a_deck_as_they_were_written(site: Path) -> None:
    text = replace(
        taken("Satu\n: dua\n[^1]: tiga\n- [ ] empat"), deck="b*ngs*t <b> {{< x >}} &amp; ~a~"
    )
    made = build(site, piece(text))["artikel-1"]
    assert len(made.findall(".//main//br")) == 3
    assert made.xpath("//body/p")[-1].text_content().endswith("|b*ngs*t <b> {{< x >}} &amp; ~a~")


@pytest.mark.parametrize(
    "words",
    [
        *(
            "{{< figure >}} dan {{% x %}}",
            "<b>tebal</b> & <i>",
            "<!-- bukan komentar -->",
            "Awal <!--more--> akhir",
        ),
        *(
            "~satu~ ~~dua~~",
            "Istilah\n: arti",
            "- [ ] belum\n- [x] sudah",
            "# Judul\n\nIsi.",
            "```go {a}\n{{<b>}}\n```",
        ),
        *(
            "Baca juga: Lain",
            "<https://x.example> <a@b.example>",
            r"\<https://x.example>",
            "&lt;b&gt; &#123;",
        ),
    ],
)
def test_markdown_that_an_editor_wrote_comes_back_from_hugo_as_it_was(words: str) -> None:
    text = replace(
        FLOOD,
        headline="**Judul** &amp; \\# <b>",
        deck="*Sub* &amp;",
        body=tuple(words.split("\n\n")),
    )
    first = exported(text, "hugo")
    back = read(first.encode(), "nama.md").text
    assert (back.headline, back.deck, back.body) == (text.headline, text.deck, text.body)
    assert exported(replace(back, photos=text.photos), "hugo") == first


INTERVIEW = (
    "[Tanya]: Benarkah?",
    "[Jawab]: Benar.\n[Tanya]: Lalu?",
    "- [Lima]: Lima.",
    "> [Enam]: Enam.",
    'Lihat [catatan][itu] dan [Tujuh].\n\n[itu]: https://contoh.id "Catatan"',
)


def test_an_answer_that_an_editor_typed_is_no_definition_of_a_link(site: Path) -> None:
    """CommonMark hides every definition of a link.

    Here a definition is hidden only where a link refers to it.
    """
    text = Text(headline=HEADLINE, body=INTERVIEW)
    (in_hugo,) = build(site, piece(text)).values()
    for seen in (exported(text, "text"), page(text).text_content(), shown(in_hugo)):
        for words in (
            "[Tanya]: Benarkah?",
            "[Jawab]: Benar.",
            "[Tanya]: Lalu?",
            "[Lima]: Lima.",
            "[Enam]: Enam.",
        ):
            assert words in seen
        assert "[itu]" not in seen
    assert page(text).find(".//div[@class='body']//a").get("href") == "https://contoh.id"


ADDRESSES = (
    *(
        "https://staff.example.ac.id/~budi/riset.html",
        "https://contoh.id/a?b={c}&d=1&copy=2",
        "www.contoh.id/_sari_/x",
    ),
    *(
        "https://contoh.id/_a_/__b__/c",
        "ftp://contoh.id/a_b/~c~/d",
        "http://contoh.id:8080/?a[0]=1&b=`x`y",
    ),
)


@pytest.mark.parametrize(
    "written", ["{}", "Lihat {} di situs.", "Satu\n{}", "(lihat {})", "**{}**"]
)
def test_a_bare_address_leads_from_hugo_where_it_says(site: Path, written: str) -> None:
    """A backslash ends a link: `https://contoh.id/\\~budi` would lead to the front page."""
    bodies = [written.format(address) for address in ADDRESSES]
    texts = [
        Text(headline=HEADLINE, body=(body,)) if "*" in body else taken("Awal.", body)
        for body in bodies
    ]
    pages = build(site, *(piece(text, number=number) for number, text in enumerate(texts)))
    for number, (address, text) in enumerate(zip(ADDRESSES, texts, strict=True)):
        (link,) = pages[f"artikel-{number}"].findall(".//main//a")
        assert link.text == address
        assert (
            unquote(link.get("href"))
            .removeprefix("https://www." if address.startswith("www.") else "")
            .endswith(address.removeprefix("www."))
        )
        assert address in exported(text, "text")
        assert address in page(text).text_content()
        assert read(exported(text, "hugo").encode(), "nama.md").text.body == text.body


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        ("https://contoh.id/{{< x >}}", "https://contoh.id/{{< x >}}"),
        ("# Judul https://contoh.id/{#a}", "Judul https://contoh.id/{#a}"),
        (r"\*https://contoh.id/\~a\_b\_", "*https://contoh.id/~a_b_"),
        ("https://contoh.id/&amp;", "https://contoh.id/&"),
        ("[lihat https://contoh.id/_a_]", "[lihat https://contoh.id/a]"),
    ],
)
def test_what_an_address_cannot_hold_is_what_it_is_elsewhere(
    site: Path, body: str, seen: str
) -> None:
    text = Text(headline=HEADLINE, body=(body,))
    (made,) = build(site, piece(text)).values()
    assert shown(made) == seen
    assert exported(text, "text").rstrip().endswith(seen)


# Marks with a meaning only for Hugo: footnotes, tasks, tables below any head, and marks that Hugo
# reads even in code.
MORE_TO_HUGO = (
    *(
        "[^1]: x",
        "[^1]: x y",
        "Satu[^1] dua\n\n[^1]: tiga",
        "- [^a]: b c",
        "[^1]: https://x.example/(a",
        "[^1](https://b.id)",
    ),
    *(
        "- [ ]",
        "- [x]",
        "- satu\n  - [X]\n  - [ ] dua",
        "1. > - [ ]",
        "- # Judul\n  [ ] satu",
        "1. ## [ ]",
    ),
    *("- [x](https://x.example)", "- [x]: satu dua", "- [ ]: satu"),
    *(
        "Harga\n|-|-|",
        "Harga\n:-:",
        "Harga\n-|-",
        "> Harga\n> |-|",
        "- Harga\n  |-|-|\n  satu",
        "a|b|c\n|-|-|",
        "- ||",
    ),
    *(
        "a|b\n-|-\n`c|d`|{e}",
        "~~~a~~~ dan ~~~~b~~~~",
        "```\n[a]: b\n- [ ] <b> ~c~ {d}\n\nHarga\n|-|-|\n```",
        "`- [ ] <b> ~c~ {d}`",
    ),
    *(
        "```\n{{< a >}} {{% b %}}\n```",
        "`{{<a>}}` {{<a>}}",
        "> ```\n> <b>\n> ```",
        "a | `b | c` d`\n-|-",
    ),
    *("[a](https://x.example/{{b}}) [a](https://x.example/~~~{c}~d~)", "![a](b)<![a](b)"),
)


def test_hugo_shows_what_the_page_shows(site: Path) -> None:
    texts = [Text(headline=HEADLINE, body=tuple(body.split("\n\n"))) for body in MORE_TO_HUGO]
    pages = build(site, *(piece(text, number=number) for number, text in enumerate(texts)))
    for number, text in enumerate(texts):
        made, ours = (
            pages[f"artikel-{number}"].find(".//main"),
            page(text).find(".//div[@class='body']"),
        )
        assert bare(made.text_content()) == bare(ours.text_content()), text.body
        for kind in ("input", "table", "code", "img"):
            assert len(made.findall(f".//{kind}")) == len(ours.findall(f".//{kind}")), (
                kind,
                text.body,
            )
        first = exported(text, "hugo")
        back = read(first.encode(), "nama.md").text
        assert back.body == text.body
        assert exported(back, "hugo") == first


def test_hugo_does_mean_more_by_them(site: Path) -> None:
    """The negative control of the test above: unescaped, these marks change the page."""
    build(site, piece(Text(headline=HEADLINE, body=("Isi.",))))
    ours = site / "content" / "berita" / "artikel-1.md"
    ours.write_text(ours.read_text() + "\n- [ ]\n\nHarga\n|-|-|\n\nSatu[^1]\n\n[^1]: x y\n")
    assert hugo(site).returncode == 0
    made = html.document_fromstring((site / "public/berita/artikel-1/index.html").read_bytes())
    assert [len(made.findall(f".//main//{kind}")) for kind in ("input", "table", "sup")] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize(
    ("body", "leads", "shown"),
    [
        (
            "https://x.example/{{a}}/_b_/c",
            "https://x.example/{{a}}/_b_/c",
            "https://x.example/{{a}}/_b_/c",
        ),
        (
            "https://x.example/~~~b{c}~d~e",
            "https://x.example/~~~b{c}~d~e",
            "https://x.example/~~~b{c}~d~e",
        ),
        (
            "Lihat https://x.example/{{%y%}}z.",
            "https://x.example/{{%y%}}z",
            "Lihat https://x.example/{{%y%}}z.",
        ),
        ("<https://x.example/{{%y%}}>", "https://x.example/{{%y%}}", "https://x.example/{{%y%}}"),
        (
            "<https://x.example/{{y}}~z~>",
            "https://x.example/{{y}}~z~",
            "https://x.example/{{y}}~z~",
        ),
        ("[a](https://x.example/{{%y%}})", "https://x.example/{{%y%}}", "a"),
    ],
)
def test_an_address_with_braces_and_tildes_leads_from_hugo_where_it_says(
    site: Path, body: str, leads: str, shown: str
) -> None:
    text = Text(headline=HEADLINE, body=(body,))
    (made,) = build(site, piece(text)).values()
    (link,) = made.findall(".//main//a")
    assert unquote(link.get("href")) == leads
    assert made.find(".//main").text_content().strip() == shown
    assert page(text).find(".//div[@class='body']").text_content().strip() == shown
    assert read(exported(text, "hugo").encode(), "nama.md").text.body == text.body


@pytest.mark.parametrize(
    "body",
    [
        "<https://x.example/{{%y>",
        "<https://x.example/{{%y{{%>",
        "https://x.example/{{<a>}}",
        "`{{< a`",
        "`<!--more-->`",
    ],
)
def test_a_shortcode_in_an_address_or_code_never_stops_a_site(site: Path, body: str) -> None:
    """Some pages show a backslash; every text is imported again unchanged."""
    text = Text(headline=HEADLINE, body=("Awal.", body, "Akhir."))
    (made,) = build(site, piece(text)).values()
    assert bare(made.find(".//main").text_content()).replace("\\", "") == bare(
        f"Awal.{body}Akhir."
    ).replace("`", "").replace("<https", "https").replace("{{%>", "{{%").replace("y>", "y")
    first = exported(text, "hugo")
    assert exported(read(first.encode(), "nama.md").text, "hugo") == first


@pytest.mark.parametrize("mark", ["[", "![", "[a](", "*_", "`a", "<", "&", "~~a"])
def test_a_paragraph_of_marks_alone_is_words_and_stops_no_export(mark: str) -> None:
    """The parser looks at each pair of brackets, which must not take quadratic time."""

    def seconds(count: int) -> float:
        text = Text(headline=HEADLINE, body=(mark * count,))
        start = process_time()
        assert exported(text, "text").rstrip().endswith(mark * count)
        assert bare(page(text).find(".//div[@class='body']").text_content()) == mark * count
        return process_time() - start

    assert min(seconds(24_000), seconds(24_000)) < 12 * seconds(6_000)


def test_as_many_marks_as_a_newsroom_writes_are_read() -> None:
    text = Text(headline=HEADLINE, body=("*a* " * (markdown_dialect.MOST_MARKS // 2),))
    assert exported(text, "text").rstrip().endswith(" a a")
