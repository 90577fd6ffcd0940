"""What a command is: declared once, its key, its words in the footer, the palette and the help
are derived from it.
"""

import re
from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from textual.binding import Binding

from redaksi.desk import wording
from redaksi.domain.article import Stage
from redaksi.domain.workflow import FROM, Move
from redaksi.i18n import _
from redaksi.tui import keyboard


class CommandContext(NamedTuple):
    """What the commands of a screen act on: the selected article, if there is one.

    On the board also: how many are `marked`, and whether not all are shown (`narrowed`). In a
    text: how many findings there are (`found`; None where none are looked for), and whether the
    cursor is on a `note`. While writing: whether the focus is among the findings (`in_findings`),
    and whether words are looked for (`searching`).
    """

    article_id: str = ""
    stage: Stage | None = None
    marked: int = 0
    narrowed: bool = False
    found: int | None = None
    note: bool = False
    in_findings: bool = False
    searching: bool = False


NOTHING = CommandContext()
"""Where nothing is selected."""


class Command:
    """One thing that a person can do. The docstring is its help."""

    keys: ClassVar[str] = ""
    """Textual's names, with commas between; the first one is shown.

    "" where only the palette has it.
    """
    label: ClassVar[str]
    rank: ClassVar[int] = 0
    """Who stays in a narrow footer: 1 before 2; 0 is not shown there."""

    @classmethod
    def name(cls) -> str:
        """What it is called in the code: `do_` and this name does it."""
        return cls.__name__.lower()

    @classmethod
    def id(cls) -> str:
        """What it is called in a person's settings: `put-aside` for PutAside."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        """The verbs of the command line that it stands for, by which a hint names it."""
        return (cls.id(),)

    @classmethod
    def title(cls) -> str:
        """The label in the person's language."""
        return _(cls.label)

    @classmethod
    def caption(cls, context: CommandContext) -> str:
        """What stands beside its key in `context`."""
        return cls.title()

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """Its rank in `context`."""
        return cls.rank

    @classmethod
    def bound(cls) -> tuple[str, ...]:
        """Its keys, by Textual's names: the person's, else its own."""
        return keyboard.of(cls.id(), cls.keys)

    @classmethod
    def key(cls, *, typing: bool = False) -> str:
        """Its first key as it stands on the keyboard, for footers and hints; while `typing`, no
        character.
        """
        spelled = [keyboard.spelled(key) for key in cls.bound()]
        return next((key for key in spelled if len(key) > 1 or not typing), "".join(spelled[:1]))

    @classmethod
    def help(cls) -> str:
        """The docstring in the person's language."""
        return _(cls.__doc__ or "")

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        """Whether it is offered now.

        Its key works all the same, and then says what stands against it.
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


class TogetherCommand(Command):
    """A command that does to all marked articles what it does to one: then it goes first, and
    says how many.
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
    """A command that changes a text: a sealed one is not changed."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.stage is not Stage.PUBLISHED


class MoveCommand(ArticleCommand):
    """A move between stages; it is offered where it starts from."""

    move: ClassVar[Move]

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.stage is FROM[cls.move]
