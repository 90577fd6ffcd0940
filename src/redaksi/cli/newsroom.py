"""`redaksi init` and `redaksi demo`: create a newsroom."""

import shlex
from pathlib import Path

import click

from redaksi.cli.change_report import answer
from redaksi.cli.command import CliCommand
from redaksi.cli.options import as_json
from redaksi.cli.session import Session, pass_session
from redaksi.desk.demo import create as create_demo
from redaksi.desk.newsroom import create
from redaksi.desk.wording import number
from redaksi.i18n import _


@click.command(
    "init",
    cls=CliCommand,
    examples=("redaksi init ~/ruang",),
    help=_("Make an empty newsroom in DIR; you are its chief."),
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, readable=False))
@as_json
@pass_session
def init_command(session: Session, folder: Path, as_json: bool) -> None:
    create(folder, session.identity)
    made = _("{path} is a newsroom now.").format(path=folder)
    said = f"{made} {_opened(folder)}"
    answer(as_json, [{"path": str(folder), "articles": 0}], said)


@click.command(
    "demo",
    cls=CliCommand,
    examples=(
        "redaksi demo",
        "redaksi demo ~/contoh",
    ),
    help=_("Make a newsroom from the sample copy, in DIR or where `redaksi` looks for one."),
)
@click.argument(
    "folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path, readable=False)
)
@as_json
@pass_session
def demo_command(session: Session, folder: Path | None, as_json: bool) -> None:
    folder = folder or session.folder
    count = create_demo(folder, session.identity)
    made = _("{path} is a newsroom with {count} articles.").format(
        path=folder, count=number(count)
    )
    answer(as_json, [{"path": str(folder), "articles": count}], f"{made} {_opened(folder)}")


def _opened(folder: Path) -> str:
    return _("Open it with: redaksi --newsroom {path}").format(path=shlex.quote(str(folder)))
