"""The copy desk on the screen: keys visit, fix and waive its findings."""

from collections.abc import Callable, Sequence
from threading import Event
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from textual.content import Content
from textual.pilot import Pilot
from textual.style import Style
from textual.widgets import Input, TextArea

from redaksi.desk import Desk
from redaksi.desk.findings import FindingVerbs
from redaksi.domain.article import Article, Photo, Stage, Text
from redaksi.domain.finding import Finding, Scope, Severity
from redaksi.tui.app import RedaksiApp
from redaksi.tui.controllers import finding_counts, reading_findings, writing_findings
from redaksi.tui.marked_words import Words
from redaksi.tui.marked_words import marked as painted
from redaksi.tui.screens.article import ArticleScreen
from redaksi.tui.screens.board import BoardScreen
from redaksi.tui.screens.edit import EditScreen
from redaksi.tui.widgets.article_text import ArticleText
from redaksi.tui.widgets.body_editor import BodyEditor
from redaksi.tui.widgets.finding_list import in_short
from redaksi.tui.widgets.findings_panel import FindingsPanel
from redaksi.tui.widgets.wrapped_field import WrappedField

from .conftest import CHIEF, GUEST
from .driving import draft, keys, lines, said, shown, typed, until


@pytest.mark.parametrize(
    ("text", "replacement", "shown_as"),
    [
        (" ,", ",", "␣, → ,"),
        (" . ", ". ", "␣.␣ → .␣"),
        ("resiko", "risiko", "resiko → risiko"),
    ],
)
def test_a_blank_that_is_wrong_is_seen(text: str, replacement: str, shown_as: str) -> None:
    finding = Finding(
        rule="spasi",
        severity=Severity.GALAT,
        scope=Scope.LEAD,
        source="",
        item=0,
        field="body",
        start=0,
        end=len(text),
        text=text,
        message="",
        replacement=replacement,
        safe=True,
    )
    assert in_short(finding) == shown_as


FLAWED = (
    "Warga tahu resiko itu. Mereka sekedar lewat.",
    '"Resiko itu nyata," kata Arif.',
    "Namanya resiko tetap ada.",
)
HEADLINE = "Resiko Banjir Meningkat"


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for screen in (writing_findings, reading_findings):
        monkeypatch.setattr(screen, "PAUSE", 0.01)


def panel(pilot: Pilot[Any]) -> FindingsPanel:
    return pilot.app.screen.query_one(FindingsPanel)


def body(pilot: Pilot[Any]) -> BodyEditor:
    return pilot.app.screen.query_one(BodyEditor)


def words(pilot: Pilot[Any]) -> list[str]:
    """The words of the findings, in the order of the list."""
    return [one.text for one in panel(pilot).found.values() if one.severity == "galat"]


def marked(pilot: Pilot[Any]) -> list[str]:
    """The words that are marked as wrong in the text, from the top."""
    area = body(pilot)
    spans = sorted(span for number in panel(pilot).found if (span := area.span_of(number)))
    return [area.get_text_range(*span) for span in spans if span[0] != span[1]]


async def writing(pilot: Pilot[Any], found: Sequence[str]) -> None:
    """Open the selected article in the editor and wait for the findings `found`."""
    await keys(pilot, "e")
    await until(lambda: words(pilot) == list(found))
    await pilot.pause()


ALL = ("Resiko", "resiko", "sekedar", "Resiko", "resiko")


