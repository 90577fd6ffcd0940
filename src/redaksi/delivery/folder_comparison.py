"""How the folder of a target differs from what was delivered, and the sentences that say so."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from redaksi.delivery.base import TargetRefused
from redaksi.delivery.outcome import Permission
from redaksi.domain.delivery import State
from redaksi.exporters.folder import Inspected, Refusal
from redaksi.exporters.held import FileDifference
from redaksi.exporters.manifest import ALL, Entry
from redaksi.i18n import _

_NAMED = 3
"""The most files that a sentence names."""


class FolderComparison(NamedTuple):
    """The `differences` between a folder and its list, whose `entries` are the files by path.

    The entries of files that somebody only `touched` are those of the list with new stamps.
    """

    differences: tuple[FileDifference, ...]
    entries: Mapping[str, Entry]
    touched: Mapping[str, Entry]

    def articles(self) -> frozenset[str]:
        """The articles with a file that differs."""
        return frozenset(one.article for one in self.differences) - {ALL}

    def inspected(self, allowed: Permission) -> Inspected:
        """What an export must know: files of articles that somebody removed are not made anew."""
        gone = frozenset(
            one.path
            for one in self.differences
            if one.is_gone and one.article != ALL and not allowed.overwrites(one.article)
        )
        return Inspected(gone, self.touched)

    def shared(self, refusals: Iterable[Refusal] = ()) -> tuple[FileDifference | Refusal, ...]:
        """The files about all articles that differ, or are refused; each path once."""
        files: tuple[FileDifference | Refusal, ...] = (*refusals, *self.differences)
        return tuple({one.path: one for one in files if one.article == ALL}.values())

    def judged(self, target: str) -> dict[str, tuple[State, str]]:
        """The state of each article with a file that differs, and why with the next act."""
        of_article: defaultdict[str, list[FileDifference]] = defaultdict(list)
        for one in self.differences:
            of_article[one.article].append(one)
        of_article.pop(ALL, None)
        counts = Counter(one.article for one in self.entries.values())
        return {
            article: _judged(article, ones, counts[article], target)
            for article, ones in of_article.items()
        }


def _judged(
    article: str, differences: Collection[FileDifference], count: int, target: str
) -> tuple[State, str]:
    """The state of the article, which has `count` files, and a sentence with the next act."""
    is_gone = all(one.is_gone for one in differences) and len(differences) >= count
    if is_gone:
        state = State.GONE
        act = _(
            "A chief makes it anew: redaksi deliver {id} --to {target} --overwrite; or withdraws "
            "it: redaksi withdraw {id} --from {target} --reason TEXT"
        )
    else:
        state = State.CHANGED
        act = _(
            "Carry the change over and publish again, or a chief writes over it: redaksi deliver "
            "{id} --to {target} --overwrite"
        )
    return state, f"{told_of(differences)} {act.format(id=article, target=target)}"


def shared_differ(files: Collection[FileDifference | Refusal], target: str) -> TargetRefused:
    """The remark about `files` that are about all articles."""
    act = _("A chief has them made anew: redaksi deliver --to {target} --overwrite")
    return TargetRefused(told_of(files), act.format(target=target))


def told_of(files: Collection[FileDifference | Refusal]) -> str:
    """Which files differ, and why."""
    first = [f"{one.path}: {one.why}" if one.path else one.why for one in files][:_NAMED]
    return " ".join((*first, *(["…"] if len(files) > _NAMED else [])))


def names_of(paths: Collection[str]) -> str:
    """The first of `paths`."""
    names = [one for one in paths if one][:_NAMED]
    return ", ".join((*names, *(["…"] if len(paths) > len(names) else [])))
