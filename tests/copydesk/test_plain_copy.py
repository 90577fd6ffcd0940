"""The copy desk has no findings in correct copy and only true findings on a real page."""

from pathlib import Path

import pytest

from redaksi.copydesk import engine, ruleset
from redaksi.domain.finding import Severity
from redaksi.importers import page
from tests.copydesk import seeded

PAGE = Path(__file__).parents[3] / "shared" / "copy" / "jatimnow-kehumasan.txt"
TRULY_WRONG = {"sekedar", "hoax", "konkrit", "kerjasama", "tiktok", "mengedepan"}
"""The errors that a copy editor marks on that page, in lower case (docs/copydesk.md)."""


@pytest.mark.parametrize("number", seeded.articles())
def test_clean_copy_is_left_alone(number: str) -> None:
    found = engine.check(seeded.text(seeded.articles()[number]), ruleset.standard(), "Redaktur")
    assert [(one.rule, one.text) for one in found] == []


def test_a_real_page_has_no_wrong_galat() -> None:
    if not PAGE.exists():
        pytest.skip("the real page is no part of the repository")
    found = engine.check(page.read(PAGE.read_text("utf-8")).text, ruleset.standard())
    grave = {one.text.lower() for one in found if one.severity is Severity.GALAT}
    assert {"sekedar", "hoax", "konkrit"} <= grave <= TRULY_WRONG
    assert [one.text for one in found if one.severity is Severity.ETIK] == []
