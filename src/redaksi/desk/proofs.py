"""Proofs on paper: an article with numbered lines, its notes and findings, whatever its stage.

A proof is no export: it is in no list of files, and no target takes it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from redaksi.config import house_of
from redaksi.delivery import trust
from redaksi.desk.context import Context
from redaksi.desk.free import check_free
from redaksi.desk.proof_sheet import sheet
from redaksi.domain.article import Article
from redaksi.domain.finding import Finding
from redaksi.errors import Refused, storage_errors
from redaksi.exporters import manifest
from redaksi.i18n import _
from redaksi.proofs import page
from redaksi.system import durable


class ProofPage(msgspec.Struct, frozen=True, kw_only=True):
    """A proof as HTML; `live` tells whether its text is the published one.

    `lines` counts the numbered lines, `notes` and `findings` what stands beside them.
    """

    id: str
    revision: int
    live: bool
    lines: int
    notes: int
    findings: int
    html: str


class Proofs:
    """The verbs that print an article for people who read on paper."""

    def __init__(self, context: Context, findings: Callable[[Article], Sequence[Finding]]) -> None:
        """`findings` returns what the copy desk finds in an article and nobody waived."""
        self._context = context
        self._findings = findings

    def page(self, article_id: str) -> ProofPage:
        """The proof of the present text of the article `article_id`."""
        store = self._context.store
        dossier = store.dossier(store.resolve(article_id))
        findings = self._findings(dossier.article)
        notes = [note for note in dossier.notes if note.is_open]
        content = sheet(dossier, findings, self._context.house, self._context.clock())
        return ProofPage(
            id=dossier.id,
            revision=len(dossier.revisions),
            live=content.is_live,
            lines=page.numbered(content.passages),
            notes=len(notes),
            findings=len(findings),
            html=page.render(content),
        )

    def write(self, proof: ProofPage, out: Path, *, force: bool) -> None:
        """Write `proof` into the file `out`, which is replaced only with `force`.

        Raises:
            Refused: when `out` is there already, or lies in a folder of exports or of a target.
            StorageError: when `out` cannot be written.
        """
        with storage_errors(out):
            if inside := manifest.folder_around(out) or self._target_around(out):
                raise Refused(
                    _("{folder} is a folder of exports: a proof does not belong there.").format(
                        folder=inside
                    ),
                    _("Write it elsewhere: what lies there goes to readers."),
                )
        check_free(out, force=force)
        with storage_errors(out):
            out.parent.stat()  # a missing folder is not created
            durable.replace(out, proof.html.encode())

    def _target_around(self, out: Path) -> Path | None:
        """The folder of a target in which `out` lies, also before its first delivery."""
        for target in house_of(*self._context.newsroom.settings).target:
            folder = trust.facts(target).get("folder", "")
            if folder.startswith("/") and out.resolve().is_relative_to(folder):
                return Path(folder)
        return None
