"""The base of the commands.

Each command is declared once: its key and its texts in the footer, the palette and the help come
from its class.
"""

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding

from redaksi.desk import wording
from redaksi.domain.article import Stage
from redaksi.domain.workflow import FROM, Move
from redaksi.i18n import _, in_every_language
from redaksi.tui import keyboard


class CommandContext(NamedTuple):
    """The state that the commands of a screen depend on: the selected article, if any.

    On the board, `marked` counts the marked articles, and `narrowed` tells whether some are
    hidden. In a text, `found` counts the findings (None while they are not looked for), and `note`
    tells whether the cursor is on a note. In the editor, `in_findings` and `in_notes` tell
    whether the list of findings or of notes has the focus, `in_photo` whether a photo has it and
    `is_out` whether the save takes that photo out, and `searching` whether the find bar is open. `targets` tells whether
    the newsroom has targets, as far as that was looked up, and `untrusted` whether the person does
    not trust one of them. Among the deliveries, `delivering` tells whether a run is under way,
    `link` whether the article has a page at its target, `held` whether that target may show it
    and can take it back, `differs` whether that page, or the lack of it, needs a chief, and
    `adoptable` whether a chief may take over what is there. In the agenda, `due` tells whether a
    due time is selected; among the figures, `reading` tells whether they are being read. In the
    team, `person` is the selected name, `own` tells whether it is the person's, `chief` whether
    they are a chief. `undoable` tells whether a change of the team or the last act on the article
    can be taken back. `waiting` counts the
    articles with something new for the person.
    """

    article_id: str = ""
    stage: Stage | None = None
    marked: int = 0
    narrowed: bool = False
    found: int | None = None
    note: bool = False
    in_findings: bool = False
    in_notes: bool = False
    in_photo: bool = False
    is_out: bool = False
    searching: bool = False
    targets: bool = False
    untrusted: bool = False
    delivering: bool = False
    link: bool = False
    held: bool = False
    differs: bool = False
    adoptable: bool = False
    due: bool = False
    reading: bool = False
    person: str = ""
    own: bool = False
    chief: bool = False
    undoable: bool = False
    waiting: int = 0


NOTHING = CommandContext()
"""The context without a selected article."""


class Command:
    """One command. The docstring of a subclass is its help."""

    keys: ClassVar[str] = ""
    """Textual's names of the keys, separated by commas; the first one is shown.

    Empty if only the palette offers the command.
    """
    label: ClassVar[str]
    aliases: ClassVar[str] = ""
    """Other words, in every language, by which the palette finds the command."""
    rank: ClassVar[int] = 0
    """The priority in a narrow footer: 1 comes before 2; 0 is not shown there."""

    @classmethod
    def name(cls) -> str:
        """The name in the code: the method `do_<name>` does the command."""
        return cls.__name__.lower()

    @classmethod
    def id(cls) -> str:
        """The name in a person's settings: `put-aside` for PutAside."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        """The verbs of the command line that this command replaces in a hint."""
        return (cls.id(),)

    @classmethod
    def title(cls) -> str:
        """The label in the person's language."""
        return _(cls.label)

    @classmethod
    def words(cls) -> list[str]:
        """What the palette finds the command by: its label in every language, and its aliases."""
        return [*in_every_language(cls.label), *cls.aliases.split()]

    @classmethod
    def caption(cls, context: CommandContext) -> str:
        """The text beside the key in `context`."""
        return cls.title()

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """The rank in `context`."""
        return cls.rank

    @classmethod
    def bound(cls) -> tuple[str, ...]:
        """The keys by Textual's names: the person's bindings, or else the command's own."""
        return keyboard.of(cls.id(), cls.keys)

    @classmethod
    def key(cls, *, typing: bool = False) -> str:
        """The first key as it is shown in footers and hints.

        While `typing`, a key that is no character is preferred.
        """
        spelled = [keyboard.spelled(key) for key in cls.bound()]
        return next((key for key in spelled if len(key) > 1 or not typing), "".join(spelled[:1]))

    @classmethod
    def help(cls) -> str:
        """The docstring in the person's language."""
        return _(cls.__doc__)

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        """Whether the command is offered now.

        The key of a disabled command still works, and shows the reason.
        """
        return True

    @classmethod
    def binding(cls) -> Binding:
        return Binding(
            cls.keys or keyboard.NONE,
            f"perform({cls.name()!r})",
            cls.label,
            show=False,
            id=cls.id(),
        )


def bindings(commands: Iterable[type[Command]]) -> list[Binding]:
    """The key bindings of `commands`."""
    return [command.binding() for command in commands]


class ArticleCommand(Command):
    """A command that needs a selected article."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.article_id)


class BulkCommand(Command):
    """A command that works on all marked articles, or else on the selected one.

    With marked articles the command comes first in the footer and shows their number.
    """

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return bool(context.marked) or super().enabled(context)

    @classmethod
    def caption(cls, context: CommandContext) -> str:
        return (
            f"{cls.title()} ({wording.number(context.marked)})" if context.marked else cls.title()
        )

    @classmethod
    def place(cls, context: CommandContext) -> int:
        return 1 if context.marked else cls.rank


class WritingCommand(ArticleCommand):
    """A command that changes a text. A published article is sealed."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.stage is not Stage.PUBLISHED


class MoveCommand(ArticleCommand):
    """A move between stages, offered in the stage where it starts."""

    move: ClassVar[Move]

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.stage is FROM[cls.move]
