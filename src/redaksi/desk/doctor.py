"""The doctor: find and repair faults of the newsroom and of the person's own folders."""

import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import msgspec

from redaksi.desk import (
    house_templates,
    notification_health,
    overdue,
    recovery,
    rescued_text,
)
from redaksi.desk.checking import TEAM
from redaksi.desk.context import Context
from redaksi.desk.copy import Copy
from redaksi.desk.settings import house_faults, people_faults
from redaksi.desk.templates import ArticleTemplates, BrokenTemplate
from redaksi.domain import workflow
from redaksi.domain.article import Role, Team
from redaksi.errors import NoHome, RedaksiError, StorageError
from redaksi.i18n import _
from redaksi.store.base import Defect, DefectKind, Progress
from redaksi.system import logins, safe_files

SETTINGS, PRIVATE, KEPT = "settings", "private", "kept"
UNLED, UNBOUND, UNKNOWN = "unled", "unbound", "unknown_login"
OVERDUE, DELIVERY, TEMPLATE, NOTIFY = "overdue", "delivery", "template", "notify"
"""The kinds of ailments that the store does not find."""
HARMLESS = {
    DefectKind.ASIDE,
    DefectKind.OWNERS,
    DefectKind.UNUSED,
    KEPT,
    UNBOUND,
    UNKNOWN,
    TEMPLATE,
}


class Ailment(msgspec.Struct, frozen=True, kw_only=True):
    """One fault of the newsroom or of the person's own folders.

    `names` are the files or people concerned, `what` says in one sentence what is wrong, and
    `remedy` says what `--fix` does or what a person should do.
    """

    kind: str
    names: tuple[str, ...]
    what: str
    remedy: str

    @property
    def is_harmless(self) -> bool:
        """Whether the ailment is only a notice: the newsroom itself is in order."""
        return self.kind in HARMLESS


class Doctor:
    """The verbs that examine and repair a newsroom."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def examine(self, progress: Progress = lambda _done, _total: None) -> tuple[Ailment, ...]:
        """Every ailment found, () for none; nothing is changed."""
        settings = map(settings_ailment, self._settings())
        own = (
            Ailment(kind=PRIVATE, names=(str(one),), what=_open(), remedy=_shut())
            for one in _open_folders()
        )
        findings = list(self._findings(progress))
        is_full = any(finding.kind is DefectKind.FULL for finding in findings)
        ailments = (self._ailment(finding, is_full=is_full) for finding in findings)
        return (
            *settings,
            *own,
            *ailments,
            *self._people(),
            *self._deliveries(),
            *self._notifications(),
            *self._templates(),
            *_kept(),
        )

    def _settings(self) -> Iterator[RedaksiError]:
        context = self._context
        yield from house_faults(context.house, context.newsroom)
        yield from context.rules.faults()

    def fix(self, progress: Progress = lambda _done, _total: None) -> tuple[Ailment, ...]:
        """Repair every fault that can be repaired; return the ailments that remain.

        Raises:
            MoveRefused: when the person is a guest.
        """
        workflow.check_repair(self._context.person)
        for folder in _open_folders():
            _try(partial(folder.chmod, 0o700))
        findings = list(self._findings(progress))
        for finding in findings:
            for name in finding.names:  # one failed repair does not stop the others
                _try(partial(self._context.store.upkeep().mend, finding._replace(names=(name,))))
        if any(finding.kind in {DefectKind.INDEX, DefectKind.DOSSIER} for finding in findings):
            self.reindex(progress)
        return self.examine(progress)

    def reindex(self, progress: Progress = lambda _done, _total: None) -> None:
        """Rebuild the index.

        Raises:
            StorageError: when the index cannot be written.
        """
        self._context.store.upkeep().reindex(progress)

    def _findings(self, progress: Progress) -> Iterator[Defect]:
        people = self._context.rules.people
        for finding in self._context.store.upkeep().examine(self._context.clock, progress):
            # With logins in use the advice was followed.
            if finding.kind is not DefectKind.OWNERS or not people.by_login:
                yield finding

    def _ailment(self, finding: Defect, *, is_full: bool) -> Ailment:
        """The ailment for the defect `finding`.

        `is_full`: the disk has no room for a file that `--fix` would write.
        """
        remedy = self._context.store.upkeep().remedy(finding.kind)
        return Ailment(
            kind=finding.kind.value,
            names=tuple(map(safe_files.shown, finding.names)),
            what=finding.sentence,
            remedy=_("Make room first. {remedy}").format(remedy=remedy)
            if is_full and finding.kind in _WRITING
            else remedy,
        )

    def _people(self) -> Iterator[Ailment]:
        """The ailments that keep people from acting under their names or changing the team."""
        with suppress(RedaksiError):  # the store's defects report an unreadable or missing team
            team, people = self._context.store.team(), self._context.rules.people
            house, newsroom = self._context.rules.desk, self._context.newsroom
            yield from map(settings_ailment, people_faults(house, newsroom, team))
            unknown = [one for one in team.members if one.login and not logins.is_known(one.login)]
            unbound = tuple(member.name for member in team.members if not member.login)
            if unknown:
                names = tuple(f"{one.name} ({one.login})" for one in unknown)
                what = _("This machine has no such system user: nobody can act under the name.")
                yield Ailment(kind=UNKNOWN, names=names, what=what, remedy=_bind())
            if team.version and not workflow.is_led(team, people, logins.is_known):
                yield _unled(team, self._context.store.upkeep().remedy(DefectKind.TEAM))
            elif unbound and people.by_login:
                what = _("Nobody can act under a name that is bound to no system user.")
                yield Ailment(kind=UNBOUND, names=unbound, what=what, remedy=_bind())

    def _deliveries(self) -> Iterator[Ailment]:
        """The ailments of articles at the newsroom's targets; no target is asked."""
        for one in overdue.ailing(self._context):
            kind = OVERDUE if one.is_overdue else DELIVERY
            yield Ailment(kind=kind, names=one.ids, what=one.what, remedy=one.remedy)

    def _notifications(self) -> Iterator[Ailment]:
        """The ailments of the notifications; nobody is told."""
        for one in notification_health.ailing(self._context):
            yield Ailment(kind=NOTIFY, names=one.ids, what=one.what, remedy=one.remedy)

    def _templates(self) -> Iterator[Ailment]:
        """Files among the templates of the website that change nothing, and broken templates."""
        remedy = _("Give it the right name, or move it out of the folder `site`.")
        with suppress(RedaksiError):  # an export names a template that cannot be read
            for what in house_templates.remarks(self._context):
                yield Ailment(kind=TEMPLATE, names=(), what=what, remedy=remedy)
        with suppress(RedaksiError):  # too many: the dialog of a new article says so
            for one in ArticleTemplates(self._context, Copy(self._context)).list():
                if isinstance(one, BrokenTemplate):
                    yield Ailment(
                        kind=TEMPLATE,
                        names=(one.name,),
                        what=one.error.sentence,
                        remedy=one.error.advice(),
                    )


