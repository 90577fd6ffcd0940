"""The web page, read by lxml: complete, and no text of an author becomes markup."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from msgspec.structs import replace

from redaksi.domain.article import Photo, Related, Text
from tests.exporters import any_text, pieces
from tests.exporters.pieces import FLOOD, piece

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "JaVaScRiPt&colon;alert(1)",
    "&#106;avascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//evil.example/x",
    "{{ 7 * 7 }}{% raw %}",
    (
        "[x](javascript:alert(1)) [y](data:text/html,z) ![i](x:y 'on\" onerror=\"a') <javascript:a> "  # noqa: E501
        "[k](relatif)"
    ),
    "[x](ftp://evil.example/a) [y](tel:112) <intent:a> ![z](blob:b)",
    "<a href='javascript:a'>b</a><svg/onload=a><iframe src=//evil.example>",
    "<!-- --><![CDATA[ <base href=//evil.example>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;",
    "]]>--><math><mtext></p><style><a title='</style><img onerror=a>'>",
    "[FOTO] [/] [bold]x[/bold] \u202e \U0001f600",
    "http://[::1",
)


def exported(text: Text, days: int = 0) -> str:
    return pieces.exported(piece(text, days=days), "html").decode()


def everywhere(words: str) -> Text:
    """`words` in every field."""
    return Text(
        **dict.fromkeys(("headline", "deck", "byline", "dateline", "source", "rubric"), words),
        body=("Awal.", words, "Akhir."),
        tags=(words,),
        photos=(Photo(file=words, url=words, alt=words, caption=words, credit=words),),
        related=(Related(title=words, url=words),),
    )


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))


def addresses(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter(etree.Element):
        yield from (
            value
            for key, value in element.attrib.items()
            if key in {"href", "src", "action", "style"}
        )


def assert_harmless(page: html.HtmlElement) -> None:
    allowed = {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "article",
            "header",
            "h1",
            "p",
            "span",
            "time",
            "figure",
        ),
        *(
            "img",
            "figcaption",
            "small",
            "div",
            "aside",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "a",
            "footer",
        ),
        *(
            "br",
            "hr",
            "em",
            "strong",
            "s",
            "code",
            "pre",
            "blockquote",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
        ),
    }
    assert {element.tag for element in page.iter(etree.Element)} <= allowed
    assert not [
        key
        for element in page.iter(etree.Element)
        for key in element.attrib
        if key.startswith("on")
    ]
    assert all(
        value.split(":")[0].lower() in {"http", "https", "mailto"} for value in addresses(page)
    )
    assert len(page.xpath("//style")) == 1
    assert len(page.xpath("//meta[@http-equiv]")) == 1


def test_the_page_holds_the_whole_article() -> None:
    page = parsed(exported(FLOOD, days=1))
    assert page.get("lang") == "id"
    assert page.findtext(".//title") == page.findtext(".//article//h1") == FLOOD.headline
    assert page.xpath("//article//time/@datetime") == [
        "2024-06-03T10:30:00+07:00",
        "2024-06-04T10:30:00+07:00",
    ]
    assert page.xpath("//article//time/text()") == [
        "Senin, 3 Juni 2024, 10.30 WIB",
        "Selasa, 4 Juni 2024, 10.30 WIB",
    ]
    assert (
        page.xpath("//meta[@name='description' or @property='og:description']/@content")
        == [FLOOD.deck] * 2
    )
    assert page.xpath("//meta[@property='og:title']/@content") == [FLOOD.headline]
    assert page.xpath("//meta[@property='article:tag']/@content") == ["banjir", "Sidoarjo"]
    assert page.xpath("//figure/img/@alt") == ["Pompa di tepi kali"]
    assert (
        page.find(".//figcaption").text_content()
        == "Pompa menyala di Kali Buntung (Foto: Dok. Warga)"
    )
    assert page.xpath("//div[@class='body']/p[1]/em/text()") == ["tiga RW"]
    assert page.xpath("//div[@class='body']//a/@href") == ["https://example.org/peta"]
    assert [item.text_content() for item in page.xpath("//aside//li")] == [
        "Pompa Baru Tiba",
        "Sekolah Diliburkan",
    ]
    assert page.xpath("//aside//a/@href") == ["https://example.org/pompa"]
    for words in (
        "Oleh Rini Wulandari",
        "SIDOARJO, warta-sidoarjo.example",
        "Editor: Bagus P",
        "Peristiwa",
    ):
        assert words in page.find(".//article").text_content()


def test_every_sign_of_every_field_is_itself() -> None:
    text = any_text.HOSTILE
    page, (photo,), (story,) = parsed(exported(text)), text.photos, text.related
    article = page.find(".//article")
    told = {
        "headline": article.findtext(".//h1"),
        "deck": article.findtext(".//p[@class='deck']"),
        "byline": article.findtext(".//span[@class='byline']"),
        "place": article.findtext(".//span[@class='dateline']"),
        "rubric": article.findtext(".//p[@class='rubric']"),
        "footer": " ".join(article.find("footer").text_content().split()),
        "photo": [(image.get("src"), image.get("alt")) for image in article.iter("img")],
        "caption": article.find(".//figcaption").text_content(),
        "related": [(one.text, one.get("href")) for one in article.findall(".//aside//a")],
    }
    assert told == {
        "headline": text.headline,
        "deck": text.deck,
        "byline": f"Oleh {text.byline}",
        "place": f"{text.dateline}, {text.source}",
        "rubric": text.rubric,
        "footer": f"Editor: Bagus PTag: {', '.join(text.tags)}",
        "photo": [(photo.url, photo.alt)],
        "caption": f"{photo.caption} (Foto: {photo.credit})",
        "related": [(story.title, story.url)],
    }
    metas = {
        one.get("property") or one.get("name"): one.get("content") for one in page.iter("meta")
    }
    assert metas["og:title"] == page.findtext(".//title") == text.headline
    assert metas["description"] == metas["og:description"] == text.deck
    assert (metas["author"], metas["article:section"]) == (text.byline, text.rubric)
    assert page.xpath("//meta[@property='article:tag']/@content") == [*text.tags]
    body = article.find("div[@class='body']")
    shown = " ".join(body.text_content().split())
    for words in ("Air surut, kami pulang. Hujan", "{{ x }} {% y %}", "😀 keluarga 👨‍👩‍👧"):
        assert words in shown
    counts = {"li": 5, "ol": 1, "ul": 1, "blockquote": 2, "td": 4, "pre": 1, "br": 1, "hr": 1}
    assert {tag: len(body.findall(f".//{tag}")) for tag in counts} == counts


def test_a_page_that_was_published_once_names_one_time() -> None:
    assert len(parsed(exported(FLOOD)).xpath("//time")) == 1


def test_an_article_of_a_headline_alone_leaves_no_empty_part() -> None:
    page = parsed(exported(Text(headline="Judul", body=("Isi.",), photos=(Photo(file="a.jpg"),))))
    empty = [
        element.tag
        for element in page.find(".//article").iter()
        if not element.text_content().strip()
    ]
    assert empty == []
    assert not page.xpath("//aside | //figure | //meta[@name='description']")


def test_headings_of_the_body_stand_below_the_headline() -> None:
    page = parsed(exported(replace(FLOOD, body=("# Satu", "###### Enam"))))
    assert page.xpath("//h1/text()") == [FLOOD.headline]
    assert [element.tag for element in page.xpath("//div[@class='body']/*")] == ["h2", "h3"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str) -> None:
    page = parsed(exported(everywhere(words)))
    assert_harmless(page)
    # HTML keeps tabs and runs of blanks in a title, so that nothing may be lost.
    assert page.findtext(".//h1") == words
    assert page.findtext(".//title") == words
    assert page.xpath("//meta[@property='og:title']/@content") == [words]
    assert [
        part.text
        for part in page.xpath("//div[@class='body']/p")[
            :: len(page.xpath("//div[@class='body']/p")) - 1
        ]
    ]


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                '"',
                "'",
                "&",
                "a",
                "script",
                "[",
                "](",
                ")",
                "`",
                "\n",
                "on=",
                "javascript:",
            ]
        )
    )
)
def test_no_mixture_of_marks_breaks_out(marks: list[str]) -> None:
    assert_harmless(parsed(exported(everywhere("".join(marks)))))


def test_the_check_would_find_what_it_looks_for() -> None:
    page = exported(FLOOD)
    for inserted in (
        "<script>x</script>",
        "<p onclick=x>y</p>",
        "<a href='javascript:x'>y</a>",
        "<style>p{}</style>",
    ):
        with pytest.raises(AssertionError):
            assert_harmless(parsed(page.replace("</article>", f"{inserted}</article>")))


def test_the_page_asks_for_nothing_from_elsewhere() -> None:
    page = parsed(exported(replace(FLOOD, photos=())))
    assert not page.xpath("//link | //script | //img | //@src")
    assert (
        "default-src 'none'"
        in page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    )
    style = page.findtext(".//style")
    assert "prefers-color-scheme: dark" in style
    assert "url(" not in style
    assert "@import" not in style
