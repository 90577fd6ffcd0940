"""The copy desk on a file: it needs no newsroom, and what is safe is mended in the file as it
stands.
"""

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
from redaksi.store.dossiers import durable

_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"", "utf-8"),
    (b"", "cp1252"),
)


class Proof(msgspec.Struct, frozen=True):
    """A file that was read: its name, its bytes, the copy in it, what is found there and where
    that stands.

    `remark` is what the person should know about how it was read.
    """

    name: str
    data: bytes
    text: Text
    findings: tuple[Finding, ...]
    source: Source
    remark: str = ""


class Mending(msgspec.Struct, frozen=True):
    """A file that was mended: what it is now, and what was done, with the proofs in which that
    stood.
    """

    proof: Proof
    done: tuple[tuple[Proof, Finding], ...]


def read(path: str, ruleset: Ruleset) -> Proof:
    """What BOOK finds in the file `path` ("-" for standard input).

    Raises:
        NotFound
        Unreadable
        BadInput
    """
    return prove(read_bytes(path), shown(path), ruleset)


def prove(data: bytes, name: str, ruleset: Ruleset) -> Proof:
    """What BOOK finds in `data`, the content of a file called `name`.

    Raises:
        BadInput
    """
    copy = importers.read(data, name)
    findings = engine.check(copy.text, ruleset, language=current())
    text = as_text(importers.spelled_out(data, name), name).text
    letters = Letters.of_mail(text) if importers.is_coded_mail(data, name) else None
    return Proof(
        name, data, copy.text, tuple(findings), Source(text, copy.text, letters), copy.remark
    )


def mended(proof: Proof, ruleset: Ruleset) -> Mending:
    """`proof`'s file with everything safe put right; nothing is written yet. Raises BadInput.

    Every step is imported again and must read as the mended article would: a file is never mended
    by guess. Where it does not, the paragraphs are mended one by one, and those that do not stay
    as they are, as all does in a mail that holds its text in base64.
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
    """`proof`'s file with `safe` written into it as far as that can be done, one paragraph
    after the other.
    """
    done: list[tuple[Proof, Finding]] = []
    for _place, some in groupby(safe, lambda one: (one.field, one.paragraph)):
        step = _step(proof, list(some), ruleset)
        if step:
            done += step.done
            proof = step.proof
    return Mending(proof, tuple(done))


def _step(proof: Proof, safe: list[Finding], ruleset: Ruleset) -> Mending | None:
    """`proof`'s file with `safe` written into it, None where it does not read as the article
    with them would.
    """
    after = prove(_written(proof, safe), proof.name, ruleset)
    return (
        Mending(after, tuple((proof, one) for one in safe))
        if after.text == mend.applied(proof.text, safe)
        else None
    )


def save(mending: Mending, path: str) -> None:
    """Write a mended file durably in the place of the one at `path`, with its rights.

    Raises:
        BadInput: where that was changed in between
        ReadOnlyNewsroom
        DiskFull
        StorageError
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
    """`proof`'s file with the replacements of `findings`, in the encoding that it has."""
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
