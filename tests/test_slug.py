"""Names that are slugs already are taken as they are: `slugify` would say the same."""

from hypothesis import given
from hypothesis import strategies as st
from slugify import slugify

from redaksi.text.slug import LIMIT, slug


@given(st.from_regex(r"[a-z0-9-]{1,90}", fullmatch=True))
def test_a_name_of_letters_figures_and_hyphens_is_named_as_slugify_names_it(name: str) -> None:
    expected = slugify(name, max_length=LIMIT, word_boundary=True, save_order=True)
    assert slug(name, "naskah") == (expected or "naskah")


def test_only_a_slug_is_taken_as_it_is() -> None:
    assert slug("Banjir-Rob", "") == "banjir-rob"
    assert slug("banjir--rob", "") == "banjir-rob"
    assert len(slug("a-" * LIMIT + "a", "")) <= LIMIT
