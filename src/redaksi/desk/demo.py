"""A demo newsroom: an invented team has handled the sample copy over the last days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

import redaksi
from redaksi import config
from redaksi.desk import Desk, look_alike
from redaksi.desk.context import now
from redaksi.desk.identity import Identity
from redaksi.desk.newsroom import created
from redaksi.domain.article import Role, Stage
from redaksi.errors import NotFound
from redaksi.i18n import _
from redaksi.store.base import Store

TEAM = {
    "Yanuar D": Role.EDITOR,
    "Sari Wulandari": Role.EDITOR,
    "Bagus Prasetyo": Role.EDITOR,
    "Rina Kusuma": Role.EDITOR,
    "Dimas A": Role.GUEST,
}
EDITORS = tuple(name for name, role in TEAM.items() if role is Role.EDITOR)

DRAFT, REVIEW, RETURNED, PUBLISHED, REOPENED = range(5)
FATES = (
    PUBLISHED,
    DRAFT,
    REVIEW,
    PUBLISHED,
    DRAFT,
    RETURNED,
    PUBLISHED,
    REVIEW,
    DRAFT,
    PUBLISHED,
    REVIEW,
    REOPENED,
)
"""How far each sample gets, in turn, the oldest sample first."""

RUBRICS = {
    "01": "Peristiwa",
    "02": "Peristiwa",
    "03": "Ekonomi",
    "04": "Olahraga",
    "05": "Peristiwa",
    "06": "Kesehatan",
    "07": "Politik",
    "08": "Ekonomi",
    "09": "Pendidikan",
    "10": "Opini",
    "11": "Lingkungan",
}
"""The rubric of samples that name none, by the number at the start of the file name."""

DUES = tuple(timedelta(hours=hours) for hours in (5, -2, 22, 1, 74))
"""When the drafts are due, in turn, counted from the end of the story."""
STEP = timedelta(hours=7, minutes=43)
NOTE = "Sumber kedua belum ada. Mohon konfirmasi ke dinas terkait, lalu ajukan lagi."
REASON = "Jadwal malam penutupan berubah."
WAIVED = "Kutipan, apa adanya."


def create(folder: Path, identity: Identity, clock: Callable[[], datetime] = now) -> int:
    """Make the demo newsroom in `folder` with `identity` as chief; return the number of articles.

    Raises:
        Refused: when `folder` holds a newsroom.
        NotFound: when the samples are not installed.
        StorageError: when writing fails; `folder` is then restored to its earlier state.
    """
    files, templates = samples(), _files("templates")
    with created(folder, identity, clock) as store:
        for file in templates:
            store.commit_article_template(file.stem, file.read_bytes())
        _Demo(store, config.house_of(*store.newsroom().settings), identity, clock()).play(files)
    return len(files)


def samples() -> list[Path]:
    """The sample copy.

    Raises:
        NotFound: when it is not installed.
    """
    return _files("samples")


def _files(kind: str) -> list[Path]:
    """The files of `kind`, from the installed package or from the checkout's data folder.

    Raises:
        NotFound: when neither holds such files.
    """
    package = Path(redaksi.__file__).parent
    for folder in (package / kind, package.parents[1] / "data" / kind):
        files = sorted(file for file in folder.glob("*") if not file.name.startswith("."))
        if files:
            return files
    raise NotFound(
        _("The sample copy is not installed."), _("Install Redaksi again: pip install redaksi.")
    )


class _Demo:
    """The history of the demo newsroom: each act at its own time, by its own person."""

    def __init__(
        self, store: Store, house: config.House, identity: Identity, end: datetime
    ) -> None:
        self._store = store
        self._house = house
        self._identity = identity
        self._end = end
        self._at = end
        self._names = {name: name for name in TEAM}
        self._dues = cycle(DUES)

    def _as(self, name: str) -> Desk:
        identity = Identity(name=name, login=self._identity.login, host=self._identity.host)
        return Desk(self._store, self._house, identity, self._clock)

    def _clock(self) -> datetime:
        """A time eleven minutes after the last call, but never in the future."""
        self._at = min(self._at + timedelta(minutes=11), self._end)
        return self._at

    def play(self, files: list[Path]) -> None:
        self._at = self._end - STEP * (len(files) + 1)
        chief, own = self._as(self._identity.name), self._store.team()
        for name, role in TEAM.items():
            # Somebody who is called like a member of the sample is that member, and the chief.
            if own.find(name) or look_alike.member(name, own):
                self._names[name] = own.members[0].name
            else:
                chief.team.add(name, role)
        for number, file in enumerate(files):
            self._at = (
                self._end - STEP * (len(files) - number) + timedelta(minutes=17 * (number % 5))
            )
            writer, reviewer = (
                self._names[EDITORS[(number + turn) % len(EDITORS)]] for turn in (0, 1)
            )
            self._article(file, writer, reviewer, FATES[number % len(FATES)])

    def _article(self, file: Path, writer: str, reviewer: str, fate: int) -> None:
        desk, second = self._as(writer), self._as(reviewer)
        article_id = desk.imports.data(file.read_bytes(), file.name).id
        if not desk.reading.article(article_id).article.editor(Stage.DRAFT):
            desk.moves.assign(article_id, Stage.DRAFT, writer)
        rubric = RUBRICS.get(file.name[:2])
        if rubric:
            desk.copy.set(article_id, {"rubric": rubric})
        if fate == DRAFT:
            due = self._end + next(self._dues)
            desk.copy.set(article_id, {"due": due.isoformat(timespec="minutes")})
            return
        desk.moves.submit(article_id, to=reviewer)
        if fate == RETURNED:
            second.moves.return_(article_id, NOTE)
        if fate in {PUBLISHED, REOPENED}:
            self._cleaned(second, article_id)
            second.moves.publish(article_id)
        if fate == REOPENED:
            second.moves.reopen(article_id, REASON)

    def _cleaned(self, desk: Desk, article_id: str) -> None:
        """Apply the safe corrections as the reviewer; waive what still blocks publication."""
        desk.findings.mend(article_id)
        dossier, left = desk.findings.check(article_id)
        left = [one for one in left if one.severity in self._house.rules.gate]
        if left:
            desk.findings.waive(dossier.id, left, WAIVED)
