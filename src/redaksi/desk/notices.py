"""The notice of the next publication: the public sentence about a change, as a person types it."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import NOTICE_LIMIT, Dossier, NoticeKind, Person, PublicNotice
from redaksi.domain.workflow import notice_name
from redaksi.errors import BadInput, about
from redaksi.i18n import _
from redaksi.text import clean


def typed(kind: NoticeKind | None, sentence: str, *, needed: bool = False) -> PublicNotice | None:
    """The notice of this `kind` with this `sentence`; None where neither is given.

    Raises:
        BadInput: when only one is given, when neither is although a notice is `needed`, or when
            the sentence has more than NOTICE_LIMIT characters.
    """
    with about("public"):
        sentence = clean.line(sentence)
        if len(sentence) > NOTICE_LIMIT:
            raise BadInput(
                _("The public sentence has {count} characters; at most {limit} are taken.").format(
                    count=len(sentence), limit=NOTICE_LIMIT
                ),
                _("Say in one sentence what changed; the rest belongs into the text."),
            )
        if kind and sentence:
            return PublicNotice(kind=kind, sentence=sentence)
        if kind:
            raise BadInput(
                _("The notice has no sentence yet."), _("Say in one sentence what changed.")
            )
        if sentence or needed:
            names = ", ".join(map(notice_name, NoticeKind))
            raise BadInput(
                _("The notice has no kind yet."), _("The kinds are: {names}.").format(names=names)
            )
    return None


def announced(
    dossier: Dossier, notice: PublicNotice | None, person: Person, at: datetime
) -> Dossier:
    """`dossier` with `notice` (None for none); unchanged when that is the present notice."""
    if notice == dossier.article.notice:
        return dossier
    dossier = replace(dossier, article=replace(dossier.article, notice=notice))
    if notice is None:
        return record.log(dossier, "unannounced", at, person)
    return record.log(dossier, "announced", at, person, notice=msgspec.to_builtins(notice))