async def test_findings_are_listed_in_reading_order_and_gone_to_one_after_the_other(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(
        desk, HEADLINE, *FLAWED, byline="A", photos=(Photo(caption="Merubah nasib", credit="B"),)
    )
    async with app.run_test(size=(120, 40)) as pilot:
        await writing(pilot, (*ALL, "Merubah"))
        assert "✗ error      headline: Resiko → Ris" in shown(pilot)
        assert marked(pilot) == ["resiko", "sekedar", "Resiko", "resiko"]
        places = []
        for _step in range(4):
            await keys(pilot, "f8")
            places.append(body(pilot).cursor_location)
        assert places == [(0, 11), (0, 30), (2, 1), (4, 8)]
        await keys(pilot, "f20", "f9")  # terminals send f20 for shift+F8
        assert body(pilot).cursor_location == (0, 30)
        assert "KBBI" in shown(pilot)
        await keys(pilot, "f8", "f8", "f8")
        assert app.screen.focused is app.screen.query_one("#field-photo-caption")
        assert app.screen.query_one("#field-photo-caption", TextArea).selected_text == "Merubah"
        assert "Merubah → Mengubah" in shown(pilot)
        while app.screen.focused is not app.screen.query_one("#headline"):
            await keys(pilot, "f8")
        await keys(pilot, "ctrl+o")
        assert app.screen.query_one("#headline", Input).value == "Risiko Banjir Meningkat"


async def test_on_a_small_terminal_the_message_stands_below_the_text(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", *FLAWED, byline="A")
    async with app.run_test(size=(80, 24)) as pilot:
        await writing(pilot, ALL[1:])
        assert "sekedar → sekadar" not in shown(pilot)
        await keys(pilot, "f8", "f8")
        assert "sekedar → sekadar" in shown(pilot)
        assert "^o Fix" in shown(pilot)
        await keys(pilot, "ctrl+o")
        assert body(pilot).text.startswith("Warga tahu resiko itu. Mereka sekadar lewat.")
        assert "sekedar → sekadar" not in shown(pilot)
        await keys(pilot, "ctrl+g")
        assert panel(pilot).has_attention
        assert "^o Fix" in shown(pilot)
        await keys(pilot, "escape")
        assert app.screen.focused is body(pilot)
        await keys(pilot, "ctrl+s", "escape")
        assert isinstance(app.screen, BoardScreen)


async def test_enter_fixes_the_selected_one_and_undo_takes_it_back(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, "Panen", *FLAWED, byline="A")
    async with app.run_test() as pilot:
        await writing(pilot, ALL[1:])
        await keys(pilot, "ctrl+g", "j", "enter")
        assert "sekadar" in body(pilot).text
        await until(lambda: words(pilot) == ["resiko", "Resiko", "resiko"])
        await keys(pilot, "escape", "ctrl+z")
        assert body(pilot).text == "\n\n".join(FLAWED)
        await until(lambda: words(pilot) == list(ALL[1:]))


async def test_all_of_a_rule_are_fixed_as_one_change_but_never_a_quotation(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(desk, HEADLINE, *FLAWED, byline="A")
    async with app.run_test() as pilot:
        await writing(pilot, ALL)
        await keys(pilot, "ctrl+g", "F")
        assert app.screen.query_one("#headline", Input).value == "Risiko Banjir Meningkat"
        text = body(pilot).text
        assert "tahu risiko itu" in text
        assert "Namanya risiko" in text
        assert '"Resiko itu nyata,"' in text
        assert "fixed" in said(pilot)
        await until(lambda: words(pilot)[-1:] == ["Resiko"])
        await keys(pilot, "escape", "ctrl+z")
        assert body(pilot).text == "\n\n".join(FLAWED)


async def test_a_fix_is_undone_wherever_it_was_made_and_from_wherever_one_is(
    app: RedaksiApp, desk: Desk
) -> None:
    draft(
        desk,
        HEADLINE,
        *FLAWED,
        byline="A",
        photos=(Photo(caption="Merubah nasib, merubah arah", credit="B"),),
    )
    async with app.run_test() as pilot:
        await writing(pilot, (*ALL, "Merubah", "merubah"))
        headline, caption = (
            app.screen.query_one("#headline", Input),
            app.screen.query_one("#field-photo-caption", WrappedField),
        )
        await keys(pilot, "ctrl+g", "F")
        assert (headline.value, caption.value) == (
            "Risiko Banjir Meningkat",
            "Mengubah nasib, mengubah arah",
        )
        fixed = body(pilot).text
        await keys(pilot, "ctrl+z")
        assert (headline.value, caption.value) == (HEADLINE, "Merubah nasib, merubah arah")
        assert body(pilot).text == "\n\n".join(FLAWED)
        await keys(pilot, "ctrl+y")
        assert (headline.value, body(pilot).text) == ("Risiko Banjir Meningkat", fixed)
        assert caption.value == "Mengubah nasib, mengubah arah"
        await keys(pilot, "ctrl+z")
        assert (headline.value, caption.value) == (HEADLINE, "Merubah nasib, merubah arah")
        await until(lambda: words(pilot) == [*ALL, "Merubah", "merubah"])
        await keys(pilot, "home", "F", "escape")  # into the body
        await typed(pilot, "Kini ")
        await keys(pilot, "ctrl+z")
        assert (headline.value, body(pilot).text) == ("Risiko Banjir Meningkat", fixed)
        await keys(pilot, "ctrl+z")
        assert (headline.value, body(pilot).text) == (HEADLINE, "\n\n".join(FLAWED))
        headline.focus()
        assert headline.cursor_position == len("Resiko") - 4, "where the fix was"
        await keys(pilot, "end")
        await typed(pilot, " dan Surut")
        await keys(pilot, "ctrl+z")
        assert headline.value == f"{HEADLINE} dan"
        await keys(pilot, "ctrl+z")
        assert headline.value == HEADLINE
        await keys(pilot, "ctrl+y", "ctrl+y", "ctrl+y")
        assert headline.value == f"{HEADLINE} dan Surut"
        assert "nothing to make again" in said(pilot)
        await keys(pilot, "ctrl+z")
        await typed(pilot, "!")
        await keys(pilot, "ctrl+y")  # later typing has emptied the redo history
        assert headline.value == f"{HEADLINE} dan!"
        await keys(pilot, "ctrl+z", "ctrl+z")
        assert headline.value == HEADLINE
        assert body(pilot).text == "\n\n".join(FLAWED)


async def test_letters_are_letters_while_one_writes(app: RedaksiApp, desk: Desk) -> None:
    draft(desk, "Panen", *FLAWED)
    async with app.run_test() as pilot:
        await writing(pilot, ALL[1:])
        await typed(pilot, "Fw")
        assert body(pilot).text.startswith("FwWarga tahu resiko")


async def test_a_finding_is_waived_with_a_reason_which_saves_the_text_first(
    app: RedaksiApp, desk: Desk
) -> None:
    dossier = draft(desk, "Panen", *FLAWED)
    async with app.run_test() as pilot:
        await writing(pilot, ALL[1:])
        await typed(pilot, "Kini ")
        await until(lambda: words(pilot) == list(ALL[1:]))
        await keys(pilot, "ctrl+g", "j", "w", "enter")
        assert "saved first" in shown(pilot)
        assert "A waiver needs a reason." in shown(pilot)
        await typed(pilot, "Kata itu benar di sini")
        await keys(pilot, "enter")
        await until(lambda: words(pilot) == ["resiko", "Resiko", "resiko"])
        assert not app.screen.unsaved if isinstance(app.screen, EditScreen) else False
    stored = desk.reading.article(dossier.id)
    assert stored.article.text.body[0].startswith("Kini Warga")
    assert [(one.text, one.reason) for one in stored.article.waivers] == [
        ("sekedar", "Kata itu benar di sini")
    ]
    assert stored.events[-1].kind == "waived"
    assert desk.checking.verify() == ()


async def test_a_guest_is_told_before_typing_a_reason(desk_of: Callable[[str], Desk]) -> None:
    guest = desk_of(GUEST)
    draft(guest, "Panen", *FLAWED)
    app = RedaksiApp(guest)
    async with app.run_test() as pilot:
        await writing(pilot, ALL[1:])
        await keys(pilot, "ctrl+g", "w")
        assert isinstance(app.screen, EditScreen)
        assert "guest" in said(pilot)


async def test_typing_never_waits_and_an_old_result_never_marks_a_newer_text(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(desk, "Panen", *FLAWED)
    really, begun, goes_on, read = FindingVerbs.typed, Event(), Event(), list[str]()

    def slow(self: FindingVerbs, article: Article, text: Text) -> list[Finding]:
        read.append("\n\n".join(text.body))
        begun.set()
        assert goes_on.wait(20)
        return really(self, article, text)

    monkeypatch.setattr(FindingVerbs, "typed", slow)
    async with app.run_test() as pilot:
        await keys(pilot, "e")
        await until(begun.is_set)
        await typed(pilot, "Kini resiko besar. ")
        assert body(pilot).text.startswith("Kini resiko besar. Warga")
        assert len(read) == 1
        assert panel(pilot).found == {}
        goes_on.set()
        await until(lambda: marked(pilot) == ["resiko", "resiko", "sekedar", "Resiko", "resiko"])
        assert read[0] == "\n\n".join(FLAWED)
        assert read[-1].startswith("Kini resiko besar.")


async def test_marks_follow_the_text_until_the_next_result_and_a_changed_word_is_not_fixed(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(desk, "Panen", *FLAWED)
    async with app.run_test() as pilot:
        await writing(pilot, ALL[1:])
        monkeypatch.setattr(writing_findings, "PAUSE", 60)
        await typed(pilot, "\n\nKini ")
        assert marked(pilot) == list(ALL[1:])
        await keys(pilot, "f8", "right", "x")
        assert marked(pilot) == ["sekedar", "Resiko", "resiko"]
        before = app.screen.query_one("#body", TextArea).text
        await keys(pilot, "ctrl+g", "home", "enter")
        assert body(pilot).text == before
        await keys(pilot, "j", "enter")
        assert body(pilot).text == before.replace("sekedar", "sekadar")


async def test_the_publish_dialog_scrolls_what_holds_it_up_and_keeps_its_field_and_buttons(
    desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    wrong = "resiko sekedar praktek hoax analisa ijin apotik jadual nasehat kwitansi sistim tehnik"
    dossier = draft(desk, "Panen", *(f"Kata {word} ini." for word in wrong.split()), "Tamat.")
    desk.moves.submit(dossier.id, CHIEF)
    app = RedaksiApp(desk_of(CHIEF))
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "l", "p")
        assert "Override and publish" in shown(pilot)
        assert "waive it with a reason" in shown(pilot)
        assert app.screen.query_one("#override").region.height == 1
        assert "resiko" in shown(pilot)
        assert "tehnik" not in shown(pilot)
        assert "12 errors, the first at “resiko”" in shown(pilot)
        assert [part for part in app.screen.query("*") if part.show_vertical_scrollbar] == [
            app.screen.query_one(".dialog-fields")
        ]
        assert "opened over it" not in shown(pilot)
        await keys(pilot, "pagedown")
        assert "opened over it" in shown(pilot)
        await typed(pilot, "Mendesak")
        await keys(pilot, "enter")
    assert len(desk.reading.article(dossier.id).article.sign_offs[-1].set_aside) == 12


async def test_the_board_tells_how_many_findings_hold_an_article_up(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding_counts, "PAUSE", 0.01)
    clean, flawed = draft(desk, "Panen", "Padi dipanen pagi ini."), draft(desk, "Banjir", *FLAWED)
    assert desk.findings.open(clean.id, 1) == 0
    async with app.run_test(size=(120, 40)) as pilot:
        await until(lambda: "✗ 4 findings" in shown(pilot))
        assert shown(pilot).count("finding") == 1
        desk.copy.edit(flawed.id, lambda text: replace(text, body=("Warga tahu resiko itu.",)))
        app.tell({flawed.id})
        await until(lambda: "✗ 1 finding" in shown(pilot))


async def test_a_reader_sees_how_much_was_found_and_goes_from_one_to_the_next(
    app: RedaksiApp, desk: Desk
) -> None:
    made = draft(
        desk, HEADLINE, "Padi dipanen pagi ini.", *FLAWED, byline="A"
    )  # the missing dateline comes first
    desk.moves.assign(made.id, Stage.DRAFT, CHIEF)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        await until(lambda: "5 errors" in lines(pilot)[0])
        assert "F8 Findings" in lines(pilot)[-1]
        text = app.screen.query_one(ArticleText)
        stops = []
        for number, words in enumerate(
            ("Resiko →", "dateline", "resiko →", "sekedar →", "Resiko →", "resiko →"), 1
        ):
            await keys(pilot, "f8")
            assert f"{'· suggestion' if number == 2 else '✗ error'}  {words}" in shown(pilot)
            assert f"^g Findings   {number}/6" in shown(pilot)
            stops.append(text.position(text.cursor.stop))
        assert stops == [0, 0, 2, 2, 3, 4]
        assert isinstance(app.screen, ArticleScreen)
        app.screen.findings.checked(app.screen.dossier().version, app.screen.findings.found)
        await pilot.pause()
        assert "^g Findings   6/6" in shown(pilot)  # a second reading finds the same
        await keys(pilot, "f9", "f20")
        assert "sekedar → sekadar" in shown(pilot)
        await keys(pilot, "j")  # away from the finding
        assert "sekedar → sekadar" not in shown(pilot)
        await keys(pilot, "f9")
        assert "sekedar → sekadar" in shown(pilot)
        assert underlined(pilot, "current") == ["sekedar"]
        assert underlined(pilot, "error") == ["Resiko", "resiko", "Resiko", "resiko"]
        await keys(pilot, "ctrl+g")
        await until(lambda: panel(pilot).has_attention and bool(panel(pilot).found))
        selected = panel(pilot).selected
        assert selected
        assert selected[1].text == "sekedar"
        await keys(pilot, "enter", "ctrl+s", "escape", "escape")
        assert isinstance(app.screen, ArticleScreen)
        await until(lambda: "4 errors" in lines(pilot)[0])
        await keys(pilot, "j", "e")
        assert body(pilot).cursor_location == (4, 0)  # the place of reading


async def test_an_article_is_read_once_and_what_one_looks_at_stays(
    app: RedaksiApp, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = draft(desk, HEADLINE, *FLAWED, byline="A", dateline="Malang")
    standing, read = FindingVerbs.standing, list[Article]()

    def counted(self: FindingVerbs, article: Article) -> list[Finding]:
        read.append(article)
        return standing(self, article)

    monkeypatch.setattr(FindingVerbs, "standing", counted)
    monkeypatch.setattr(reading_findings, "PAUSE", 0.3)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        app.tell({made.id})
        app.tell(set())
        await until(lambda: " errors" in lines(pilot)[0])
        await keys(pilot, "f8")
        app.tell({made.id})
        await pilot.pause()
        assert "✗ error  Resiko →" in shown(pilot)
        assert len(read) == 1


async def test_where_nothing_is_found_or_nothing_is_read_f8_says_so(
    app: RedaksiApp, desk: Desk, desk_of: Callable[[str], Desk]
) -> None:
    clean = draft(desk, "Panen", "Padi dipanen pagi ini.", byline="A", dateline="Malang")
    clean = desk.moves.assign(clean.id, Stage.DRAFT, CHIEF)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "enter")
        await until(lambda: isinstance(app.screen, ArticleScreen) and app.screen.findings.is_read)
        assert "F8" not in lines(pilot)[-1]
        await keys(pilot, "f8")
        assert "The copy desk found nothing." in said(pilot)
        desk.moves.submit(clean.id, CHIEF)
        desk_of(CHIEF).moves.publish(clean.id)
        app.tell({clean.id})
        await keys(pilot, "f8")
        assert "The copy desk reads drafts" in said(pilot)


def underlined(pilot: Pilot[Any], name: str) -> list[str]:
    """The words in the reading view with the style `name`."""
    text = pilot.app.screen.query_one(ArticleText)
    style = text._painted()[name]
    rows = (text._painter.halves(y)[0] for y in range(text.size.height))
    return [
        row.plain[span.start : span.end]
        for row in rows
        for span in row.spans
        if span.style == style
    ]


@given(st.text(alphabet="ab *_`\n", max_size=40), st.data())
def test_words_are_marked_where_they_stand_or_not_at_all(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    words = source[start:end]
    parts = [Content(line) for line in source.split("\n")]
    found = painted(source, parts, [Words(words, start, Style(bold=True))])
    spans = [(part, span) for part, content in enumerate(found) for span in content.spans]
    assert [one.plain for one in found] == source.split("\n")
    assert [found[part].plain[span.start : span.end] for part, span in spans] in (
        [],
        [words.replace("\n", " ")],
    )
    if (
        words
        and "\n" not in words
        and source.replace("\n", " ").count(words) == 1
        and source.find(words) == start
    ):
        assert [(part, span.start) for part, span in spans] == [
            (source.count("\n", 0, start), start - source.rfind("\n", 0, start) - 1)
        ]
