"""docs/exit-codes.md agrees with `redaksi.errors`."""

import inspect
import re
from pathlib import Path

from redaksi import cli, errors
from redaksi.desk import conflict

DOCUMENT = (Path(__file__).parents[2] / "docs" / "exit-codes.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (\d+) \|(.*?)\|", DOCUMENT, re.MULTILINE))


def test_every_error_stands_in_the_row_of_its_code() -> None:
    classes = {
        error
        for module in (errors, conflict)
        for _name, error in inspect.getmembers(module, inspect.isclass)
        if issubclass(error, errors.RedaksiError)
    }
    documented = {
        (name, int(code)) for code, names in ROWS.items() for name in re.findall(r"`(\w+)`", names)
    }
    assert documented == {(error.__name__, error.exit_code) for error in classes}


def test_the_codes_without_an_error_are_those_of_the_command_line() -> None:
    assert {int(code) for code, names in ROWS.items() if not names.strip()} == {
        0,
        2,
        cli.UNEXPECTED,
        cli.INTERRUPTED,
    }


def test_the_tree_in_the_module_names_the_same_codes() -> None:
    drawn = re.findall(r"^(?:[│ ]*[├└]── )?(\w+) +(\d)\b", errors.__doc__ or "", re.MULTILINE)
    assert len(drawn) >= 6
    assert all(getattr(errors, name).exit_code == int(code) for name, code in drawn)
