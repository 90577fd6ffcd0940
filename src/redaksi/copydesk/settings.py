"""The settings of the copy desk that a house chooses: [copydesk] in newsroom.toml."""

import msgspec

from redaksi.domain.finding import Severity


class CopydeskSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The house's changes to the standard rules.

    `off` are ids of rules that are switched off. `severity` and `limit` change the values of
    rules. `rules` are the house's own rule files, by their paths below the newsroom. `words` are
    words and abbreviations to which no rule objects.
    """

    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    limit: dict[str, int] = {}
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
