"""What reading an article of very many paragraphs costs in memory; the time of it is measured
in bench/.
"""

import gc
import tracemalloc
from collections.abc import Callable

from redaksi.copydesk import engine
from redaksi.copydesk.ruleset import standard
from redaksi.desk import copy_files
from redaksi.domain.article import Text


def peak(act: Callable[[], object]) -> int:
    """Bytes that `act` holds at most at a time."""
    gc.collect()
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def text(paragraphs: int) -> Text:
    return Text(
        headline="Judul", body=tuple(f"Alinea nomor {number}." for number in range(paragraphs))
    )


def per_paragraph(act: Callable[[int], object]) -> float:
    """Bytes that `act` holds more for each more of the paragraphs that it is given."""
    act(100)  # rules are compiled, modules loaded
    few, many = 1_000, 5_000
    return (peak(lambda: act(many)) - peak(lambda: act(few))) / (many - few)


def test_a_paragraph_that_is_read_costs_little_more_than_a_kilobyte() -> None:
    ruleset = standard()
    assert per_paragraph(lambda number: engine.check(text(number), ruleset)) < 1_300


def test_a_file_that_is_checked_costs_less_than_two_kilobytes_each() -> None:
    ruleset = standard()

    def check(number: int) -> object:
        return copy_files.prove(
            "\n\n".join(("Judul", *text(number).body)).encode(), "naskah.txt", ruleset
        )

    assert per_paragraph(check) < 1_900


def test_an_article_that_was_read_is_forgotten() -> None:
    ruleset = standard()
    engine.check(text(100), ruleset)
    gc.collect()
    tracemalloc.start()
    engine.check(text(3_000), ruleset)
    gc.collect()
    left = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert left < 300_000
