"""`redaksi check` and `rules`: check articles and files, and explain the rules."""

import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from functools import cache, partial
from pathlib import Path

import click

from redaksi.cli import output, sarif
from redaksi.cli.checked import Checked, article, file
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.cli.types import SeverityType
from redaksi.copydesk.engine import example_message
from redaksi.copydesk.load import with_examples
from redaksi.copydesk.rule import Example, Rule
from redaksi.copydesk.ruleset import Ruleset, standard
from redaksi.desk import rules
from redaksi.desk.imports import STDIN
from redaksi.desk.wording import field_name
from redaksi.domain.finding import Severity
from redaksi.domain.workflow import severity_name
from redaksi.errors import BadInput, NewsroomNotFound, NotFound, RedaksiError
from redaksi.i18n import _, current

FOUND = 1
"""The exit code when findings of the asked severity remain."""

_PARTICULARS = (
    *("headline", "byline", "dateline", "source", "editor"),
    *("photo", "alt", "caption", "credit"),
)
"""The fields of an example beside its text."""


@click.command(
    "check",
    cls=CliCommand,
    examples=(
        "redaksi check naskah.txt",
        "redaksi check 2611 --severity peringatan",
        "redaksi check --fix naskah.md",
        "redaksi check --sarif kiriman/*.txt > temuan.sarif",
    ),
    help=_(
        "Read the language of articles, files, or - for standard input. Ends with 1 where an "
        "error is left, or with "
        "--severity anything so grave. A file needs no newsroom."
    ),
)
@click.argument("targets", metavar="ID|FILE|-...", nargs=-1, required=True)
@click.option(
    "--severity",
    type=SeverityType(),
    help=_("Only what is at least so grave."),
)
@click.option(
    "--fix",
    is_flag=True,
    help=_("Mend what is safe, and tell what was done; of - the text goes out."),
)
@as_json
@click.option(
    "--sarif",
    "as_sarif",
    is_flag=True,
    help=_("One SARIF document, for editors and build servers."),
)
@pass_session
def check_command(
    session: Session,
    targets: tuple[str, ...],
    severity: Severity | None,
    fix: bool,
    as_json: bool,
    as_sarif: bool,
) -> int:
    if fix and STDIN in targets and (as_json or as_sarif or len(targets) > 1):
        raise BadInput(
            _("With --fix and - the mended text goes out, and nothing else."),
            _("Leave the other options away."),
        )
    # Cached so that a warning about the rules appears once.
    ruleset = cache(partial(_book, session))
    all_checked = [_checked(session, target, ruleset, fix=fix) for target in targets]
    least = severity or Severity.SARAN
    all_checked = [one.at_least(least) for one in all_checked]
    if as_sarif:
        output.document(sarif.document(all_checked, map(with_examples, ruleset().rules.values())))
    elif as_json:
        document: dict[str, object] = {
            "findings": [view for one in all_checked for view in one.views()]
        }
        if fix:
            document["fixed"] = [view for one in all_checked for view in one.views_of_done()]
        output.document(document)
    else:
        _say(all_checked, aside=fix and STDIN in targets)
    asked = least if severity else Severity.GALAT
    return FOUND if any(one.at_least(asked).findings for one in all_checked) else 0


@click.command(
    "rules",
    cls=CliCommand,
    examples=("redaksi rules", "redaksi rules di-kata-depan"),
    help=_("The rules of the copy desk; with ID one of them: what it says, its source, examples."),
)
@click.argument("rule_id", metavar="[ID]", required=False)
@as_json
@pass_session
def rules_command(session: Session, rule_id: str | None, as_json: bool) -> None:
    ruleset = _book(session)
    chosen = (
        [known_rule(ruleset, rule_id)] if rule_id is not None else list(ruleset.rules.values())
    )
    chosen = [with_examples(rule) for rule in chosen]
    if as_json:
        output.document([_view(rule) for rule in chosen])
    elif rule_id is not None:
        _explain(chosen[0])
    else:
        rows = (
            (rule.id, severity_name(rule.severity), rule.source, example_message(rule, current()))
            for rule in chosen
        )
        output.table((_("rule"), _("severity"), _("source"), _("message")), rows, flexible=3)


