"""The paths of the files of a newsroom, by its article, target or hash.

A dossier is articles/<first two hexadecimal digits of the id's hash>/<id>.json, a ledger
deliveries/<target>.jsonl, an attachment attachments/<first two digits of its hash>/<hash>, a
template of the website site/<name>.html or site/<name>.css, a template of articles
templates/<name>.md.
"""

import re
from pathlib import Path, PurePath

import msgspec

from redaksi.config import FILE, is_inside
from redaksi.domain.delivery import is_name
from redaksi.domain.hashing import is_sha256, sha256
from redaksi.domain.ids import is_id
from redaksi.domain.notification import LEDGER
from redaksi.text import toml_lines

_DOSSIER = re.compile(r"articles/([0-9a-f]{2})/([^/]+)\.json")
_LEDGER = re.compile(r"deliveries/([^/]+)\.jsonl")
_ATTACHMENT = re.compile(r"attachments/([0-9a-f]{2})/([^/]+)")
_TEMPLATE = re.compile(r"site/[0-9a-z][0-9a-z_-]{0,59}\.(?:html|css)")
_ARTICLE_TEMPLATE = re.compile(r"templates/[0-9a-z][0-9a-z_-]{0,59}\.md")
TEAM, HOUSE, ASIDE, OPEN = "team.json", FILE, ".aside", ".open"
DELIVERIES, ATTACHMENTS = "deliveries", "attachments"
TEMPLATES = "site"
MOST_TEMPLATES, LARGEST_TEMPLATE = 100, 256 << 10
"""The most templates of a newsroom, and the most bytes of one."""
ARTICLE_TEMPLATES = "templates"
LARGEST_ARTICLE_TEMPLATE = 64 << 10
"""The most bytes of a template of articles; there may be `MOST_TEMPLATES` of them, too."""
BELOW = 3
"""The number of parts of the path of a dossier or an attachment below the newsroom's folder.

See `safe_files`.
"""
SHARDS = tuple(f"{number:02x}" for number in range(256))
PURPOSES = ("newsroom", "team", "import", "slug", "export", "index", "rebuild")
"""The names of the locks that concern more than one article."""
LOCKS = (*SHARDS, *PURPOSES)
"""The names of the locks that each newsroom has.

The lock of an attachment is that of the dossiers whose folder has the same name. The lock of a
ledger is made when it is first needed.
"""


class _Copydesk(msgspec.Struct, frozen=True):
    rules: tuple[str, ...] = ()


class _House(msgspec.Struct, frozen=True):
    """The part of newsroom.toml that is needed here; all other keys are ignored."""

    copydesk: _Copydesk = _Copydesk()


def shard_of(article_id: str) -> str:
    """The name of the folder of an article, which is also the name of its lock."""
    return sha256(article_id.encode())[:2]


def is_at_home(path: Path) -> bool:
    """Whether the dossier `path` lies in the folder that its id demands."""
    return is_id(path.stem) and shard_of(path.stem) == path.parent.name


def is_ledger_name(text: str) -> bool:
    """Whether `text` is the name of a target, or of the ledger of notifications."""
    return is_name(text) or text == LEDGER


def ledger_lock(target: str) -> str:
    """The name of the lock of the ledger of `target`."""
    return f"ledger-{target}"


def is_ledger_lock(name: str) -> bool:
    """Whether `name` is the name of the lock of a ledger."""
    return name.startswith("ledger-") and is_ledger_name(name.removeprefix("ledger-"))


def lock_of(newsroom: Path, path: Path) -> str:
    """The name of the lock that a writer of `path` holds.

    `path` is a dossier, an attachment or a temporary file in `newsroom`.
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
        DELIVERIES,
        ATTACHMENTS,
        ".locks",
        ASIDE,
        OPEN,
        "manifest.json",
    } or name.startswith((".index", "..index", ".redaksi."))


def belongs(name: str) -> bool:
    """Whether `name`, relative and with slashes, names a file that a backup may hold.

    These are dossiers, ledgers, attachments, templates of both kinds, the team and the settings.
    """
    if match := _DOSSIER.fullmatch(name):
        return is_id(match[2]) and shard_of(match[2]) == match[1]
    if match := _ATTACHMENT.fullmatch(name):
        return is_sha256(match[2]) and match[2].startswith(match[1])
    if name in {TEAM, HOUSE}:
        return True
    return is_ledger(name) or is_template(name) or is_article_template(name)


def is_ledger(name: str) -> bool:
    """Whether `name`, relative and with slashes, names a ledger."""
    match = _LEDGER.fullmatch(name)
    return bool(match and is_ledger_name(match[1]))


def is_template(name: str) -> bool:
    """Whether `name`, relative and with slashes, names a template of the house's website."""
    return bool(_TEMPLATE.fullmatch(name))


def is_article_template(name: str) -> bool:
    """Whether `name`, relative and with slashes, names a template of articles."""
    return bool(_ARTICLE_TEMPLATE.fullmatch(name))


def path_of(articles: Path, article_id: str) -> Path:
    """The path of an article's dossier below the folder `articles`.

    Raises:
        ValueError: when `article_id` is not a valid id.
    """
    if not is_id(article_id):
        raise ValueError(f"not an id: {article_id!r}")
    return articles / shard_of(article_id) / f"{article_id}.json"
