"""`redaksi waive` and `unwaive`: waive findings of the copy desk with a reason, or end that."""

import click

from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.copydesk import known_rule
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import views
from redaksi.errors import NotFound
from redaksi.i18n import _, ngettext

rule_id = click.argument("rule", metavar="RULE")


@click.command(
    "waive",
    cls=CliCommand,
    examples=(
        'redaksi waive 2611 judul-panjang --reason "Judul dari narasumber."',
        'redaksi waive 2611 tidak-baku --text "sekedar" --reason "Kutipan asli."',
    ),
    help=_(
        "Set aside what RULE finds in an article, or acknowledge it, with a reason that the "
        "record keeps. It does not "
        "come back in this text, and does not hold up its publication."
    ),
)
@article_id
@rule_id
@click.option("--text", metavar="WORDS", help=_("Only where these words were found."))
@click.option("--reason", required=True, metavar="TEXT", help=_("Why it may stand."))
@as_json
@pass_session
def waive_command(
    session: Session, article_id: str, rule: str, text: str | None, reason: str, as_json: bool
) -> None:
    desk = session.open()
    dossier, findings = desk.findings.check(article_id)
    known_rule(desk.findings.ruleset, rule)
    chosen = [one for one in findings if one.rule == rule and text in (None, one.text)]
    if not chosen:
        raise NotFound(
            _("{rule} finds nothing such in {id}.").format(rule=rule, id=dossier.id),
            _("See what is found with: redaksi check {id}").format(id=dossier.id),
        )
    after = desk.findings.waive(dossier.id, chosen, reason, dossier.version)
    count = ngettext(
        "{count} finding of {rule} waived.", "{count} findings of {rule} waived.", len(chosen)
    )
    waived = [{"rule": one.rule, "text": one.text} for one in chosen]
    answer(
        as_json,
        [{**views.brief(after), "waived": waived}],
        count.format(count=len(chosen), rule=rule),
    )


@click.command(
    "unwaive",
    cls=CliCommand,
    examples=("redaksi unwaive 2611 judul-panjang",),
    help=_("Let what RULE finds in an article stand again."),
)
@article_id
@rule_id
@as_json
@pass_session
def unwaive_command(session: Session, article_id: str, rule: str, as_json: bool) -> None:
    dossier = session.open().findings.unwaive(article_id, rule)
    answer(as_json, [views.brief(dossier)], _("What {rule} finds stands again.").format(rule=rule))
