"""Writing: new articles, new texts of articles, and particulars."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from msgspec.structs import replace

from redaksi.desk import particulars
from redaksi.desk.assigning import assigned
from redaksi.desk.conflict import reconciled
from redaksi.desk.context import Act, Context
from redaksi.desk.moments import Clock
from redaksi.desk.part_of_name import meant
from redaksi.domain import changes, record, workflow
from redaksi.domain.article import Article, Dossier, Person, Stage, Text, cleaned
from redaksi.errors import BadInput, StaleRevision, about
from redaksi.i18n import _
from redaksi.store.base import Claim

Compose = Callable[[Text], Text]


class Copy:
    """The verbs that change the text and the particulars of an article."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def new(
        self, text: Text, to: str | None = None, times: Mapping[str, str] | None = None
    ) -> Dossier:
        """A new draft with `text`, assigned to `to`, or else to the person who begins it.

        `times` are the due time and the embargo as people say them (see `moments`).

        Raises:
            BadInput: when `text` has no headline, or a value of `times` is no time.
            EditorNotFound, AmbiguousName: when `to` is no part of a single name of the team.
            MoveRefused: when the person may not begin a draft for `to`.
        """
        act = self._context.begin()
        holder = begun_for(act, to)
        begun = record.begin(self._context.new_id(act.at), act.at)
        clock = Clock(self._context.house.zone, act.at)
        begun = replace(begun, article=particulars.steer(begun.article, times or {}, clock))
        dossier = record.revise(begun, _valid(text), act.at, act.person.name)
        dossier = record.log(dossier, "created", act.at, act.person)
        dossier = assigned(dossier, Stage.DRAFT, holder, act.person, act.at)
        return create(self._context, dossier, act)

    def edit(
        self, article_id: str, compose: Compose, base: int | None = None, seen: Text | None = None
    ) -> Dossier:
        """Save the text that `compose` makes of the present text.

        With `base`, `compose` works on the text of that version, and the result is merged into the
        present text. `seen` is the text of version `base` when it was opened, if that is known: a
        file changed by hand may hold another text under the same number. An unchanged text is not
        saved again.

        Raises:
            MoveRefused: when the person may not edit the article.
            BadInput: when the new text is invalid.
            SaveConflict: when the two texts cannot be merged automatically.
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
        """Check before anybody types that `dossier` may be edited, at version `base` if given.

        Raises:
            StaleRevision: when `dossier` is at another version than `base`.
            MoveRefused: when the person may not edit the article.
        """
        if base is not None and dossier.version != base:
            raise StaleRevision(dossier.id, base, dossier.version, dossier.events[-1].editor)
        workflow.check_edit(dossier, self._context.person)

    def save(self, article_id: str, text: Text, base: int, seen: Text | None = None) -> Dossier:
        """Save `text`, made from `seen`, the text of version `base`; raises as `edit`."""
        return self.edit(article_id, lambda _present: text, base, seen)

    def set(
        self, article_id: str, fields: Mapping[str, str | list[str]], base: int | None = None
    ) -> Dossier:
        """Set particulars by name (see `particulars`), all or none; raises as `edit`."""
        zone = self._context.house.zone

        def alter(dossier: Dossier, act: Act) -> Dossier:
            article = particulars.steer(dossier.article, fields, Clock(zone, act.at))
            text = particulars.compose(dossier.article.text, fields)
            if text != dossier.article.text:
                workflow.check_edit(dossier, act.person)
                dossier = revised(dossier, text, act.person, act.at)
            return steered(dossier, article, act.person, act.at)

        return self._context.change(article_id, base, alter)


def begun_for(act: Act, to: str | None) -> str:
    """The name of the person who has a draft that begins in `act` for `to`.

    Without `to` this is the person who begins the draft, who need not be in the team.

    Raises:
        EditorNotFound, AmbiguousName: when `to` is no part of a single name of the team.
        MoveRefused: when the person may not begin a draft for `to`.
    """
    if not to:
        return act.person.name
    with about("to"):
        member = meant(act.team, to)
        workflow.check_begin(member.name, member.role, act.person)
    return member.name


def create(context: Context, dossier: Dossier, act: Act, claim: Collection[Claim] = ()) -> Dossier:
    """Commit the new `dossier`, made in `act`; an id already in use is replaced.

    Raises:
        Claimed: when another article holds a value in `claim`.
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
    """`dossier` with `text` as a new revision and an event that contains `data`.

    `dossier` is returned unchanged when the text is the same.

    Raises:
        BadInput: when `text` has no headline.
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


def steered(dossier: Dossier, wanted: Article, person: Person, at: datetime) -> Dossier:
    """`dossier` with the due time and embargo of `wanted`."""
    for field in particulars.TIMES:
        value = getattr(wanted, field)
        if value != getattr(dossier.article, field):
            workflow.check_steer(dossier, person)
            dossier = replace(dossier, article=replace(dossier.article, **{field: value}))
            dossier = record.log(
                dossier, "set", at, person, field=field, value=value.isoformat() if value else ""
            )
    return dossier
