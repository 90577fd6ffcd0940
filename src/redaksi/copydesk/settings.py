"""What a house chooses for its copy desk, in newsroom.toml under [copydesk]."""

import msgspec

from redaksi.domain.finding import Severity


class CopydeskSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`off` names rules that are switched off, `severity` and `limit` change them, `rules` are
    files of the house's own rules (beside newsroom.toml), `words` its word list: words and
    abbreviations that are never objected to.
    """

    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}
    limit: dict[str, int] = {}
    rules: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
