"""Targets, the lines of their ledgers, and the state of an article at a target. Pure.

A target is a place outside that shows articles. Its ledger holds one line for each step of a
delivery (see `chain`).
"""

import re
from enum import StrEnum

import msgspec

from redaksi.domain.article import SignOff, Text
from redaksi.domain.chain import LedgerLine
from redaksi.domain.hashing import digest, sha256
from redaksi.text import clean

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def is_name(text: str) -> bool:
    """Whether `text` may be the name of a target; such a name is safe as a part of a path."""
    return bool(_NAME.fullmatch(text))


class Arrival(StrEnum):
    """Whether a delivered article is public at once, or a draft that a person publishes there."""

    PUBLISHED = "published"
    DRAFT = "draft"


class Website(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The `[site]` of newsroom.toml: the address and the title of the newsroom's website.

    Without a `url`, links are relative.
    """

    url: str = ""
    title: str = ""


class Target(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A `[[target]]` of newsroom.toml; which fields a target needs depends on its `kind`.

    `rubrics` and `tags` limit the articles that are delivered; () is no limit. `authors` maps
    bylines to users of the target. `photo_width` is in pixels. `secret` says where the secret is
    (see `delivery.secrets`), never the secret itself. `command` runs after the files are in
    place. `to` says where the recipients of a mail are, or names a chat. `sender` is the address
    that a mail comes from, where `user` is none. `on_publish` delivers each publication at once.
    """

    name: str
    kind: str
    url: str = ""
    user: str = ""
    secret: str = ""
    folder: str = ""
    command: str = ""
    to: str = ""
    sender: str = ""
    rubrics: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    arrival: Arrival = Arrival.PUBLISHED
    authors: dict[str, str] = {}
    photo_width: int = 2000
    on_publish: bool = False

    def wants(self, text: Text) -> bool:
        """Whether the limits of this target let `text` through; names compare by `clean.key`."""
        tags = set(map(clean.key, self.tags))
        return self.wants_rubric(text.rubric) and (
            not tags or any(clean.key(one) in tags for one in text.tags)
        )

    def wants_rubric(self, rubric: str) -> bool:
        """Whether the limits of this target let a text of `rubric` through."""
        return not self.rubrics or clean.key(rubric) in set(map(clean.key, self.rubrics))


class StepKind(StrEnum):
    """The steps of a delivery."""

    BEGUN = "begun"
    """A target of messages begins: what was published before is not due there."""
    INTENT = "intent"
    """The delivery begins, or with the `state` withdrawn the withdrawal; nothing was sent."""
    CREATED = "created"
    """The target has a reserved place for the article, which readers do not see."""
    SENDING = "sending"
    """The text is being sent; without a later step the outcome is unknown."""
    DELIVERED = "delivered"
    """The target was read back and shows the text."""
    WITHDRAWN = "withdrawn"
    """The target was read back and does not show the article any more."""
    FAILED = "failed"
    """The target shows what it showed before; `message` says why."""
    ADOPTED = "adopted"
    """A person confirmed that a place found at the target is this article's."""


class State(StrEnum):
    """The state of an article at a target."""

    WAITING = "waiting"
    EMBARGOED = "embargoed"
    SENT = "sent"
    """Something was sent and the outcome is unknown."""
    DELIVERED = "delivered"
    OUTDATED = "outdated"
    """The target shows an older text than the last signed-off one."""
    CHANGED = "changed"
    """Somebody changed the text at the target."""
    GONE = "gone"
    """Somebody removed the article at the target."""
    WITHDRAWN = "withdrawn"
    FAILED = "failed"


SETTLED = frozenset({State.DELIVERED, State.WITHDRAWN})
"""The states in which a delivery of everything that is due leaves an article alone."""
UNSETTLED = (State.CHANGED, State.GONE, State.FAILED, State.SENT)
"""The states that ask a person to look, the most urgent first."""
UNHELD = frozenset({State.WAITING, State.EMBARGOED, State.WITHDRAWN})
"""The states in which the target shows nothing of the article."""
_URGENCY = (
    *UNSETTLED,
    State.OUTDATED,
    State.WAITING,
    State.EMBARGOED,
    State.DELIVERED,
    State.WITHDRAWN,
)


def urgency(state: State) -> int:
    """The place of `state` in the order in which states ask for a person's attention."""
    return _URGENCY.index(state)


class Step(LedgerLine, frozen=True, kw_only=True, gc=False):
    """One line of a ledger of deliveries.

    `version` is the version of the article at that moment, `revision` the number of the sealed
    revision, `text` the SHA-256 of its text, and `sign_off` the hash of the whole sign-off (see
    `signed`). `payload` is the SHA-256 of the bytes that were sent. `id` and `link` lead to the
    article at the target. `held` is the hash of what the target shows: as read back (delivered,
    adopted), or as expected (sending). `state` tells a failed step apart: changed, gone, or ""
    for other reasons; an intent with the state withdrawn is one to withdraw. `by` is the person.
    The step *begun* is about the target itself: its `article` is "".
    """

    kind: StepKind
    article: str
    version: int = 0
    revision: int = 0
    text: str = ""
    sign_off: str = ""
    payload: str = ""
    id: str = ""
    link: str = ""
    held: str = ""
    state: str = ""
    by: str = ""
    message: str = ""
    recipient: str = ""

    def sha256(self) -> str:
        """The hash by which the next line names this one, in hexadecimal."""
        if self.number and self.article:
            return sha256(_canonical(self))
        return digest(self)


_canonical = msgspec.json.Encoder(order="sorted").encode
"""The canonical JSON of a step without empty fields that every step must have.

Every delivery checks a whole chain: this is four times as fast as `digest`.
"""


def signed(sign_off: SignOff) -> str:
    """The hash of `sign_off`, in hexadecimal; a text published again has another one."""
    return digest(sign_off)
