"""The commands on articles at the newsroom's targets."""

from redaksi.i18n import N_
from redaksi.tui.commands.base import ArticleCommand, Command, CommandContext


class Deliver(ArticleCommand):
    """Deliver the selected article to its target. What is under an embargo waits."""

    keys = "d"
    label = N_("Deliver")
    rank = 3


class DeliverAll(Command):
    """Deliver everything that is due, to the target that is shown or to all."""

    keys = "D"
    label = N_("Deliver all")
    rank = 4

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.targets and not context.delivering


class StopDelivering(Command):
    """Stop after the article that is being delivered now; the others stay due."""

    keys = "s"
    label = N_("Stop")

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.delivering

    @classmethod
    def place(cls, context: CommandContext) -> int:
        return 1 if context.delivering else 0


class Overwrite(ArticleCommand):
    """Write over a change that somebody made at the target, make a removed page anew, or send a message again. A chief's."""

    keys = "O"
    label = N_("Overwrite")
    rank = 5

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.differs


class Adopt(ArticleCommand):
    """Take over a page of the article that the ledger does not know, or say that a message arrived. A chief's."""

    keys = "A"
    label = N_("Adopt")
    rank = 12

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.adoptable


class Withdraw(ArticleCommand):
    """Take the article from the readers of its target, with a reason; a message stays. A chief's."""

    keys = "W"
    label = N_("Withdraw")
    rank = 10

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.held


class OpenLink(ArticleCommand):
    """Open the page in the browser; without one, over SSH, its address is copied."""

    keys = "o"
    label = N_("Open the page")
    rank = 7

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.link


class CopyAddress(ArticleCommand):
    """Copy the address of the page."""

    keys = "y"
    label = N_("Copy the address")

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return super().enabled(context) and context.link


class TargetCommand(Command):
    """A command on a target of the settings."""

    @classmethod
    def enabled(cls, context: CommandContext) -> bool:
        return context.targets


class NextState(TargetCommand):
    """Show only one state: what is unfinished, each state, everything, one after the other."""

    keys = "f"
    label = N_("States")
    rank = 6


class NextTarget(TargetCommand):
    """Show only one target: each one after the other, then all."""

    keys = "F"
    label = N_("Targets")
    rank = 9


class TrustTarget(TargetCommand):
    """See exactly where the target leads and with which secret, and trust it or not any more."""

    keys = "t"
    label = N_("Trust")

    @classmethod
    def verbs(cls) -> tuple[str, ...]:
        return ("trust",)

    @classmethod
    def place(cls, context: CommandContext) -> int:
        """Among the first while a target is not trusted, because nothing is delivered there."""
        return 4 if context.untrusted else 8


class CheckTarget(TargetCommand):
    """Try the target without sending anything, and say what is in the way."""

    keys = "c"
    label = N_("Check")
    rank = 11


DELIVERING = (
    Deliver,
    DeliverAll,
    StopDelivering,
    Overwrite,
    Adopt,
    Withdraw,
    OpenLink,
    CopyAddress,
    NextState,
    NextTarget,
    TrustTarget,
    CheckTarget,
)
"""The commands of the screen of deliveries."""