def settings_ailment(error: RedaksiError) -> Ailment:
    """The ailment for `error`, which was raised when settings were read."""
    return Ailment(kind=SETTINGS, names=(), what=error.sentence, remedy=error.advice())


_WRITING = {DefectKind.LOCKS, DefectKind.INDEX}
"""The kinds that `--fix` repairs by writing files.

It repairs all other kinds by moving files or changing permissions.
"""


def _unled(team: Team, another_team: str) -> Ailment:
    """The ailment for `team`, which has no chief who can act.

    `another_team` is the remedy for a team that nobody can change.
    """
    chiefs = [one for one in team.members if one.role is Role.CHIEF]
    if not chiefs:
        what = _("The team has no chief: nobody can change it.")
        return Ailment(kind=UNLED, names=(TEAM,), what=what, remedy=another_team)
    if all(one.login for one in chiefs):
        what = _(
            "This machine has no system user to whom a chief is bound: nobody can change the team."
        )
        return Ailment(
            kind=UNLED, names=tuple(one.login for one in chiefs), what=what, remedy=_appoint()
        )
    what = _("No chief is bound to a system user: nobody can change the team.")
    return Ailment(kind=UNLED, names=(), what=what, remedy=_lead())


def _bind() -> str:
    return _("Bind it: redaksi team bind NAME LOGIN.")


def _appoint() -> str:
    return _(
        "Make that system user on this machine; as them make another chief, or bind the name anew."
    )


def _lead() -> str:
    return _(
        'Write identity = "free" under [people] in newsroom.toml, bind a chief (redaksi team bind '
        "NAME LOGIN), then "
        'write "login" again.'
    )


def _open() -> str:
    return _("Others can look into your own folder.")


def _shut() -> str:
    return _("--fix closes it to others.")


def _kept() -> list[Ailment]:
    """The ailment for rescued texts: nothing else reminds the person of them.

    They could not be saved, or their outside editor was cut off.
    """
    names: tuple[str, ...] = ()
    with suppress(OSError, NoHome):
        names = tuple(map(str, sorted(rescued_text.place().glob("*.md"))))
    what, remedy = (
        _("What you typed and could not save lies here."),
        _("Take what you want of it, then delete it."),
    )
    return [Ailment(kind=KEPT, names=names, what=what, remedy=remedy)] if names else []


def _open_folders() -> list[Path]:
    """The person's own folders of unsaved text that other users can read."""
    with suppress(NoHome):
        return [folder for folder in (recovery.place(), rescued_text.place()) if _is_open(folder)]
    return []


def _is_open(folder: Path) -> bool:
    with suppress(OSError):  # missing, or unreadable even for its owner
        mode = folder.stat().st_mode
        return stat.S_ISDIR(mode) and bool(mode & 0o077)
    return False


def _try(act: Callable[[], object]) -> None:
    """Run `act`; a failure is ignored, because the next examination reports the fault again."""
    with suppress(OSError, StorageError):
        act()
