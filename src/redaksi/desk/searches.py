"""Saved searches: searches that the newsroom repeats, by name, kept with the team."""

from difflib import get_close_matches

from msgspec import to_builtins
from msgspec.structs import replace

from redaksi.desk import searching
from redaksi.desk.context import Context
from redaksi.domain import workflow
from redaksi.domain.article import Person, SavedSearch, Team
from redaksi.errors import BadInput, NotFound, about
from redaksi.i18n import _
from redaksi.text import clean

NAME_LIMIT = 40
"""The most characters that the name of a search may have."""
_TYPED = ("editor", "rubric", "tag", "due", "text", "sort")


class Searches:
    """The verbs about saved searches, which everybody in the newsroom shares."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def list(self) -> tuple[SavedSearch, ...]:
        """All saved searches, by name."""
        return tuple(
            sorted(self._context.store.team().searches, key=lambda one: clean.key(one.name))
        )

    def find(self, name: str) -> SavedSearch:
        """The search called `name`, in any spelling of case and blanks.

        Raises:
            NotFound: when there is none; the hint lists similar names.
        """
        return _known(self._context.store.team(), name)

    def save(self, name: str, search: SavedSearch) -> SavedSearch:
        """Save `search` under `name`; it replaces a search of the same name.

        Raises:
            BadInput: when `name` is invalid, or `search` asks for nothing.
            MoveRefused: when the person may not share searches.
        """
        with about("name"):
            name = _valid(name)
        if not searching.is_asking(search):
            raise BadInput(
                _("A search that asks for nothing is not saved."), _("Fill in a field first.")
            )
        typed = {field: clean.line(getattr(search, field)) for field in _TYPED}
        named = searching.kept(replace(search, name=name, **typed))

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_share(person)
            data = {key: str(value) for key, value in to_builtins(named).items() if value}
            return replace(team, searches=(*_without(team, name), named)), "search_saved", data

        self._context.change_team(change, lambda team: named not in team.searches)
        return named

    def remove(self, name: str) -> SavedSearch:
        """Delete the search called `name`.

        Raises:
            NotFound: when there is none.
            MoveRefused: when the person may not share searches.
        """
        found = self.find(name)

        def change(team: Team, person: Person) -> tuple[Team, str, dict[str, str]]:
            workflow.check_share(person)
            return (
                replace(team, searches=_without(team, name)),
                "search_removed",
                {"name": found.name},
            )

        self._context.change_team(change)
        return found


def _valid(name: str) -> str:
    """`name` as a valid name of a search.

    Raises:
        BadInput: when `name` is empty or too long.
    """
    name = clean.name(name)
    if not name or len(name) > NAME_LIMIT:
        raise BadInput(
            _("The name of a search has 1 to {limit} characters.").format(limit=NAME_LIMIT),
            _("Write it as in: overdue in Kota."),
        )
    return name


def _known(team: Team, name: str) -> SavedSearch:
    wanted = clean.key(name)
    names = {clean.key(one.name): one for one in team.searches}
    if wanted in names:
        return names[wanted]
    hint = _("See them with: redaksi saved list.")
    alike = get_close_matches(wanted, names, n=3, cutoff=0.5)
    if alike:
        hint = (
            _("Did you mean {names}?").format(names=", ".join(names[key].name for key in alike))
            + " "
            + hint
        )
    raise NotFound(_("No search is saved as {name}.").format(name=clean.line(name)), hint)


def _without(team: Team, name: str) -> tuple[SavedSearch, ...]:
    return tuple(one for one in team.searches if clean.key(one.name) != clean.key(name))
