"""Errors that are seeded one at a time into clean copy are found (docs/copydesk.md).

The floors are measured shares.
"""

import pytest

from tests.copydesk import seeded

FLOORS = {
    "kata": 0.91,
    "ktsp": 0.93,
    "serangkai": 0.93,
    "di-ke": 1.0,
    "partikel": 0.92,
    "angka": 0.93,
    "tanggal": 0.9,
    "kapital": 0.9,
    "merek": 1.0,
    "ganda": 1.0,
    "lewah": 0.9,
    "diksi": 0.92,
    "petik": 1.0,
    "tanda": 0.91,
    "struktur": 1.0,
    "etik": 1.0,
}


def test_every_group_has_a_floor() -> None:
    assert {seed.group for seed in seeded.seeds()} == FLOORS.keys()
    assert len(seeded.seeds()) >= 300


def test_every_error_stands_once_in_its_article() -> None:
    assert [
        seed for seed in seeded.seeds() if seeded.articles()[seed.article].count(seed.right) != 1
    ] == []


@pytest.mark.parametrize("group", FLOORS)
def test_errors_of_this_group_are_found(group: str) -> None:
    seeds = [seed for seed in seeded.seeds() if seed.group == group]
    missed = [seed for seed in seeds if not seeded.caught(seed)]
    assert 1 - len(missed) / len(seeds) >= FLOORS[group], missed
