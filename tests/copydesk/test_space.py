"""The memory for checking an article with very many paragraphs; bench/ measures the time."""

import gc
import tracemalloc
from collections.abc import Callable

from redaksi.copydesk import engine
from redaksi.copydesk.ruleset import standard
from redaksi.desk import copy_files
from redaksi.domain.article import Text


def peak(act: Callable[[], object]) -> int:
    """The peak memory of `act`, in bytes."""
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
    """The growth of the peak memory of `act` for each more paragraph, in bytes."""
    act(100)  # compiles rules and loads modules
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
