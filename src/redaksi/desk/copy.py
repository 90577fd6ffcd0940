"""Writing: a new article, a new text for one, its particulars."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from msgspec.structs import replace

from redaksi.desk import particulars
from redaksi.desk.conflict import reconciled
from redaksi.desk.context import Act, Context
from redaksi.domain import changes, record, workflow
from redaksi.domain.article import Article, Dossier, Person, Text, cleaned
from redaksi.errors import BadInput, StaleRevision, about
from redaksi.i18n import _
from redaksi.store.base import Claim

Compose = Callable[[Text], Text]


class Copy:
    """The verbs that change what an article says."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def new(self, text: Text) -> Dossier:
        """A new draft with `text`.

        Raises:
            BadInput: without a headline
        """
        act = self._context.begin()
        begun = record.begin(self._context.new_id(act.at), act.at)
        dossier = record.revise(begun, _valid(text), act.at, act.person.name)
        return create(self._context, record.log(dossier, "created", act.at, act.person), act)

    def edit(
        self, article_id: str, compose: Compose, base: int | None = None, seen: Text | None = None
    ) -> Dossier:
        """Save what `compose` makes of the present text; with `base` of that version's text,
        merged into the present one.

        `seen` is the text that version `base` had when it was opened, where that is known: a file
        that was changed by hand may hold another one under the same number. Raises MoveRefused,
        BadInput, and Conflict where the two do not merge by themselves. A text that stays the same
        is not saved again.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_edit(dossier, act.person)
            present = dossier.article.text
            if base is None or (base == dossier.version and seen in (None, present)):
                return revised(dossier, compose(present), act.person, act.at)
            ancestor = seen or record.text_at(dossier, base)
            mine = _valid(compose(ancestor or present))
            return revised(
                dossier, reconciled(dossier, base, mine, ancestor), act.person, act.at, merged=base
            )

        return self._context.change(article_id, None, alter)

    def settle(self, dossier: Dossier, base: int | None = None) -> None:
        """Raise what stands against editing `dossier`, at version `base` if named, before
        anybody types a word.
        """
        if base is not None and dossier.version != base:
            raise StaleRevision(dossier.id, base, dossier.version, dossier.events[-1].editor)
        workflow.check_edit(dossier, self._context.person)

    def save(self, article_id: str, text: Text, base: int, seen: Text | None = None) -> Dossier:
        """Save `text`, made of `seen`, the text of version `base`. Raises as `edit`."""
        return self.edit(article_id, lambda _present: text, base, seen)

    def set(
        self, article_id: str, fields: Mapping[str, str | list[str]], base: int | None = None
    ) -> Dossier:
        """Set particulars by name (see `particulars`), all or none. Raises as `edit`."""
        zone = self._context.house.zone

        def alter(dossier: Dossier, act: Act) -> Dossier:
            article = particulars.steer(dossier.article, fields, zone)
            text = particulars.compose(dossier.article.text, fields)
            if text != dossier.article.text:
                workflow.check_edit(dossier, act.person)
                dossier = revised(dossier, text, act.person, act.at)
            return _steered(dossier, article, act.person, act.at)

        return self._context.change(article_id, base, alter)


def create(context: Context, dossier: Dossier, act: Act, claim: Collection[Claim] = ()) -> Dossier:
    """Commit a `dossier` that is new, made in `act`, under another id where its own is taken.

    Raises:
        Claimed
    """
    while True:
        try:
            return context.commit(dossier, None, act, claim)
        except StaleRevision:
            fresh = context.new_id(dossier.article.created_at)
            dossier = replace(dossier, article=replace(dossier.article, id=fresh))


def _valid(text: Text) -> Text:
    with about("headline"):
        text = cleaned(text)
        if not text.headline:
            raise BadInput(
                _("The headline is empty."),
                _("Every article has one: it is what the board shows."),
            )
    return text


def revised(dossier: Dossier, text: Text, person: Person, at: datetime, **data: int) -> Dossier:
    """`dossier` with `text` as a revision of its own and an event, `data` in it; as it was
    where the text is the same.

    Raises:
        BadInput
    """
    text = _valid(text)
    if text == dossier.article.text:
        return dossier
    fields = list(
        dict.fromkeys(change.field for change in changes.between(dossier.article.text, text))
    )
    dossier = record.revise(dossier, text, at, person.name, restored=data.get("restored", 0))
    return record.log(
        dossier, "edited", at, person, revision=len(dossier.revisions), fields=fields, **data
    )


def _steered(dossier: Dossier, wanted: Article, person: Person, at: datetime) -> Dossier:
    """`dossier` with the due and embargo of `wanted`."""
    for field in particulars.TIMES:
        value = getattr(wanted, field)
        if value != getattr(dossier.article, field):
            workflow.check_steer(dossier, person)
            dossier = replace(dossier, article=replace(dossier.article, **{field: value}))
            dossier = record.log(
                dossier, "set", at, person, field=field, value=value.isoformat() if value else ""
            )
    return dossier
