"""Particulars with a photo take at most half of the keys that they took."""

from pathlib import Path

import pytest

from redaksi.desk import Desk

from .photo_keys import BEFORE, NOW, filled, tried


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_photo_with_its_words_takes_at_most_half_of_the_keys(
    desk: Desk, tmp_path: Path, size: tuple[int, int]
) -> None:
    assert 2 * len(NOW) <= len(BEFORE)
    article = await tried(desk, NOW, tmp_path, size)
    assert all(filled(article).values()), filled(article)


async def test_a_key_less_leaves_a_value_out(desk: Desk, tmp_path: Path) -> None:
    without_path = tuple(key for key in NOW if key != "FILE")
    assert not all(filled(await tried(desk, without_path, tmp_path, (80, 24))).values())
