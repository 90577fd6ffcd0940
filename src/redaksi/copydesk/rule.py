"""A rule as its file states it. docs/copydesk.md tells how to write one."""

from enum import StrEnum
from typing import Annotated

import msgspec

from redaksi.domain.finding import Scope, Severity

Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Filled = Annotated[str, msgspec.Meta(min_length=1)]

EVERYWHERE = (Scope.HEADLINE, Scope.DECK, Scope.LEAD, Scope.BODY, Scope.QUOTATION, Scope.CAPTION)


class RuleKind(StrEnum):
    """What a rule is about: inside quotations only `spelling` keeps its severity, the others
    become suggestions.
    """

    SPELLING = "spelling"
    WORDING = "wording"
    STYLE = "style"
    FACTS = "facts"
    ETHICS = "ethics"


class Names(StrEnum):
    """What becomes of a capitalised word in mid-sentence: left alone, a peringatan without fix,
    or read like others.
    """

    SKIP = "skip"
    WARN = "warn"
    READ = "read"


class LetterCase(StrEnum):
    """Whether a replacement takes over the capitals of what it replaces, or stands exactly as
    the rule spells it.
    """

    KEEP = "keep"
    EXACT = "exact"


class Within(StrEnum):
    """How far around a place `if_any` and `if_none` look."""

    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the editor reads; `{text}` and `{replacement}` stand for themselves, a check may
    fill in more.
    """

    id: Filled
    en: Filled


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text that a rule must object to (`cut` is what it cuts out, `fix` what it writes
    instead), or must not.

    `text` stands in the place `at`, else in the first of the rule's scopes; the other fields are
    those of an article.
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


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One rule: `words` and `roots`, or a `pattern`, or a `check` say what it looks for.

    Its examples are left away where only reading is wanted (see `load.own`).
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
