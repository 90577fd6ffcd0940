"""The remedies for the defects of a newsroom in a folder."""

from collections.abc import Callable

from redaksi.i18n import _
from redaksi.store.base import DefectKind


def remedy(kind: DefectKind) -> str:
    """What `mend` does about a defect of `kind`, or what a person should do."""
    return _REMEDIES[kind]()


_REMEDIES: dict[DefectKind, Callable[[], str]] = {
    DefectKind.NETWORK: lambda: _(
        "Keep the newsroom on a disk of this machine, and reach it over SSH."
    ),
    DefectKind.READ_ONLY: lambda: _("Ask for write access to the folder, if you need it."),
    DefectKind.FULL: lambda: _(
        "Make room on it. Reading goes on meanwhile, and what is typed is kept with each person."
    ),
    DefectKind.SPECIAL: lambda: _(
        "--fix moves it into .aside. In the place of newsroom.toml, team.json, articles or .aside "
        "put the real one."
    ),
    DefectKind.RIGHTS: lambda: _(
        "--fix gives it the group and rights that it should have, if it is yours; else ask its "
        "owner."
    ),
    DefectKind.LOCKS: lambda: _("--fix makes them."),
    DefectKind.TEMPORARY: lambda: _(
        "--fix moves it into .aside; the file it was to become is whole."
    ),
    DefectKind.TEAM: lambda: _(
        "Put team.json back from a backup, and nothing else with it. Without a backup move "
        "team.json and newsroom.toml "
        "out of the folder, make it a newsroom again (redaksi init DIR), put newsroom.toml back "
        "and add the people."
    ),
    DefectKind.DOSSIER: lambda: _(
        "--fix moves it into .aside; put it back from a backup, or mend it by hand."
    ),
    DefectKind.NEWER: lambda: _("Nothing was changed. Use that Redaksi, or a newer one."),
    DefectKind.CLOCK: lambda: _(
        "Set this machine's clock right, or wait: the record stays as it is."
    ),
    DefectKind.INDEX: lambda: _("--fix builds it anew."),
    DefectKind.OWNERS: lambda: _(
        "Let each act under their own name alone: bind the names (redaksi team bind NAME LOGIN), "
        "then write "
        'identity = "login" under [people] in newsroom.toml.'
    ),
    DefectKind.UNUSED: lambda: _(
        "Delete it, when nobody works with an older Redaksi here any more."
    ),
    DefectKind.ASIDE: lambda: _(
        "Mend it and move it back, or delete it: it is named until it is gone."
    ),
}
