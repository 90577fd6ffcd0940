"""A rule, as its file states it. docs/copydesk.md explains how to write rules."""

from enum import StrEnum
from typing import Annotated

import msgspec

from redaksi.domain.finding import Scope, Severity

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Filled = Annotated[str, msgspec.Meta(min_length=1)]

EVERYWHERE = (Scope.HEADLINE, Scope.DECK, Scope.LEAD, Scope.BODY, Scope.QUOTATION, Scope.CAPTION)


class RuleKind(StrEnum):
    """The subject of a rule.

    Inside quotations, findings of `wording` and `style` are suggestions at most.
    """

    SPELLING = "spelling"
    WORDING = "wording"
    STYLE = "style"
    FACTS = "facts"
    ETHICS = "ethics"


class Names(StrEnum):
    """How a rule treats a capitalised word in mid-sentence, which may be a name.

    The word is skipped, gets a peringatan without a replacement, or is read like other words.
    """

    SKIP = "skip"
    WARN = "warn"
    READ = "read"


class LetterCase(StrEnum):
    """Whether a replacement takes over the capitals of the replaced words.

    With `exact`, the replacement stands as the rule spells it.
    """

    KEEP = "keep"
    EXACT = "exact"


class Within(StrEnum):
    """How far around a place `if_any` and `if_none` search."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The message for the editor.

    `{text}` stands for the words that were found, `{replacement}` for the replacement. A check may
    define more placeholders.
    """

    id: Filled
    en: Filled


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to which a rule must object, or must not.

    `cut` are the words to which the rule objects, `fix` is the replacement. `text` stands in the
    scope `at`, by default the first scope of the rule; the other fields are those of an article
    and of its photo, whose picture is at the address `photo`.
    """

    text: str
    cut: str = ""
    fix: str | None = None
    at: Scope | None = None
    headline: str = ""
    byline: str = ""
    dateline: str = ""
    source: str = ""
    editor: str | None = None
    caption: str = ""
    credit: str = ""
    photo: str = ""
    alt: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule; it searches for `words` and `roots`, for a `pattern`, or by a `check`.

    Its examples are omitted where only findings are needed (see `load.own`).
    """

    id: Name
    severity: Severity
    kind: RuleKind
    source: Filled
    message: Message
    wrong: tuple[Example, ...] = ()
    right: tuple[str | Example, ...] = ()
    scopes: Annotated[tuple[Scope, ...], msgspec.Meta(min_length=1)] = EVERYWHERE

    words: dict[Filled, str] = {}
    roots: dict[Filled, Filled] = {}
    pattern: str = ""
    check: str = ""

    replacement: str | None = None
    case: LetterCase = LetterCase.KEEP
    safe: bool = True
    names: Names | None = None
    opens: bool = False
    unless: str = ""
    if_any: tuple[Filled, ...] = ()
    if_none: tuple[Filled, ...] = ()
    within: Within = Within.SENTENCE
    limit: int = 0
    allow: tuple[str, ...] = ()


class RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of rules."""

    rule: tuple[Rule, ...] = ()
