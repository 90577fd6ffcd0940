"""Arguments and options that many commands share."""

import click

from redaksi.cli import offers
from redaksi.i18n import _

article_id = click.argument("article_id", metavar="ID", shell_complete=offers.articles)
article_ids = click.argument(
    "ids", metavar="ID...", nargs=-1, required=True, shell_complete=offers.articles
)
of_rubric = click.option(
    "--rubric",
    metavar="RUBRIC",
    default="",
    shell_complete=offers.rubrics,
    help=_("Only this rubric."),
)
as_json = click.option(
    "--json", "as_json", is_flag=True, help=_("One JSON document on standard output.")
)
