"""`redaksi deliver`, `withdraw`, `targets` and `status`: articles at the newsroom's targets."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import click
import msgspec

from redaksi.cli import offers, output
from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand, CliGroup
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import Desk
from redaksi.desk.deliveries import DeliveryReport, Outcome, Permission
from redaksi.desk.wording import moment, number, state_name
from redaksi.domain.delivery import State
from redaksi.errors import Refused
from redaksi.i18n import _, ngettext
from redaksi.text import clean

_GOOD = {State.DELIVERED, State.WITHDRAWN, State.EMBARGOED}
"""The states that ask nobody to act."""
_DUE = {State.WAITING, State.OUTDATED}
"""The states that a delivery would end."""


@click.command(
    "deliver",
    cls=CliCommand,
    examples=(
        "redaksi deliver --all",
        "redaksi deliver 2611 --to situs",
        "redaksi deliver --to situs --dry-run",
    ),
    help=_(
        "Bring published texts to the targets of newsroom.toml: the articles ID, or all that are "
        "due. Nothing is sent twice, nothing before its embargo, and nothing over a change that "
        "somebody made there."
    ),
)
@click.argument("ids", metavar="[ID...]", nargs=-1, shell_complete=offers.articles)
@click.option(
    "--to",
    "names",
    metavar="TARGET",
    multiple=True,
    shell_complete=offers.targets,
    help=_("Only to this target; may be given several times."),
)
@click.option("--all", "everything", is_flag=True, help=_("To all targets."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would be done."))
@click.option(
    "--overwrite",
    is_flag=True,
    help=_("Also over a change made at the target, or anew where it was removed (a chief's)."),
)
@click.option(
    "--adopt",
    is_flag=True,
    help=_("Take over a page of the article that the ledger does not know (a chief's)."),
)
@as_json
@pass_session
def deliver_command(
    session: Session,
    ids: tuple[str, ...],
    names: tuple[str, ...],
    everything: bool,
    dry_run: bool,
    overwrite: bool,
    adopt: bool,
    as_json: bool,
) -> int:
    if not (ids or names or everything):
        raise click.UsageError(_("Name articles by ID or a target by --to, or say --all."))
    if names and everything:
        raise click.UsageError(_("Say either --to or --all."))
    desk = session.open()
    with output.progress(_("Delivering")) as advance:
        report = desk.deliveries.deliver(
            ids, names, allowed=Permission(overwrite, adopt), dry_run=dry_run, progress=advance
        )
    for trouble in report.troubles:
        output.warn(f"{trouble.target}: {trouble.message}")
    fine = _GOOD | _DUE if dry_run else _GOOD
    if as_json:
        output.document(report.outcomes)
    else:
        _tell(report, fine, desk.deliveries.headlines(report))
        if dry_run and report.outcomes:
            output.say(_("Nothing was sent: this was a dry run."))
    return _exit_code(report, fine)


def _tell(report: DeliveryReport, fine: Collection[State], headlines: Mapping[str, str]) -> None:
    """One line for each article; those that are not `fine` go to standard error."""
    for one in report.outcomes:
        tell = output.line if one.state in fine else output.warn
        tell(_sentence(one, fine, headlines))
    if not report.outcomes and not report.troubles:
        output.say(_("Nothing is due."))


def tell_published(desk: Desk, ids: Sequence[str]) -> None:
    """Deliver the articles `ids`, just published, where the settings ask for it.

    What became of them is told on standard error, apart from the answer about the publication.
    """
    report = desk.deliveries.published(ids)
    for trouble in report.troubles:
        output.warn(f"{trouble.target}: {trouble.message}")
    headlines = desk.deliveries.headlines(report)
    for one in report.outcomes:
        output.warn(_sentence(one, _GOOD, headlines))


def _sentence(one: Outcome, fine: Collection[State], headlines: Mapping[str, str]) -> str:
    """What became of one article at one target, with the link or the reason."""
    headline = headlines.get(one.article, "")
    text = f"{one.target} {one.article} {headline}: {state_name(one.state)}"
    if one.state in fine:
        return f"{text} {one.link or one.message}".rstrip()
    return f"{text}. {one.message}".rstrip(". ") + "."


def _exit_code(report: DeliveryReport, fine: Collection[State]) -> int:
    codes = [trouble.exit_code for trouble in report.troubles]
    if any(one.state not in fine for one in report.outcomes):
        codes.append(Refused.exit_code)
    return max(codes, default=0)


@click.command(
    "withdraw",
    cls=CliCommand,
    examples=('redaksi withdraw 2611 --from situs --reason "salah kirim"',),
    help=_("Take an article from the readers of a target; it goes to the bin there (a chief's)."),
)
@click.argument("article_id", metavar="ID", shell_complete=offers.articles)
@click.option(
    "--from",
    "name",
    metavar="TARGET",
    required=True,
    shell_complete=offers.targets,
    help=_("The target."),
)
@click.option("--reason", metavar="TEXT", required=True, help=_("Why; the ledger keeps it."))
@as_json
@pass_session
def withdraw_command(
    session: Session, article_id: str, name: str, reason: str, as_json: bool
) -> None:
    outcome = session.open().deliveries.withdraw(article_id, name, reason)
    if outcome.message != clean.line(reason):  # some files stay, and may still name the article
        output.warn(outcome.message)
    answer(
        as_json,
        [msgspec.to_builtins(outcome)],
        _("{id} is withdrawn from {target}.").format(id=outcome.article, target=outcome.target),
    )


@click.group(
    "targets",
    cls=CliGroup,
    invoke_without_command=True,
    examples=("redaksi targets", "redaksi targets check situs"),
    help=_("The targets of the newsroom: where they lead, and whether you trust them."),
)
@as_json
@pass_session
@click.pass_context
def targets_command(context: click.Context, session: Session, as_json: bool) -> None:
    """The group of commands about targets; alone it lists them."""
    if context.invoked_subcommand:
        return
    desk = session.open()
    targets = desk.deliveries.targets()
    if as_json:
        output.document(targets)
        return
    if not targets:
        output.say(_("This newsroom has no targets. Write a [[target]] into newsroom.toml."))
        return
    output.table(
        (_("target"), _("kind"), _("place"), _("trusted")),
        ((one.name, one.kind, one.place, _("yes") if one.trusted else _("no")) for one in targets),
        flexible=2,
    )
    for one in targets:
        if one.begun:
            output.say(
                _("{target} gets what is published after {at}.").format(
                    target=one.name, at=moment(one.begun, desk.house.zone)
                )
            )
        for problem in one.problems:
            output.warn(f"{one.name}: {problem}")


@targets_command.command(
    "check",
    examples=("redaksi targets check situs",),
    help=_("Try the target without sending anything, and say what is in the way."),
)
@click.argument("name", metavar="TARGET", shell_complete=offers.targets)
@as_json
@pass_session
@click.pass_context
def check_target(context: click.Context, session: Session, name: str, as_json: bool) -> int:
    as_json = as_json or bool(context.parent and context.parent.params["as_json"])
    problems = session.open().deliveries.check(name)
    if as_json:
        output.document({"target": name, "problems": problems})
    else:
        for problem in problems:
            output.warn(f"{name}: {problem}")
        if not problems:
            output.say(_("{target} is ready.").format(target=name))
    return Refused.exit_code if problems else 0


@click.command(
    "status",
    cls=CliCommand,
    examples=("redaksi status", "redaksi status 2611", "redaksi status --json"),
    help=_("Which target shows which text; without ID, everything that waits or differs."),
)
@click.argument("ids", metavar="[ID...]", nargs=-1, shell_complete=offers.articles)
@as_json
@pass_session
def status_command(session: Session, ids: tuple[str, ...], as_json: bool) -> None:
    deliveries = session.open().deliveries
    states = deliveries.status(ids)
    if as_json:
        output.document(states)
        return
    shown = [one for one in states if ids or one.state is not State.DELIVERED]
    if shown:
        _status_table(shown, deliveries.headlines(DeliveryReport(outcomes=tuple(shown))))
    _counts(states)


def _status_table(states: Sequence[Outcome], headlines: Mapping[str, str]) -> None:
    output.table(
        (_("target"), _("article"), _("state"), _("headline"), _("link or cause")),
        (
            (
                one.target,
                one.article,
                state_name(one.state),
                headlines.get(one.article, ""),
                one.link or one.message,
            )
            for one in states
        ),
        flexible=3,
        spare=(4,),
    )


def _counts(states: Sequence[Outcome]) -> None:
    """How many articles each target shows as they are."""
    counts = Counter(one.target for one in states if one.state is State.DELIVERED)
    for target, count in sorted(counts.items()):
        sentence = ngettext(
            "{target} shows {count} article as it was signed off.",
            "{target} shows {count} articles as they were signed off.",
            count,
        )
        output.say(sentence.format(target=target, count=number(count)))
    if not states:
        output.say(_("Nothing was delivered, and nothing is due."))
