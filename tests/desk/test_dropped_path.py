"""The paths that terminals paste when a file is dropped on them."""

import shlex
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi.desk.dropped_path import path_in, picture_in, pictures_in

PATH = "/home/ani/Foto Banjir/rob (1).jpg"


@pytest.mark.parametrize(
    "text",
    [
        PATH,
        f" {PATH} \n",
        f"'{PATH}'",
        f'"{PATH}"',
        PATH.replace(" ", "\\ ").replace("(", "\\(").replace(")", "\\)"),
        "file:///home/ani/Foto%20Banjir/rob%20(1).jpg",
        "file://localhost/home/ani/Foto%20Banjir/rob%20%281%29.jpg",
    ],
)
def test_a_dropped_file_is_its_path(text: str) -> None:
    assert path_in(text) == picture_in(text) == PATH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "banjir.jpg",
        "Air surut / naik.jpg",
        "/a.jpg\n/b.jpg",
        "https://contoh.example/a.jpg",
        "file://server/a.jpg",
        "file://[/a.jpg",
        "'banjir.jpg'",
        "/" + "a" * 5000,
    ],
)
def test_anything_else_is_no_path(text: str) -> None:
    assert path_in(text) == ""


@pytest.mark.parametrize("text", ["/home/ani/naskah.txt", "/home", "~/foto"])
def test_a_path_of_something_else_is_no_picture(text: str) -> None:
    assert path_in(text) == text
    assert picture_in(text) == ""


names = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(st.lists(names, min_size=1, max_size=3).map(lambda parts: "/" + " ".join(parts)))
def test_every_path_survives_the_ways_of_terminals(path: str) -> None:
    assert path_in(shlex.quote(path)) == path
    assert path_in("file://" + quote(path)) == path


@given(st.text(max_size=40))
def test_no_text_is_more_than_no_path(text: str) -> None:
    assert path_in(text) or path_in(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "'/foto/rob 1.jpg' /foto/b.png",
        "/foto/rob\\ 1.jpg /foto/b.png",
        "/foto/rob 1.jpg\n/foto/b.png\n",
        "file:///foto/rob%201.jpg\r\nfile:///foto/b.png",
        "file:///foto/rob%201.jpg file:///foto/b.png",
    ],
)
def test_several_dropped_pictures_are_their_paths(text: str) -> None:
    assert pictures_in(text) == ("/foto/rob 1.jpg", "/foto/b.png")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Air surut.",
        "Lihat /foto/a.jpg dan /foto/b.jpg",
        "/foto/a.jpg\nSatu.",
        "a.jpg b.jpg",
        "x" * 300_000,
    ],
)
def test_a_text_with_paths_in_it_is_a_text(text: str) -> None:
    assert pictures_in(text) == ()


@given(
    st.lists(names, min_size=1, max_size=4).map(lambda parts: [f"/{part}.jpg" for part in parts])
)
def test_pictures_dropped_together_survive_the_ways_of_terminals(paths: list[str]) -> None:
    assert pictures_in(shlex.join(paths)) == tuple(paths)
    assert pictures_in(" ".join(map(shlex.quote, paths))) == tuple(paths)
    assert pictures_in("\r\n".join("file://" + quote(path) for path in paths)) == tuple(paths)
