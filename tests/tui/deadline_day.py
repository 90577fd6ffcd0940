"""A deadline day of a writer and a chief by keys alone, with the keys of each step counted.

`python -m tests.tui.deadline_day` runs the day in tmux with the program of this checkout, and with
`--before PROGRAM` also with a program as it was at 8e38a7c7 (`.venv/bin/redaksi` of a worktree of
that commit), and prints the keys of both. What a step achieved is asked of the command line.
"""

import argparse
import asyncio
import gettext
import json
import os
import shlex
import subprocess
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

from redaksi.i18n import CATALOGUES, DOMAIN
from tests.pictures.pieces import photo, picture, saved, xmp

from .hands import Hands, Tally, TmuxHands
from .tmux import PROGRAM, Tmux

WRITER, CHIEF, OTHER = "Sari Wulandari", "Ratna Dewi", "Bagus Prasetyo"
HEADLINE = "Pasar Karangasri Terbakar"
COPY = (
    "Api melalap empat puluh kios Senin dini hari.",
    "Berkas di kirim ke polisi.",
    "Pedagang berharap bisa berjualan lagi pekan depan.",
)
CAPTION = "Petugas memadamkan api di Pasar Karangasri."
CREDIT = "Arif Maulana/kabarbrantas.example"
"""One that the sample newsroom has used before."""
TAGS = "kebakaran, pasar"
NOTE, REASON = "Pukul berapa apinya padam?", "Tambahkan keterangan pedagang."
ANSWER, ADDED = "Pukul lima, sudah saya tambahkan.", " Api padam pukul lima."
AGAIN, PUBLIC, CORRECTED = "Jumlah kios salah.", "Kios yang terbakar 42.", " Jumlahnya 42."
OLD_STORY, LATE = "Keripik Nangka Desa Wonokerto", "Perpustakaan Gerobak Keliling"

WIB = timezone(timedelta(hours=7))
"""The zone of the newsroom."""


class Newsroom:
    """The newsroom of the day, seen through its command line."""

    def __init__(self, program: Sequence[str], folder: Path) -> None:
        self._program = program
        self.folder = folder

    def run(self, *command: str, by: str = CHIEF) -> str:
        """The output of `command`, given by the person `by`."""
        room = ("--newsroom", str(self.folder), "--as", by)
        done = subprocess.run(
            [*self._program, *room, *command],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "LANGUAGE": "en"},
        )
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout

    def begin(self) -> None:
        """Make the sample newsroom, in which the article `LATE` is overdue."""
        subprocess.run(
            [*self._program, "--as", CHIEF, "demo", str(self.folder)],
            check=True,
            capture_output=True,
        )
        yesterday = datetime.now(WIB) - timedelta(days=1)
        self.run("set", self.id(LATE), f"due={yesterday:%d/%m/%Y} 10.00")

    def id(self, headline: str) -> str:
        """The id of the article whose headline begins with `headline`."""
        found = json.loads(self.run("list", "--json"))
        (one,) = [row["id"] for row in found if row["headline"].startswith(headline)]
        return str(one)

    def article(self, headline: str = HEADLINE) -> Mapping[str, Any]:
        """What `redaksi show` tells of the article whose headline begins with `headline`."""
        told: Mapping[str, Any] = json.loads(self.run("show", self.id(headline), "--json"))
        return told


