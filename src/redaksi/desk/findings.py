"""The copy desk's verbs: find language faults in an article and correct the safe ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from redaksi.copydesk import engine, mend
from redaksi.copydesk.ruleset import Ruleset
from redaksi.desk.context import Act, Context
from redaksi.desk.copy import Copy
from redaksi.domain import paragraphs, record, waivers, workflow
from redaksi.domain.article import Article, Dossier, Text
from redaksi.domain.finding import Finding
from redaksi.errors import BadInput, NotFound
from redaksi.i18n import _, current
from redaksi.text import clean

if TYPE_CHECKING:
    from redaksi.desk.rules import HouseRules


class FindingVerbs:
    """The verbs about findings by the rules of the house."""

    def __init__(self, context: Context, copy: Copy) -> None:
        self._context = context
        self._copy = copy
        self._open: dict[tuple[str, int, HouseRules], int] = {}

    @property
    def ruleset(self) -> Ruleset:
        """The rules of the house.

        Raises:
            BadInput: when a rule file is broken.
        """
        return self._context.rules.ruleset

    def of(self, text: Text, editor: str | None = None) -> list[Finding]:
        """The findings in `text`; see `engine.check`."""
        return engine.check(text, self.ruleset, editor, current())

    def standing(self, article: Article) -> list[Finding]:
        """The findings in the present text of `article` that were not waived."""
        return waivers.standing(article, self.of(article.text, article.editor()))

    def typed(self, article: Article, text: Text) -> list[Finding]:
        """The findings in `text`, an unsaved edit of `article`, that were not waived.

        A separate thread may call this method, because it does not read the store.
        """
        found = self.of(text, article.editor())
        if not article.waivers:
            return found
        ids = paragraphs.align(
            article.text.body, article.paragraph_ids, text.body, record.random_name
        )
        return waivers.standing(replace(article, text=text, paragraph_ids=ids), found)

    def open(self, article_id: str, version: int) -> int:
        """The number of findings that block the publication of an article.

        The number is cached for each `version` and set of rules. A separate thread may call this
        method.
        """
        rules = self._context.rules
        key = article_id, version, rules
        if key not in self._open:
            article = self._context.store.dossier(article_id).article
            self._open[key] = sum(
                one.severity in rules.workflow.gate for one in self.standing(article)
            )
        return self._open[key]

    def settle(self, dossier: Dossier) -> None:
        """Check before anybody types a reason that findings in `dossier` may be waived.

        Raises:
            MoveRefused: when the person may not waive.
        """
        workflow.check_waive(dossier, self._context.person)

    def waive(
        self, article_id: str, findings: Sequence[Finding], reason: str, base: int | None = None
    ) -> Dossier:
        """Waive `findings`, made in the present text, for `reason`.

        Waived findings do not appear again in this article.

        Raises:
            BadInput: when `reason` is empty.
            MoveRefused: when the person may not waive.
        """
        reason = clean.line(reason)
        if not reason:
            raise BadInput(_("A waiver needs a reason."), _("It is kept in the record."))

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_waive(dossier, act.person)
            article = waivers.waived(dossier.article, findings, reason, act.person, act.at)
            if article == dossier.article:
                return dossier
            new = article.waivers[len(dossier.article.waivers) :]
            rules, words = (
                [*dict.fromkeys(getattr(one, field) for one in new)] for field in ("rule", "text")
            )
            after = replace(dossier, article=article)
            return record.log(
                after, "waived", act.at, act.person, rules=rules, texts=words, reason=reason
            )

        return self._context.change(article_id, base, alter)

    def waive_typed(self, dossier: Dossier, finding: Finding, reason: str) -> Dossier:
        """Waive `finding` for `reason` at its nearest place in the saved text of `dossier`.

        Raises:
            BadInput, MoveRefused: as `waive`.
            NotFound: when the saved text does not contain the finding.
        """
        found = [one for one in self.standing(dossier.article) if _alike(one, finding)]
        if not found:
            raise NotFound(
                _("What was found does not stand in the saved text."), _("Look at the text again.")
            )
        nearest = min(found, key=lambda one: abs((one.item or 0) - (finding.item or 0)))
        return self.waive(dossier.id, [nearest], reason, dossier.version)

    def unwaive(self, article_id: str, rule: str, base: int | None = None) -> Dossier:
        """End all waivers of `rule` in the article.

        Raises:
            NotFound: when no finding of `rule` was waived.
        """

        def alter(dossier: Dossier, act: Act) -> Dossier:
            workflow.check_waive(dossier, act.person)
            article = waivers.unwaived(dossier.article, rule)
            if article == dossier.article:
                raise NotFound(
                    _("Nothing that {rule} found in {id} was waived.").format(
                        rule=rule, id=dossier.id
                    ),
                    _("See what was with: redaksi history {id}").format(id=dossier.id),
                )
            return record.log(
                replace(dossier, article=article), "unwaived", act.at, act.person, rules=[rule]
            )

        return self._context.change(article_id, base, alter)

    def check(self, article_id: str) -> tuple[Dossier, list[Finding]]:
        """The article with the id `article_id` (or its unique prefix), and its standing findings.

        Waived findings are left out.
        """
        dossier = self._context.store.dossier(self._context.store.resolve(article_id))
        return dossier, self.standing(dossier.article)

    def mend(self, article_id: str) -> tuple[Dossier, tuple[Finding, ...]]:
        """Apply every safe correction that was not waived and save a revision; return both.

        The result is the saved dossier and the corrections made. Text that others save meanwhile
        is read again and corrected instead.

        Raises:
            MoveRefused: when the person may not edit the article.
        """
        done: tuple[Finding, ...] = ()
        article = self._context.store.dossier(self._context.store.resolve(article_id)).article
        waived = {(one.rule, one.field, one.text) for one in article.waivers}

        def compose(text: Text) -> Text:
            nonlocal done
            text, done = mend.mended(
                text,
                self.ruleset,
                current(),
                lambda one: (one.rule, one.field, one.text) in waived,
            )
            return text

        return self._copy.edit(article_id, compose), done


def _alike(one: Finding, other: Finding) -> bool:
    return (one.rule, one.field, one.text) == (other.rule, other.field, other.text)
