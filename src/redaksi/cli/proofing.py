"""`redaksi proof`: a printable page of an article, for people who read on paper."""

from pathlib import Path

import click
import msgspec

from redaksi.cli import output
from redaksi.cli.command import CliCommand
from redaksi.cli.options import article_id, as_json
from redaksi.cli.session import Session, pass_session
from redaksi.i18n import _


@click.command(
    "proof",
    cls=CliCommand,
    examples=("redaksi proof 2611 --out cetak.html", "redaksi proof 2611 > cetak.html"),
    help=_(
        "A printable page of an article at any stage, with numbered lines, notes and findings. "
        "Each page says whether the text is published."
    ),
)
@article_id
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help=_("The file; without it the page goes to standard output."),
)
@click.option("--force", is_flag=True, help=_("Replace FILE if it is there."))
@as_json
@pass_session
def proof_command(
    session: Session, article_id: str, out: Path | None, force: bool, as_json: bool
) -> None:
    desk = session.open()
    proof = desk.proofs.page(article_id)
    if out:
        desk.proofs.write(proof, out, force=force)
    if as_json:
        data = msgspec.to_builtins(proof)
        output.document({**data, "path": str(out or ""), "html": "" if out else data["html"]})
    elif out:
        output.say(_("{path} is written. Print it from a browser.").format(path=out))
    else:
        output.line(proof.html.rstrip("\n"))