class Day:
    """The steps of the day, at the desks of the writer and of the chief.

    With `old`, the keys are those of 8e38a7c7. The file `picture` brings its caption and credit
    when `brings_words`; else they are typed.
    """

    def __init__(
        self,
        newsroom: Newsroom,
        writer: Hands,
        chief: Hands,
        tally: Tally,
        *,
        language: str,
        picture: Path,
        brings_words: bool = False,
        old: bool = False,
    ) -> None:
        self.newsroom = newsroom
        self.writer = writer
        self.chief = chief
        self._tally = tally
        self._catalogue = gettext.translation(DOMAIN, CATALOGUES, [language], fallback=True)
        self._picture = picture
        self._brings_words = brings_words
        self._old = old

    def say(self, message: str, **values: object) -> str:
        """`message` in the language of the desks."""
        return self._catalogue.gettext(message).format(**values)

    async def command(self, command: str, *pasted: str) -> None:
        """Give a `command` of the command line, whose `{}` are `pasted`, as the writer."""
        self._tally.acts += len(command.replace("{}", " ")) + len("\n")
        words = shlex.split(command.format(*map(shlex.quote, pasted)))
        await asyncio.to_thread(self.newsroom.run, *words[1:], by=WRITER)

    async def look(self) -> Mapping[str, Any]:
        """The article of the day as it is stored."""
        return await asyncio.to_thread(self.newsroom.article)

    async def at_board(self, who: Hands) -> None:
        """Wait until `who` is at the board, without a dialog over it."""
        await who.see_no_more("▔▔▔")  # the foot of its frame
        await who.see(self.say("Quit"))

    async def saved(self, who: Hands) -> None:
        """Save, and go back to where `who` came from."""
        await who.see(self.say("● not saved"))
        await who.press("ctrl+s")
        await who.see_no_more(self.say("● not saved"))
        await who.press("escape")

    # The steps

    async def begin_an_article(self) -> None:
        await self.writer.press("n")
        await self.writer.see(self.say("New article"))
        await self.writer.write(HEADLINE)
        await self.writer.press("enter")
        await self.writer.see(self.say("Particulars"), HEADLINE)
        assert (await self.look())["stage"] == "draft"

    async def paste_the_copy(self) -> None:
        await self.writer.paste("\n\n".join(COPY))
        await self.writer.see(COPY[-1])
        await self.writer.press("ctrl+s")
        await self.writer.see(self.say("Saved as revision {revision}.", revision=2))
        assert (await self.look())["body"] == [*COPY]

    async def fill_in_particulars_with_a_photo(self) -> None:
        due = _next_five_o_clock()
        await self.writer.press("f3")
        await self.writer.see(self.say("photo caption"))
        if self._old:
            await self._old_particulars(f"{due:%d/%m/%Y} 17.00")
        else:
            await self._particulars("17.00")
        await self.at_board(self.writer)
        article = await self.look()
        (one,) = article["photos"]
        assert article["byline"] == WRITER
        assert article["rubric"] == "Peristiwa"
        assert article["tags"] == TAGS.split(", ")
        assert datetime.fromisoformat(article["due"]) == due
        assert (one["caption"], one["credit"]) == (CAPTION, CREDIT)
        assert one["sha256"], "the picture is kept"

    async def _particulars(self, due: str) -> None:
        writer = self.writer
        await writer.press("tab", *WRITER[:3])
        await writer.see(WRITER)
        await writer.press("enter", "tab", "tab", *"Per")
        await writer.see("Peristiwa")
        await writer.press("enter")
        await writer.write(TAGS)
        await writer.press("enter")
        await writer.write(due)
        await writer.paste(str(self._picture))
        await writer.see("400 × 300")
        if not self._brings_words:
            await writer.press("enter")
            await writer.write(CAPTION)
            await writer.press("enter", *CREDIT[:3])
            await writer.see(CREDIT)
            await writer.press("tab")
        await writer.see(CREDIT)
        await self.saved(writer)
        await writer.see(COPY[-1])
        await writer.press("escape")  # the first goes to the text

    async def _old_particulars(self, due: str) -> None:
        """As it was: the words and the bytes of a photo come to the article in two ways."""
        writer = self.writer
        await writer.press("tab", *WRITER[:3])
        await writer.see(WRITER)
        await writer.press("right", "tab", "tab", "tab", *"Per")
        await writer.see("Peristiwa")
        await writer.press("right", "tab")
        await writer.write(TAGS)
        await writer.press("tab")
        await writer.write(due)
        number = ""
        if not self._brings_words:
            await writer.press("tab", "tab", "tab")
            await writer.write(CAPTION)
            await writer.press("tab")
            await writer.write(CREDIT)
            number = " --number 1"
        await self.saved(writer)
        await self.at_board(writer)
        await writer.press("ctrl+y")  # the id, which is pasted into the command
        article_id = await asyncio.to_thread(self.newsroom.id, HEADLINE)
        await self.command("redaksi photo add {} {}" + number, article_id, str(self._picture))

    async def submit_what_has_an_error(self) -> None:
        writer = self.writer
        await writer.press("s")
        await writer.see(self.say("Submit for review"), self.say("Review editor"))
        if self._old:
            await writer.press("escape")
            await self.at_board(writer)
            await writer.press("e")
            await writer.see(COPY[-1])
            await writer.see(self.say("Next finding"))
            await writer.press("f8")
        else:
            await writer.see("di kirim")
            await writer.press("tab", "enter")
        await writer.see(COPY[-1], "dikirim")
        await writer.press("ctrl+o")
        await writer.see("Berkas dikirim ke polisi")
        await self.saved(writer)
        if self._old:
            await self.at_board(writer)
            await writer.press("s")
        else:  # the dialog is there again, at what stands
            await writer.see(self.say("Review editor"))
            await writer.press("shift+tab")
        await self._submit(CHIEF)
        article = await self.look()
        assert article["body"][1] == "Berkas dikirim ke polisi."
        assert (article["stage"], _editor(article, "review")) == ("review", CHIEF)

    async def _submit(self, to: str = "") -> None:
        """Submit in the open dialog, to the person `to` or else to whoever has the review."""
        await self.writer.see(self.say("Submit for review"), self.say("Review editor"))
        if to:
            await self.writer.press(*to[:3])
        await self.writer.press("enter")
        await self.writer.see(self.say("Submitted; {editor} reviews it.", editor=CHIEF))

    async def read_and_note(self) -> None:
        chief = self.chief
        if self._old:
            await chief.press("l", "k")
            await chief.see(HEADLINE, CHIEF)
        else:
            await chief.see(self.say("For you {count}", count=1))
            await chief.press("K")
            await chief.see(self.say("Activity"), HEADLINE[:16])
        await chief.press("enter")
        await chief.see(COPY[-1])
        await chief.press("]", "N")
        await chief.see(self.say("Write the note"))
        await chief.write(NOTE)
        await chief.press("ctrl+s")
        await chief.see(self.say("The note is written. {key} takes it back.", key="u"))
        (note,) = (await self.look())["open_notes"]
        assert (note["text"], note["quotation"]) == (NOTE, COPY[0])

    async def return_it(self) -> None:
        chief = self.chief
        await chief.press("r")
        await chief.see(self.say("What to change"))
        await chief.write(REASON)
        if self._old:
            await chief.press("tab", *WRITER[:3])
        await chief.press("ctrl+s")
        await chief.see(f"{self.say('draft').capitalize()} · {WRITER}", REASON)
        article = await self.look()
        assert (article["stage"], _editor(article, "draft")) == ("draft", WRITER)

    async def answer_the_note(self) -> None:
        writer = self.writer
        if self._old:
            await writer.press("h", "k")
            await writer.see(HEADLINE)
            await writer.press("enter")
            await writer.see(REASON)
            await writer.press("tab")
        else:
            await writer.press("K")
            await writer.see(self.say("Activity"), HEADLINE[:16])
            await writer.press("j", "enter")
        await writer.see(NOTE, f"A {self.say('Answer')}")
        await writer.press("A")
        await writer.see(self.say("Answer"), self.say("Cancel"))
        await writer.write(ANSWER)
        await writer.press("ctrl+s")
        await writer.see(self.say("Answered. {key} takes it back.", key="u"))
        notes = {note["text"]: note for note in (await self.look())["open_notes"]}
        assert [answer["text"] for answer in notes[NOTE]["answers"]] == [ANSWER]

    async def mend_and_submit_again(self) -> None:
        await self._add(ADDED)
        await self.writer.press("s")
        await self._submit()
        article = await self.look()
        assert article["body"][2].endswith(ADDED)
        assert (article["stage"], _editor(article, "review")) == ("review", CHIEF)

    async def _add(self, words: str) -> None:
        """Write `words` at the end of the text, and save."""
        await self.writer.press("e")
        await self.writer.see(self.say("Particulars"))
        await self.writer.press("ctrl+end")
        await self.writer.write(words)
        await self.saved(self.writer)
        await self.writer.see(self.say("Details"), words)

    async def publish_it(self) -> None:
        await self._publish()
        assert len((await self.look())["sign_offs"]) == 1

    async def _publish(self) -> None:
        await self.chief.see(self.say("review").capitalize())
        await self.chief.press("p")
        await self.chief.see(self.say("Cancel"), HEADLINE)
        await self.chief.press("enter")
        await self.chief.see(f"{self.say('published').capitalize()} · {CHIEF}")
        assert (await self.look())["stage"] == "published"

    async def correct_it(self) -> None:
        writer = self.writer
        await writer.see(self.say("published").capitalize())
        await writer.press("o")
        await writer.see(self.say("What changed, in one sentence"))
        await writer.write(AGAIN)
        await writer.press("tab", "right", "right", "tab")
        await writer.write(PUBLIC)
        await writer.press("enter")
        await writer.see(self.say("Reopened as a draft."))
        await self._add(CORRECTED)
        await writer.press("s")
        await self._submit()
        await self._publish()
        article = await self.look()
        assert article["body"][2].endswith(CORRECTED)
        (notice,) = article["sign_offs"][-1]["notices"]
        assert (notice["kind"], notice["sentence"]) == ("koreksi", PUBLIC)

    async def assign_a_draft(self) -> None:
        chief = self.chief
        await chief.press("escape")
        if not self._old:
            await chief.see(self.say("Activity"))
            await chief.press("escape")
        await self.at_board(chief)
        await chief.press(*("h" if self._old else ""), "g", "a")
        await chief.see(self.say("For the stage"))
        headline = next(
            row["headline"]
            for row in json.loads(await asyncio.to_thread(self.newsroom.run, "list", "--json"))
            if row["stage"] == "draft"
        )
        await chief.press(*OTHER[:3], "enter")
        await chief.see(
            self.say("{editor} has the {stage} now.", editor=OTHER, stage=self.say("draft"))
        )
        article = await asyncio.to_thread(self.newsroom.article, headline)
        assert _editor(article, "draft") == OTHER

    async def look_for_an_old_story(self) -> None:
        chief = self.chief
        await chief.press("/")
        await chief.write("keripik")
        await chief.see(OLD_STORY)
        await chief.press("enter")
        await chief.see(OLD_STORY, self.say("Details"))
        await chief.press("escape")
        await chief.press("escape")
        await self.at_board(chief)

    async def look_who_is_late(self) -> None:
        chief = self.chief
        if self._old:
            await chief.press("S")
            await chief.see(self.say("due"), LATE, OTHER)
        else:
            await chief.press("A")
            await chief.see(self.say("Agenda"), LATE, OTHER)

    def steps(self) -> Mapping[str, Callable[[], Awaitable[None]]]:
        """The steps in their order, by their names."""
        return {
            "a new article with its headline": self.begin_an_article,
            "the copy is pasted and saved": self.paste_the_copy,
            "particulars with a photo": self.fill_in_particulars_with_a_photo,
            "submitted with an error, mended, to the chief": self.submit_what_has_an_error,
            "the chief reads, and notes": self.read_and_note,
            "returned with a reason": self.return_it,
            "the note is answered": self.answer_the_note,
            "mended, and submitted again": self.mend_and_submit_again,
            "published": self.publish_it,
            "reopened, corrected, published": self.correct_it,
            "a draft is assigned": self.assign_a_draft,
            "an old story is found": self.look_for_an_old_story,
            "who is late": self.look_who_is_late,
        }

    async def run(self) -> dict[str, Tally]:
        """Do all steps; the keys of each, by its name."""
        counted = {}
        for name, step in self.steps().items():
            acts, words = self._tally.acts, self._tally.words
            await step()
            counted[name] = Tally(self._tally.acts - acts, self._tally.words - words)
        return counted


