"""`redaksi figures` for people, programs and spreadsheets."""

import csv
import io

import pytest

from tests.cli.conftest import Cli

ANI = "Ani Editor"


def test_people_programs_and_spreadsheets_get_the_same_numbers(cli: Cli) -> None:
    assert cli("figures").out == "Nothing happened in that time.\n"
    article = cli.published("Banjir")
    told = cli("figures").out
    assert "begin to publication" in told
    found = cli("figures", "--json").json["figures"]
    rows = list(csv.DictReader(io.StringIO(cli("figures", "--csv").out.lstrip("\ufeff"))))
    assert [(one["kind"], one["name"], one["count"]) for one in found] == [
        (row["figure"], row["name"], int(row["count"])) for row in rows
    ]
    assert {one["kind"] for one in found} == {"turnaround", "rubrics", "people"}
    assert all(one["articles"] == [article] for one in found)
    assert all(row["articles"] == article for row in rows)


def test_a_span_without_an_article_has_no_figures(cli: Cli) -> None:
    cli.published("Banjir")
    assert cli("figures", "--to", "1/1/2020", "--json").json["figures"] == []


@pytest.mark.parametrize(
    "options",
    [("--csv", "--json"), ("--from", "2/1/2020", "--to", "1/1/2020"), ("--from", "kapan-kapan")],
)
def test_what_cannot_be_is_refused(cli: Cli, options: tuple[str, ...]) -> None:
    cli.fails(6, "figures", *options)
