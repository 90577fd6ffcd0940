"""The copy desk on a file: check the file and correct it in place, without a newsroom."""

import codecs
from itertools import groupby
from pathlib import Path

import msgspec

from redaksi import importers
from redaksi.copydesk import engine, mend
from redaksi.copydesk.ruleset import Ruleset
from redaksi.desk.imports import STDIN, as_text, read_bytes, shown
from redaksi.desk.mail_text import Letters
from redaksi.desk.source_positions import Source
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding
from redaksi.errors import BadInput, reading_errors, storage_errors
from redaksi.i18n import _, current
from redaksi.system import durable

_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
    (b"", "cp1252"),
)


class Proof(msgspec.Struct, frozen=True):
    """A checked file: its name, bytes and text, the findings and their source positions.

    `remark` is a note about how the file was read, for the person; "" for none.
    """

    name: str
    data: bytes
    text: Text
    findings: tuple[Finding, ...]
    source: Source
    remark: str = ""


class Mending(msgspec.Struct, frozen=True):
    """A corrected file, and the corrections made, each with the proof that located it."""

    proof: Proof
    done: tuple[tuple[Proof, Finding], ...]


def read(path: str, ruleset: Ruleset) -> Proof:
    """The proof of the file `path` ("-" for standard input) under `ruleset`.

    Raises:
        NotFound: when there is no file `path`.
        Unreadable: when `path` cannot be read.
        BadInput: when the content cannot be imported.
    """
    return prove(read_bytes(path), shown(path), ruleset)


def prove(data: bytes, name: str, ruleset: Ruleset) -> Proof:
    """The proof of `data`, the content of a file called `name`, under `ruleset`.

    Raises:
        BadInput: when `data` cannot be imported.
    """
    copy = importers.read(data, name)
    findings = engine.check(copy.text, ruleset, language=current())
    text = as_text(importers.spelled_out(data, name), name).text
    letters = Letters.of_mail(text) if importers.is_coded_mail(data, name) else None
    return Proof(
        name, data, copy.text, tuple(findings), Source(text, copy.text, letters), copy.remark
    )


def mended(proof: Proof, ruleset: Ruleset) -> Mending:
    """The file of `proof` with every safe correction applied; nothing is written yet.

    Every step is imported again and must equal the corrected article: no file is corrected by
    guess. When a step differs, the paragraphs are corrected one by one, and those that still
    differ stay unchanged. A file with encoded text (a mail in base64) stays unchanged as a whole.

    Raises:
        BadInput: when the corrected file cannot be encoded or imported.
    """
    done: list[tuple[Proof, Finding]] = []
    if importers.spelled_out(proof.data, proof.name) != proof.data:
        return Mending(proof, ())
    for _round in range(mend.MOST_ROUNDS):
        safe = mend.apart(one for one in proof.findings if one.safe and proof.source.span(one))
        if not safe:
            break
        mending = _step(proof, safe, ruleset) or _one_by_one(proof, safe, ruleset)
        if not mending.done:
            break
        done += mending.done
        proof = mending.proof
    return Mending(proof, tuple(done))


def _one_by_one(proof: Proof, safe: list[Finding], ruleset: Ruleset) -> Mending:
    """The file of `proof` with as many of `safe` as possible, paragraph by paragraph."""
    done: list[tuple[Proof, Finding]] = []
    for _place, some in groupby(safe, lambda one: (one.field, one.item)):
        step = _step(proof, list(some), ruleset)
        if step:
            done += step.done
            proof = step.proof
    return Mending(proof, tuple(done))


def _step(proof: Proof, safe: list[Finding], ruleset: Ruleset) -> Mending | None:
    """The file of `proof` with `safe` applied; None when it does not import as expected.

    The imported text must equal the article's text with `safe` applied.
    """
    after = prove(_written(proof, safe), proof.name, ruleset)
    return (
        Mending(after, tuple((proof, one) for one in safe))
        if after.text == mend.applied(proof.text, safe)
        else None
    )


def save(mending: Mending, path: str) -> None:
    """Replace the file at `path` durably by the corrected file, with the same permissions.

    Raises:
        BadInput: when the file was changed in between.
        ReadOnlyNewsroom: when the folder is not writable.
        DiskFull: when the disk has no room.
        StorageError: when writing fails for another reason.
    """
    if not mending.done or path == STDIN:
        return
    target = Path(path).resolve()
    with reading_errors(path):
        present, mode = target.read_bytes(), target.stat().st_mode & 0o777
    if present != mending.done[0][0].data:
        raise BadInput(
            _("{name} was changed while it was read.").format(name=shown(path)),
            _("Nothing was written. Repeat the command."),
        )
    with storage_errors(target.parent):
        durable.replace(target, mending.proof.data, mode)


def _written(proof: Proof, findings: list[Finding]) -> bytes:
    """The file of `proof` with the replacements of `findings`, in its own encoding.

    Raises:
        BadInput: when no known encoding reproduces the file's bytes.
    """
    changes = [
        (*span, one.replacement or "") for one in findings for span in proof.source.spans(one)
    ]
    text = mend.spliced(proof.source.text, sorted(changes))
    for mark, encoding in _ENCODINGS:
        try:
            if mark + proof.source.text.encode(encoding) == proof.data:
                return mark + text.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise BadInput(
        _("{name} cannot be written as it was read.").format(name=proof.name),
        _("Nothing was changed. Save it as UTF-8 text first."),
    )
