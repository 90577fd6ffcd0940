"""The rules of the house in the record.

newsroom.toml is edited by hand: the first act under other rules than the record tells brings them into it.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import to_builtins

from redaksi.article import Team
from redaksi.workflow import Rules

CHANGED = "rules"
"""The kind of the event in the team's record; its data are all rules as they are from then on."""


def recorded(team: Team) -> Mapping[str, Any]:
    """The rules that the record of TEAM told last; the default of each that it did not tell."""
    told = next((event.data for event in reversed(team.events) if event.kind == CHANGED), {})
    return {**to_builtins(Rules()), **told}