def known_rule(ruleset: Ruleset, rule_id: str) -> Rule:
    """The rule of `ruleset` with the id `rule_id`.

    Raises:
        NotFound: when there is no such rule; the hint lists similar ids.
    """
    if rule_id not in ruleset.rules:
        hint = _("See the rules with: redaksi rules.")
        if alike := get_close_matches(rule_id, ruleset.rules, n=3):
            question = _("Did you mean {names}?").format(names=", ".join(alike))
            hint = f"{question} {hint}"
        raise NotFound(_("There is no rule {id}.").format(id=rule_id), hint)
    return ruleset.rules[rule_id]


def _book(session: Session) -> Ruleset:
    """The rules of the newsroom, if there is one that may be used, else Redaksi's own rules."""
    try:
        folder = session.folder
    except RedaksiError as error:  # a newsroom found by searching: a check can do without it
        own = _("The rules that come with Redaksi are used.")
        output.warn(f"{error.sentence} {own}")
        return standard()
    try:
        return rules.at(folder).ruleset
    except NewsroomNotFound:
        return standard()


def _checked(
    session: Session, target: str, ruleset: Callable[[], Ruleset], *, fix: bool
) -> Checked:
    """The result of checking `target`: a file if there is one of that name, else an article.

    A file is checked by the rules that `ruleset` returns.
    """
    # No id contains a slash or a stop.
    if target == STDIN or Path(target).exists() or "/" in target or "." in target:
        return file(target, ruleset(), fix=fix)
    try:
        desk = session.open()
    except NewsroomNotFound:
        raise NotFound(
            _("There is no {path}.").format(path=target), _("Check the spelling.")
        ) from None
    return article(desk, target, fix=fix)


def _say(all_checked: Sequence[Checked], *, aside: bool) -> None:
    """Print the corrections and findings in the format of compiler messages.

    `aside` prints them on standard error, because the text itself goes to standard output.
    """
    for one in all_checked:
        if one.remark:
            output.warn(f"{one.path}: {one.remark}")
        for line in (*one.lines_of_done(), *one.lines()):
            click.echo(output.plain(line), err=aside)
        if aside:
            sys.stdout.buffer.write(one.data)


def _view(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "severity": rule.severity,
        "kind": rule.kind,
        "scopes": rule.scopes,
        "message": example_message(rule, current()),
        "source": rule.source,
        "words": {**rule.words, **rule.roots},
        "wrong": [{"text": one.text, "cut": one.cut, "fix": one.fix} for one in rule.wrong],
        "right": [one.text if isinstance(one, Example) else one for one in rule.right],
    }


def _explain(rule: Rule) -> None:
    output.line(f"{rule.id} ({severity_name(rule.severity)})")
    output.line(example_message(rule, current()))
    output.line(_("Source: {source}").format(source=rule.source))
    _examples(_("Wrong:"), (f"{_article(one)}{_fixed(one)}" for one in rule.wrong))
    _examples(_("Right:"), map(_article, rule.right))
    words = sorted({**rule.words, **rule.roots}.items())
    _examples(_("Words:"), (f"{wrong} → {right}" if right else wrong for wrong, right in words))


def _article(one: str | Example) -> str:
    """The text of `one`, and in brackets the particulars that it has."""
    if isinstance(one, str):
        return one
    filled = ((name, getattr(one, name)) for name in _PARTICULARS)
    told = "; ".join(f"{field_name(name)}: {value}" for name, value in filled if value)
    return f"{one.text}  [{told}]" if told else one.text


def _fixed(one: Example) -> str:
    return f"  ({one.cut} → {one.fix or '–'})" if one.fix is not None else ""


def _examples(title: str, lines: Iterable[str]) -> None:
    for number, line in enumerate(lines):
        if number == 0:
            output.line(f"\n{title}")
        output.line(f"  {line}")
