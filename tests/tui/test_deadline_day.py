"""A writer and a chief get through a deadline day by keys, in no more keys than before."""

import shutil
from pathlib import Path

import pytest

from redaksi import i18n
from redaksi.desk import open_desk
from redaksi.tui.app import RedaksiApp
from tests.safety.scale import SOAK

from .deadline_day import CHIEF, WRITER, Day, Newsroom, Terms, in_tmux, picture_in
from .hands import PilotHands, Tally
from .tmux import PROGRAM, Size

BEFORE = {
    "a new article with its headline": Tally(2, 25),
    "the copy is pasted and saved": Tally(2),
    "particulars with a photo": Tally(55, 108),
    "submitted with an error, mended, to the chief": Tally(12),
    "the chief reads, and notes": Tally(6, 26),
    "returned with a reason": Tally(6, 30),
    "the note is answered": Tally(6, 33),
    "mended, and submitted again": Tally(6, 22),
    "published": Tally(2),
    "reopened, corrected, published": Tally(14, 54),
    "a draft is assigned": Tally(8),
    "an old story is found": Tally(4, 7),
    "who is late": Tally(1),
}
"""The keys at 8e38a7c7: `python -m tests.tui.deadline_day --before PROGRAM` counts them."""
BEFORE_WITH_WORDS = Tally(40, 32)
"""The keys for particulars there, when the file of the photo brings its caption and credit."""

PHOTO = "particulars with a photo"
SIZES = ((80, 24), (120, 40))
LANGUAGES = ("id", "en")


def hold(now: dict[str, Tally]) -> None:
    """Assert that no step takes more keys than before, and particulars at most half.

    The words that a person types are the same on both sides, and do not count there.
    """
    assert [*now] == [*BEFORE]
    more = {name: tally for name, tally in now.items() if tally.keys > BEFORE[name].keys}
    assert more == {}
    assert 2 * now[PHOTO].acts <= BEFORE[PHOTO].acts


async def by_pilot(folder: Path, terms: Terms) -> dict[str, Tally]:
    """The keys of the day at two apps in this process."""
    i18n.install(terms.language)
    newsroom, tally = Newsroom(PROGRAM, folder / "Kabar Brantas"), Tally()
    newsroom.begin()
    with open_desk(newsroom.folder, WRITER) as one, open_desk(newsroom.folder, CHIEF) as other:
        writer, chief = RedaksiApp(one), RedaksiApp(other)
        async with (
            writer.run_test(size=terms.size) as at_writer,
            chief.run_test(size=terms.size) as at_chief,
        ):
            day = Day(
                newsroom,
                PilotHands(tally, at_writer),
                PilotHands(tally, at_chief),
                tally,
                language=terms.language,
                picture=picture_in(folder, brings_words=terms.brings_words),
                brings_words=terms.brings_words,
            )
            return await day.run()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_writer_and_a_chief_get_through_the_day(
    tmp_path: Path, language: str, size: Size
) -> None:
    hold(await by_pilot(tmp_path, Terms(language, size)))


async def test_a_photo_that_brings_its_words_takes_at_most_half(tmp_path: Path) -> None:
    now = await by_pilot(tmp_path, Terms(brings_words=True))
    assert 2 * now[PHOTO].keys <= BEFORE[PHOTO].keys
    assert 2 * now[PHOTO].acts <= BEFORE_WITH_WORDS.acts


@pytest.mark.parametrize("size", SIZES if SOAK else SIZES[:1])
@pytest.mark.parametrize("language", LANGUAGES if SOAK else LANGUAGES[:1])
def test_the_day_is_the_same_in_a_terminal_and_is_recorded(
    tmp_path: Path, language: str, size: Size
) -> None:
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not here")
    films = tmp_path / "films"
    films.mkdir()
    hold(in_tmux(tmp_path, Terms(language, size), films=films))
    for film in films.iterdir():
        assert "Pasar Karangasri" in film.read_text("utf-8")
