"""`redaksi chat`: a published article as a short text for chats and social media."""

import click

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk.chats import App
from redaksi.i18n import _


@click.command(
    "chat",
    cls=CliCommand,
    examples=("redaksi chat 2611", "redaksi chat 2611 --for whatsapp | wl-copy"),
    help=_(
        "A published article as a short text for chats and social media: headline, two sentences, "
        "link and hashtags, with the marks and limits of each application."
    ),
)
@article_id
@click.option(
    "--for",
    "name",
    metavar="APP",
    type=click.Choice([app.value for app in App]),
    help=", ".join(App),
)
@as_json
@pass_session
def chat_command(session: Session, article_id: str, name: str | None, as_json: bool) -> None:
    texts = [
        one for one in session.open().chats.texts(article_id) if name in (None, one.app.value)
    ]
    if as_json:
        output.document(texts)
        return
    for number, one in enumerate(texts):
        if name is None:
            output.line(("\n" if number else "") + f"[{one.app.label}]")
        output.line(one.text)
    for remark in dict.fromkeys(one.remark for one in texts if one.remark):
        output.warn(remark)
