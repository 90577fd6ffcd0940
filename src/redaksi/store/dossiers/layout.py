"""Where a dossier lies: articles/<two hexadecimal digits of the id's hash>/<id>.json."""

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
"""Parts of a dossier's path that lie in the newsroom: see `regular`."""
SHARDS = tuple(f"{number:02x}" for number in range(256))
PURPOSES = ("newsroom", "team", "import", "slug", "export", "index", "rebuild")
"""The locks that hold more than one article."""
LOCKS = (*SHARDS, *PURPOSES)
"""The names of the locks of a newsroom."""


class _Copydesk(msgspec.Struct, frozen=True):
    rules: tuple[str, ...] = ()


class _House(msgspec.Struct, frozen=True):
    """What of newsroom.toml is needed here, whatever else stands in it."""

    copydesk: _Copydesk = _Copydesk()


def is_id(text: str) -> bool:
    """Whether `text` may be an article's id, and so may become a part of a path."""
    return bool(_ID.fullmatch(text))


def shard_of(article_id: str) -> str:
    """The folder, and the lock, of an article."""
    return sha256(article_id.encode())[:2]


def is_at_home(path: Path) -> bool:
    """Whether a dossier of the name of `path` belongs into its folder."""
    return is_id(path.stem) and shard_of(path.stem) == path.parent.name


def lock_of(newsroom: Path, path: Path) -> str:
    """The lock that whoever writes `path`, a dossier or a temporary file in `newsroom`, holds."""
    if path.parent != newsroom:
        return path.parent.name
    return "rebuild" if path.name.startswith("..index.") else "team"


def rule_files(house: bytes) -> tuple[str, ...]:
    """The files of rules that `house`, the bytes of newsroom.toml, names; none where it cannot
    be read.
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
    """Whether `name`, in a newsroom's folder, is one under which we keep something."""
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
    """Whether a file of this `name` (folders with slashes) is one that a newsroom keeps."""
    match = _DOSSIER.fullmatch(name)
    return name in {TEAM, HOUSE} or bool(
        match and is_id(match[2]) and shard_of(match[2]) == match[1]
    )


def path_of(articles: Path, article_id: str) -> Path:
    """The file of an article below the folder `articles`.

    Raises:
        ValueError: for what is no id
    """
    if not is_id(article_id):
        raise ValueError(f"not an id: {article_id!r}")
    return articles / shard_of(article_id) / f"{article_id}.json"
