"""The copy desk's verbs: what is wrong with the language of an article, and mending what is
safe.
"""

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
    """What the rules of the house find in articles."""

    def __init__(self, context: Context, copy: Copy) -> None:
        self._context = context
        self._copy = copy
        self._open: dict[tuple[str, int, HouseRules], int] = {}

    @property
    def ruleset(self) -> Ruleset:
        """The rules of the house.

        Raises:
            BadInput: for a broken rule file
        """
        return self._context.rules.ruleset

    def of(self, text: Text, editor: str | None = None) -> list[Finding]:
        """What is found in `text`; see `engine.check`."""
        return engine.check(text, self.ruleset, editor, current())

    def standing(self, article: Article) -> list[Finding]:
        """What is found in the present text of `article` and was not waived."""
        return waivers.standing(article, self.of(article.text, article.editor()))

    def typed(self, article: Article, text: Text) -> list[Finding]:
        """What is found in `text`, which is typed over `article` and not saved yet, and was not
        waived.

        It may be asked in a thread of its own: it reads no store.
        """
        found = self.of(text, article.editor())
        if not article.waivers:
            return found
        ids = paragraphs.align(
            article.text.body, article.paragraph_ids, text.body, record.random_name
        )
        return waivers.standing(replace(article, text=text, paragraph_ids=ids), found)

    def open(self, article_id: str, version: int) -> int:
        """How many findings hold up an article, counted once for each `version` under the same
        rules.

        It may be asked in a thread.
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
        """Raise what stands against waiving anything in `dossier`, before anybody types a
        reason.
        """
        workflow.check_waive(dossier, self._context.person)

    def waive(
        self, article_id: str, findings: Sequence[Finding], reason: str, base: int | None = None
    ) -> Dossier:
        """Set `findings`, made in the present text, aside for `reason`: they do not come back
        in this article.

        Raises:
            BadInput: without a reason
            MoveRefused
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
        """Set `finding` aside for `reason`, wherever it stands now in the text of `dossier`.

        Raises as `waive`, NotFound.
        """
        found = [one for one in self.standing(dossier.article) if _alike(one, finding)]
        if not found:
            raise NotFound(
                _("What was found does not stand in the saved text."), _("Look at the text again.")
            )
        nearest = min(found, key=lambda one: abs((one.paragraph or 0) - (finding.paragraph or 0)))
        return self.waive(dossier.id, [nearest], reason, dossier.version)

    def unwaive(self, article_id: str, rule: str, base: int | None = None) -> Dossier:
        """Let all that `rule` finds in the article stand again.

        Raises:
            NotFound: where nothing of it was waived
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
        """The article of an id or of its unique beginning, and what is found in its present
        text and not waived.
        """
        dossier = self._context.store.dossier(self._context.store.resolve(article_id))
        return dossier, self.standing(dossier.article)

    def mend(self, article_id: str) -> tuple[Dossier, tuple[Finding, ...]]:
        """Save the present text with everything safe put right, but what was waived, as a
        revision; what was done.

        What others save meanwhile is read, too: it is their text that is mended then.

        Raises:
            MoveRefused
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
