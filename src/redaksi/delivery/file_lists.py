"""The lists of files in the folder of a target, as the ledger knows them."""

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.outcome import StepLog
from redaksi.domain.delivery import StepKind
from redaksi.exporters.manifest import ALL
from redaksi.i18n import _


class FileLists:
    """The lists of the files in the folder that the ledger knows, by their hashes.

    A list names the files that may be replaced and removed, and it lies where others may write: a
    forged one would make them files of ours. The ledger holds steps about the list without an
    article.
    """

    def __init__(self, log: StepLog, *, adopt: bool = False, is_needed: bool = False) -> None:
        """`adopt` takes over the list of somebody else; `is_needed` when one must be there."""
        self._log = log
        self._adopt = adopt
        self._is_needed = is_needed
        self._present = ""

    def check(self, found: str) -> None:
        """Compare the hash `found` of the list in place with the ledger.

        Raises:
            TargetRefused: when somebody else wrote the list.
        """
        self._present = found
        holding = self._log.holding(ALL)
        if holding is None:
            is_ours = not found
        else:
            is_ours = found in holding.ours or not (found or self._is_needed)
        if is_ours:
            return
        if not self._adopt:
            raise TargetRefused(
                _("The list of files in the folder is not as a delivery left it."),
                _(
                    "Somebody changed it, or exported there by hand. Look at the files; then a "
                    "chief takes it over: redaksi deliver --to TARGET --adopt"
                ),
            )
        self._log.step(StepKind.ADOPTED, ALL, held=found)

    def note(self, made: str) -> None:
        """Note that a list with the hash `made` is about to be placed."""
        self._present = made
        self._log.step(StepKind.SENDING, ALL, held=made)

    @property
    def is_pending(self) -> bool:
        """Whether the folder changed, and the command did not end well since."""
        holding = self._log.holding(ALL)
        return holding is not None and holding.last.kind in {StepKind.SENDING, StepKind.FAILED}

    def fail(self, why: str) -> None:
        """Note that the command failed: the next delivery runs it again."""
        self._log.step(StepKind.FAILED, ALL, held=self._present, message=why)

    def brought(self) -> None:
        """Note that the folder is brought where it should be."""
        if self.is_pending:
            self._log.step(StepKind.DELIVERED, ALL, held=self._present)
