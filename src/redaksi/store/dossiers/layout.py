"""The path of a dossier: articles/<first two hexadecimal digits of the id's hash>/<id>.json."""

import re
from pathlib import Path, PurePath

import msgspec

from redaksi.config import FILE, is_inside
from redaksi.domain.hashing import sha256
from redaksi.text import toml_lines

_ID = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,62}[0-9a-z])?")
_DOSSIER = re.compile(r"articles/([0-9a-f]{2})/([^/]+)\.json")
TEAM, HOUSE, ASIDE, OPEN = "team.json", FILE, ".aside", ".open"
BELOW = 3
"""The number of parts of a dossier's path below the newsroom's folder (see `safe_files`)."""
SHARDS = tuple(f"{number:02x}" for number in range(256))
PURPOSES = ("newsroom", "team", "import", "slug", "export", "index", "rebuild")
"""The names of the locks that concern more than one article."""
LOCKS = (*SHARDS, *PURPOSES)
"""The names of all locks of a newsroom."""


class _Copydesk(msgspec.Struct, frozen=True):
    rules: tuple[str, ...] = ()


class _House(msgspec.Struct, frozen=True):
    """The part of newsroom.toml that is needed here; all other keys are ignored."""

    copydesk: _Copydesk = _Copydesk()


def is_id(text: str) -> bool:
    """Whether `text` is a valid article id, which is safe as a part of a path."""
    return bool(_ID.fullmatch(text))


def shard_of(article_id: str) -> str:
    """The name of the folder of an article, which is also the name of its lock."""
    return sha256(article_id.encode())[:2]


def is_at_home(path: Path) -> bool:
    """Whether the dossier `path` lies in the folder that its id demands."""
    return is_id(path.stem) and shard_of(path.stem) == path.parent.name


def lock_of(newsroom: Path, path: Path) -> str:
    """The name of the lock that a writer of `path` holds.

    `path` is a dossier or a temporary file in `newsroom`.
    """
    if path.parent != newsroom:
        return path.parent.name
    return "rebuild" if path.name.startswith("..index.") else "team"


def rule_files(house: bytes) -> tuple[str, ...]:
    """The names of the rule files in `house`, the bytes of newsroom.toml.

    There are none if `house` is invalid. Names of the newsroom's own files are left out.
    """
    try:
        named = msgspec.convert(toml_lines.loads(house.decode()), _House).copydesk.rules
    except ValueError:
        return ()
    return tuple(
        name
        for name in dict.fromkeys(named)
        if is_inside(name) and not is_ours(PurePath(name).parts[0])
    )


def is_ours(name: str) -> bool:
    """Whether `name` in a newsroom's folder is reserved for files of Redaksi."""
    return name in {
        TEAM,
        HOUSE,
        "articles",
        ".locks",
        ASIDE,
        OPEN,
        "manifest.json",
    } or name.startswith((".index", "..index", ".redaksi."))


def belongs(name: str) -> bool:
    """Whether `name`, relative and with slashes, names a dossier, the team or the settings."""
    match = _DOSSIER.fullmatch(name)
    return name in {TEAM, HOUSE} or bool(
        match and is_id(match[2]) and shard_of(match[2]) == match[1]
    )


def path_of(articles: Path, article_id: str) -> Path:
    """The path of an article's dossier below the folder `articles`.

    Raises:
        ValueError: when `article_id` is not a valid id.
    """
    if not is_id(article_id):
        raise ValueError(f"not an id: {article_id!r}")
    return articles / shard_of(article_id) / f"{article_id}.json"
