"""Errors seeded one at a time into clean copy are found; the floors are what was measured (docs/copydesk.md)."""

import pytest

from tests.copydesk import seeded

FLOORS = {
    "kata": 0.9,
}


@pytest.mark.parametrize("group", FLOORS)
def test_errors_of_this_group_are_found(group: str) -> None:
    seeds = [seed for seed in seeded.seeds() if seed.group == group]
    missed = [seed for seed in seeds if not seeded.caught(seed)]
    assert 1 - len(missed) / len(seeds) >= FLOORS[group], missed