def _editor(article: Mapping[str, Any], stage: str) -> str:
    """Who has `stage` of `article`."""
    return str(article["assignments"].get(stage, {}).get("editor", ""))


def _next_five_o_clock() -> datetime:
    """The next 17.00 in the newsroom."""
    now = datetime.now(WIB)
    today = now.replace(hour=17, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def picture_in(folder: Path, *, brings_words: bool) -> Path:
    """A picture in `folder`; with `brings_words`, its caption and credit stand in the file."""
    path = folder / "pasar.jpg"
    words = xmp(CAPTION, *CREDIT.split("/")) if brings_words else None
    path.write_bytes(photo(words=words) if words else saved(picture()))
    return path


class Terms(NamedTuple):
    """How a day is done."""

    language: str = "id"
    size: tuple[int, int] = (80, 24)
    brings_words: bool = False
    old: bool = False


def in_tmux(
    folder: Path, terms: Terms, program: Sequence[str] = PROGRAM, films: Path | None = None
) -> dict[str, Tally]:
    """The keys of the day with `program` in tmux, recorded in the folder `films`."""
    newsroom = Newsroom(program, folder / "Kabar Brantas")
    newsroom.begin()
    tmux, tally = Tmux(folder, program, terms.size), Tally()

    def sat_down(name: str) -> Hands:
        film = films / f"{name.split(maxsplit=1)[0]}.cast" if films else None
        return TmuxHands(
            tally, tmux.desk(newsroom.folder, "--as", name, language=terms.language, film=film)
        )

    async def whole_day() -> dict[str, Tally]:
        day = Day(
            newsroom,
            sat_down(WRITER),
            sat_down(CHIEF),
            tally,
            language=terms.language,
            picture=picture_in(folder, brings_words=terms.brings_words),
            brings_words=terms.brings_words,
            old=terms.old,
        )
        for who in (day.writer, day.chief):
            await day.at_board(who)
        return await day.run()

    try:
        return asyncio.run(whole_day())
    finally:
        tmux.end()


def main() -> None:
    """Do the day as the command line says, and print its keys."""
    parser = argparse.ArgumentParser(prog="python -m tests.tui.deadline_day")
    parser.add_argument(
        "--before", metavar="PROGRAM", help="a program of 8e38a7c7, for comparison"
    )
    parser.add_argument("--language", choices=("id", "en"), default="id")
    parser.add_argument("--size", choices=("80x24", "120x40"), default="80x24")
    parser.add_argument("--words", action="store_true", help="the photo brings its words")
    parser.add_argument("--record", type=Path, metavar="DIR", help="write asciicasts there")
    given = parser.parse_args()
    columns, lines = map(int, given.size.split("x"))
    terms = Terms(given.language, (columns, lines), given.words)
    programs: dict[str, tuple[Sequence[str], Terms]] = {"now": (PROGRAM, terms)}
    if given.before:
        programs = {"before": ((given.before,), terms._replace(old=True)), **programs}
    counted = {}
    for when, (program, way) in programs.items():
        films = given.record and given.record / when
        if films:
            films.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            counted[when] = in_tmux(Path(folder), way, program, films)
    print(table(counted))  # noqa: T201 - a script


def table(counted: Mapping[str, Mapping[str, Tally]]) -> str:
    """The keys of each step, in a column for each day, as `all keys (without words)`."""
    names = [*next(iter(counted.values()))]
    rows = [["", *counted]]
    rows += [[name, *(_shown(day[name]) for day in counted.values())] for name in names]
    sums = [
        Tally(sum(one.acts for one in day.values()), sum(one.words for one in day.values()))
        for day in counted.values()
    ]
    rows.append(["all", *map(_shown, sums)])
    return "\n".join(f"{name:46}" + "".join(f"{one:>12}" for one in ones) for name, *ones in rows)


def _shown(tally: Tally) -> str:
    return f"{tally.keys} ({tally.acts})"


if __name__ == "__main__":
    main()
