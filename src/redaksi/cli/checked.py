"""The findings in an article or a file, with their lines and columns."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from redaksi.copydesk.ruleset import Ruleset
from redaksi.desk import Desk, copy_files
from redaksi.desk.source_positions import Source, SourcePosition
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding, Severity
from redaksi.domain.workflow import severity_name
from redaksi.i18n import _


class Placed(msgspec.Struct, frozen=True):
    """A finding, and its beginning and end in the file."""

    finding: Finding
    start: SourcePosition
    end: SourcePosition


class Checked(msgspec.Struct, frozen=True):
    """The result of checking one target.

    `path` is the target as the person named it. `findings` are the remaining findings, `done` the
    corrections made, and `data` the present bytes of the file. `remark` is a note about how the
    file was read, for the person; "" for none.
    """

    path: str
    findings: tuple[Placed, ...]
    done: tuple[Placed, ...] = ()
    data: bytes = b""
    remark: str = ""

    def at_least(self, severity: Severity) -> "Checked":
        """The same result with only the findings of `severity` or graver."""
        order = list(Severity)
        grave = order[: order.index(severity) + 1]
        return replace(
            self, findings=tuple(one for one in self.findings if one.finding.severity in grave)
        )

    def lines(self) -> Iterator[str]:
        """One line for each finding, in the format of compiler messages."""
        for finding, start, _end in map(msgspec.structs.astuple, self.findings):
            place = f"{self.path}:{start.line}:{start.column}"
            yield f"{place}: {severity_name(finding.severity)} {finding.rule}: {finding.message}"

    def lines_of_done(self) -> Iterator[str]:
        """One line for each correction, at its place before the correction."""
        for finding, start, _end in map(msgspec.structs.astuple, self.done):
            change = _("mended: «{text}» → «{replacement}»").format(
                text=finding.text, replacement=finding.replacement
            )
            yield f"{self.path}:{start.line}:{start.column}: {finding.rule}: {change}"

    def views(self) -> list[dict[str, Any]]:
        """The findings as plain data."""
        return [self._view(one) for one in self.findings]

    def views_of_done(self) -> list[dict[str, Any]]:
        """The corrections made, as plain data."""
        return [self._view(one) for one in self.done]

    def _view(self, one: Placed) -> dict[str, Any]:
        place = {"path": self.path, "line": one.start.line, "column": one.start.column}
        return {**place, **msgspec.to_builtins(one.finding)}


def file(path: str, ruleset: Ruleset, *, fix: bool) -> Checked:
    """The result of checking the file `path`; `fix` applies the safe corrections first.

    Raises:
        NotFound: when there is no file `path`.
        Unreadable: when `path` cannot be read.
        BadInput: when the content cannot be imported.
        StorageError: when the corrected file cannot be written.
    """
    proof = copy_files.read(path, ruleset)
    if not fix:
        return Checked(
            proof.name, _placed(proof.source, proof.findings), (), proof.data, proof.remark
        )
    mending = copy_files.mended(proof, ruleset)
    copy_files.save(mending, path)
    done = tuple(_placed_at(then.source, finding) for then, finding in mending.done)
    proof = mending.proof
    return Checked(
        proof.name, _placed(proof.source, proof.findings), done, proof.data, proof.remark
    )


def article(desk: Desk, article_id: str, *, fix: bool) -> Checked:
    """The result of checking an article by the rules of the house.

    `fix` applies the safe corrections first. Lines and columns are those of the text that `redaksi
    edit` hands out.
    """
    done: tuple[Placed, ...] = ()
    if fix:
        before = desk.reading.article(article_id).article.text
        mended, findings = desk.findings.mend(article_id)
        done = _placed(_source(before), findings)
        article_id = mended.id
    dossier, left = desk.findings.check(article_id)
    return Checked(dossier.id, _placed(_source(dossier.article.text), left), done)


def _source(text: Text) -> Source:
    return Source("\n\n".join((f"# {text.headline}", *text.body)), text)


def _placed(source: Source, findings: list[Finding] | tuple[Finding, ...]) -> tuple[Placed, ...]:
    """`findings` with their positions, in the order of the file."""
    return tuple(sorted((_placed_at(source, one) for one in findings), key=lambda one: one.start))


def _placed_at(source: Source, finding: Finding) -> Placed:
    return Placed(finding, source.place(finding), source.end(finding))
