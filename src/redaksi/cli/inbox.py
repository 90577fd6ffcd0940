"""`redaksi inbox`: what waits for the person."""

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk import concern_words, views, wording
from redaksi.i18n import _


@click.command(
    "inbox",
    cls=CliCommand,
    examples=("redaksi inbox", "redaksi inbox --all --json", "redaksi inbox --read"),
    help=_(
        "What others did in the last two weeks that concerns you, and what is due: newest first, "
        "until you open the article."
    ),
)
@click.option("--all", "everything", is_flag=True, help=_("Also what you have read."))
@click.option("--read", "reads", is_flag=True, help=_("Note that you have read all of it."))
@as_json
@pass_session
def inbox_command(session: Session, everything: bool, reads: bool, as_json: bool) -> None:
    desk = session.open()
    found = [one for one in desk.inbox.told() if everything or one.unread]
    if as_json:
        output.document([views.told(one) for one in found])
    elif found:
        output.table(
            ["", _("id"), _("when"), _("what"), _("headline")],
            [
                (
                    "●" if one.unread else "",
                    one.row.id,
                    wording.age(one.concern.at, desk.now()),
                    concern_words.sentence(one.concern),
                    one.row.headline,
                )
                for one in found
            ],
            flexible=4,
        )
    else:
        output.say(_("Nothing waits for you."))
    if reads:
        desk.inbox.read_all()
