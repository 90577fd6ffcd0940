"""The depth of plain data: levels of lists and mappings, as a definition by recursion counts."""

from hypothesis import given
from hypothesis import strategies as st

from redaksi.text.nesting import is_deep

DATA = st.recursive(
    st.none() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=12,
)


def depth(value: object) -> int:
    if not isinstance(value, dict | list):
        return 0
    inside = value.values() if isinstance(value, dict) else value
    return 1 + max(map(depth, inside), default=0)


@given(DATA, st.integers(0, 5))
def test_levels_are_counted_as_by_definition(value: object, most: int) -> None:
    assert is_deep(value, most) == (depth(value) > most)
