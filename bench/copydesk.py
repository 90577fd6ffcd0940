"""The speed of the copy desk: loading the rules, the first article, a thousand words.

The check of a thousand words is measured beside proselint, where that is installed.
"""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from bench.table import Line, Options, shown
from redaksi import importers

SAMPLES = Path(__file__).parents[1] / "data" / "samples"
FIRST = 500
"""Words of the first article that is checked after a start."""
TIMES = 5
ROUNDS = 10
A_SECOND = 150
"""The goal: thousands of words that are checked in one second."""

LOAD = """
from time import process_time as now
import redaksi.domain.article
from redaksi.copydesk import engine, load
began = now(); from redaksi.copydesk import ruleset; ruleset.standard(); print(now() - began)
"""
CHECK = """
from time import process_time as now
import sys
from redaksi.domain.article import Text
from redaksi.copydesk import engine, ruleset
rules, text = ruleset.standard(), Text(headline="Warga Menanam Bakau", body=tuple(sys.stdin.read().split("\\n\\n")))
began = now(); engine.check(text, rules); print(now() - began)
began = now()
for _ in range({rounds}): engine.check(text, rules)
print(now() - began)
"""  # noqa: E501
PROSELINT = """
from time import process_time as now
import sys
from proselint.config import DEFAULT
from proselint.registry import CheckRegistry
from proselint.checks import __register__
from proselint.tools import LintFile
CheckRegistry().register_many(__register__)
text = sys.stdin.read()
LintFile("-", content=text).lint(DEFAULT)
began = now()
LintFile("-", content=text).lint(DEFAULT)
print(now() - began)
"""
LOOP = """
from time import process_time as now
began = now(); sum(number * number % 7 for number in range(300_000)); print(now() - began)
"""
"""A measure of the present speed of this machine.

The loop takes 15 ms on the processor that the goals are for, when nothing else runs there.
"""


def lines(_options: Options) -> Iterator[Line]:
    """The lines of this part: processor time, as medians of several fresh processes."""
    paragraphs = _paragraphs()
    body = "\n\n".join(paragraphs)
    first = "\n\n".join(_beginning(paragraphs))
    yield Line("copy desk: rules loaded", _usual(LOAD)[0], most=0.060)
    yield Line(
        f"copy desk: first article of {FIRST} words",
        _usual(CHECK.format(rounds=1), first)[0],
        most=0.010,
    )
    again = _usual(CHECK.format(rounds=ROUNDS), body)[1] / ROUNDS
    thousands = len(body.split()) / 1000
    beside = (
        f"proselint {shown(_usual(PROSELINT, body)[0] / thousands)}"
        if find_spec("proselint")
        else ""
    )
    yield Line(
        f"copy desk: 1,000 words, all rules ({A_SECOND},000 a second)",
        again / thousands,
        beside,
        most=1 / A_SECOND,
    )
    yield Line("copy desk: a bare loop at that time (usually 15 ms)", _usual(LOOP)[0])


def _paragraphs() -> list[str]:
    """The paragraphs of all sample articles."""
    texts = [
        importers.read(path.read_bytes(), path.name).text for path in sorted(SAMPLES.iterdir())
    ]
    return [paragraph for text in texts for paragraph in text.body]


def _beginning(paragraphs: list[str]) -> Iterator[str]:
    words = 0
    for paragraph in paragraphs:
        yield paragraph
        words += len(paragraph.split())
        if words >= FIRST:
            return


def _usual(code: str, text: str = "") -> list[float]:
    """The medians of the numbers that `code` prints, in seconds.

    The code runs in `TIMES` fresh processes with `text` as input.
    """
    run = partial(
        subprocess.run,
        [sys.executable, "-c", code],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    )
    printed = ([float(line) for line in run().stdout.split()] for _ in range(TIMES))
    return [median(column) for column in zip(*printed, strict=True)]
