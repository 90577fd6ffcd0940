"""Pictures leave upright, small and without metadata; hostile ones are refused in a sentence."""

import os
import resource
import signal
import sys
import threading
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from redaksi.errors import BadInput
from redaksi.pictures.exchange import PictureFacts
from redaksi.pictures.studio import Studio
from redaksi.system import child as child_module
from tests.pictures.pieces import (
    CAMERA,
    exif,
    metadata,
    opened,
    photo,
    picture,
    png,
    saved,
    with_iptc,
    xmp,
)

RED, BLUE = (255, 0, 0), (0, 0, 255)


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio()


def near(found: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - two) < 40 for one, two in zip(found[:3], wanted, strict=True))


# Upright, small, bare


def test_no_place_and_no_camera_leaves(studio: Studio) -> None:
    original = with_iptc(photo(), {(2, 120): b"Rahasia"})
    assert {"APP1", "APP13", "COM"} <= {*metadata(original)}  # the reader sees what is there
    assert CAMERA.encode() in original
    made = studio.web_files(original, 2000)
    for data in (made.jpeg, made.webp):
        assert metadata(data) == []
        for trace in (CAMERA.encode(), b"Exif", b"GPS", b"xmp", b"Rahasia"):
            assert trace not in data
        assert not opened(data).getexif()


@pytest.mark.parametrize("name", ["PNG", "WEBP"])
def test_metadata_of_other_formats_is_dropped_too(studio: Studio, name: str) -> None:
    options: dict[str, object] = (
        {"exif": exif(), "xmp": xmp("Rahasia")} if name == "WEBP" else {"exif": exif()}
    )
    original = saved(picture(), name, **options)
    assert CAMERA.encode() in original
    made = studio.web_files(original, 2000)
    for data in (made.jpeg, made.webp):
        assert metadata(data) == []
        assert CAMERA.encode() not in data


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_upright(studio: Studio, orientation: int) -> None:
    """A viewer that honours EXIF shows the original and the result alike."""
    turned = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    upright = picture(400, 300)
    stored = upright.transpose(turned[orientation]) if orientation > 1 else upright
    original = saved(stored, exif=exif(orientation), quality=95)
    made = studio.web_files(original, 2000)
    assert (made.width, made.height) == (400, 300)
    for data in (made.jpeg, made.webp):
        image = opened(data).convert("RGB")
        assert image.size == (400, 300)
        assert near(image.getpixel((20, 20)), RED)
        for corner in ((380, 20), (20, 280), (380, 280)):
            assert near(image.getpixel(corner), BLUE)
    look = studio.look(original)
    assert (look.width, look.height) == (400, 300)


@pytest.mark.parametrize(
    ("size", "longest", "wanted"),
    [
        ((4000, 3000), 2000, (2000, 1500)),
        ((3000, 4000), 2000, (1500, 2000)),
        ((4000, 3000), 800, (800, 600)),
        ((300, 200), 2000, (300, 200)),
        ((3000, 2), 1000, (1000, 1)),
        ((1, 1), 2000, (1, 1)),
    ],
)
def test_no_side_is_longer_than_asked_and_nothing_is_enlarged(
    studio: Studio, size: tuple[int, int], longest: int, wanted: tuple[int, int]
) -> None:
    made = studio.web_files(saved(picture(*size)), longest)
    assert (made.width, made.height) == wanted
    assert opened(made.jpeg).size == opened(made.webp).size == wanted
    assert (opened(made.jpeg).format, opened(made.webp).format) == ("JPEG", "WEBP")


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        *(("PNG", mode) for mode in ("RGB", "RGBA", "P", "L", "LA", "1", "I;16")),
        *(("JPEG", mode) for mode in ("RGB", "L", "CMYK")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
        ("GIF", "P"),
    ],
)
def test_every_kind_of_colours_becomes_a_picture_of_the_web(
    studio: Studio, name: str, mode: str
) -> None:
    grey = Image.new("I;16", (40, 30), 40_000) if mode == "I;16" else None
    made = studio.web_files(saved(grey or picture(40, 30, mode), name), 2000)
    assert opened(made.jpeg).mode == "RGB"
    assert opened(made.webp).mode in {"RGB", "RGBA"}
    assert opened(made.jpeg).size == (40, 30)
    if grey:
        assert near(opened(made.jpeg).getpixel((5, 5)), (155, 155, 155))


def test_what_is_transparent_stays_so_and_is_white_as_jpeg(studio: Studio) -> None:
    made = studio.web_files(saved(Image.new("RGBA", (40, 30), (255, 0, 0, 0)), "PNG"), 2000)
    assert near(opened(made.jpeg).getpixel((5, 5)), (255, 255, 255))
    assert opened(made.webp).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_colours_of_another_profile_are_converted_and_the_profile_is_dropped(
    studio: Studio,
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profiled = studio.web_files(saved(picture(), icc_profile=profile), 2000)
    assert metadata(profiled.jpeg) == metadata(profiled.webp) == []
    assert near(opened(profiled.jpeg).getpixel((20, 20)), RED)
    broken = studio.web_files(saved(picture(), icc_profile=b"x" * 200), 2000)
    assert near(opened(broken.jpeg).getpixel((20, 20)), RED)


# Words in the file


def test_words_of_xmp_and_iptc_are_found(studio: Studio) -> None:
    words = xmp("Banjir di Sidoarjo", "Ani", "Antara", "Warga di atap")
    look = studio.look(photo(words=words))
    assert look == PictureFacts(
        "JPEG", 400, 300, "Banjir di Sidoarjo", "Ani/Antara", "Warga di atap"
    )
    for encoding, mark in (("utf-8", {(1, 90): b"\x1b%G"}), ("cp1252", {})):
        fields = {(2, 120): "Café “Ramai”".encode(encoding), (2, 80): b"Budi"}
        look = studio.look(with_iptc(saved(picture()), {**mark, **fields}))
        assert (look.caption, look.credit, look.alt) == ("Café “Ramai”", "Budi", "")
    both = with_iptc(photo(words=xmp("Baru")), {(2, 120): b"Lama", (2, 110): b"Antara"})
    assert (studio.look(both).caption, studio.look(both).credit) == ("Baru", "Antara")


BOMB = (
    b"""<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>"""
)


DECLARED = (
    '<!DOCTYPE x [<!ENTITY a "Diganti">]><x xmlns:d="http://purl.org/dc/elements/1.1/">'
    "<d:description>&a;</d:description></x>"
)


def test_no_declaration_passes_in_another_encoding(studio: Studio) -> None:
    plain = DECLARED.partition("]>")[2].replace("&a;", "Banjir")
    for encoding in ("utf-8", "utf-8-sig"):
        assert studio.look(saved(picture(), xmp=plain.encode(encoding))).caption == "Banjir"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be"):
        packet = ("\ufeff" * (encoding == "utf-16-be") + DECLARED).encode(encoding)
        assert studio.look(saved(picture(), xmp=packet)).caption == ""


@pytest.mark.parametrize(
    "packet", [BOMB, b"<x", b"\xff\xfe", b"<x>" * 5000, xmp("Ya").replace(b"</rdf:RDF>", b"")]
)
def test_words_that_cannot_be_read_are_none(studio: Studio, packet: bytes) -> None:
    look = studio.look(saved(picture(), xmp=packet))
    assert (look.caption, look.credit, look.alt) == ("", "", "")


# Previews


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK", "I;16", "1", "LA"])
def test_a_preview_is_small_and_shows_the_picture(studio: Studio, mode: str) -> None:
    name = {"CMYK": "JPEG"}.get(mode, "PNG")
    data = saved(picture(4000, 2000).convert("L" if mode == "I;16" else "RGB").convert(mode), name)
    preview = studio.look(data, (36, 20)).preview
    assert preview is not None
    assert (preview.width, preview.height) == (36, 18)
    assert len(preview.rgb) == 3 * 36 * 18
    corner, last = preview.rgb[:3], preview.rgb[-3:]
    assert corner != last or mode == "I;16"
    if mode in {"RGB", "RGBA", "P", "CMYK"}:
        assert near(tuple(corner), RED)


def test_a_preview_is_upright_and_only_made_when_asked_for(studio: Studio) -> None:
    data = photo(400, 200, orientation=6)
    assert studio.look(data).preview is None
    preview = studio.look(data, (36, 20)).preview
    assert preview is not None
    assert (preview.width, preview.height) == (10, 20)


# Hostile pictures


BOMBS = {
    "a header without rows": png(20_000, 20_000, bytes(1000)),
    "the greatest header": png(2**31 - 1, 2**31 - 1),
    "400 million pixels": saved(Image.new("1", (20_000, 20_000)), "PNG"),
    "little more than is taken": saved(Image.new("1", (10_001, 10_000)), "PNG"),
    "a GIF": b"GIF89a" + b"\xff\xff\xff\xff" + bytes(3) + b",\0\0\0\0" + b"\xff" * 4 + bytes(50),
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_by_its_header(studio: Studio, bomb: bytes) -> None:
    assert len(bomb) < 1_000_000
    for ask in (studio.look, lambda data: studio.web_files(data, 2000)):
        with pytest.raises(BadInput, match="100 million pixels"):
            ask(bomb)


def test_a_picture_within_the_limits_is_taken_however_well_it_is_packed(studio: Studio) -> None:
    made = studio.web_files(saved(Image.new("L", (9_000, 9_000)), "PNG"), 2000)
    assert (made.width, made.height) == (2000, 2000)


BROKEN = {
    "nothing": b"",
    "a letter": b"x",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "EPS": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    **{name: saved(picture(), name) for name in ("TIFF", "BMP", "PDF", "ICO")},
    "the first bytes of a JPEG": b"\xff\xd8\xff",
    "a header that is cut off": photo()[:20],
    "a small JPEG that is cut off": photo()[:2000],
    "a large JPEG that is cut off": photo(4000, 3000)[:-5000],
    "a PNG that is cut off": saved(picture(), "PNG")[:-200],
    "a PNG with too few rows": png(400, 300, b"\0" * 1000),
    "a WebP that is cut off": saved(picture(), "WEBP")[:-100],
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_broken_or_no_picture_of_the_web_is_refused(studio: Studio, data: bytes) -> None:
    with pytest.raises(BadInput) as caught:
        studio.look(data)
    assert caught.value.hint
    with pytest.raises(BadInput):
        studio.web_files(data, 2000)


ORIGINALS = [photo(40, 30, 6), saved(picture(40, 30), "PNG"), saved(picture(40, 30), "WEBP")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    original=st.sampled_from([*ORIGINALS, saved(picture(40, 30), "GIF")]),
    places=st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=4))),
    cut=st.floats(0.01, 1),
)
def test_a_picture_changed_by_chance_is_a_bare_picture_or_a_refusal(
    studio: Studio, original: bytes, places: list[tuple[float, bytes]], cut: float
) -> None:
    data = bytearray(original)
    for place, new in places:
        at = int(place * len(data))
        data[at : at + len(new)] = new
    try:
        made = studio.web_files(bytes(data[: int(cut * len(data)) or 1]), 100)
    except BadInput:
        return
    assert max(made.width, made.height) <= 100
    assert metadata(made.jpeg) == metadata(made.webp) == []


# The child process


@pytest.fixture
def own() -> Studio:
    return Studio()


def test_a_child_that_is_killed_is_replaced(own: Studio) -> None:
    own.look(photo())
    process = own.child.process
    assert process
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with pytest.raises(BadInput, match="time or memory"):
        own.look(photo())
    assert own.look(photo()).format == "JPEG"


@pytest.mark.skipif(sys.platform != "linux", reason="limits another process by prlimit")
def test_a_picture_that_takes_too_much_memory_is_refused(own: Studio) -> None:
    own.look(photo())
    assert own.child.process
    resource.prlimit(own.child.process.pid, resource.RLIMIT_AS, (300 << 20, 300 << 20))
    with pytest.raises(BadInput, match="time or memory"):
        own.web_files(saved(Image.new("RGB", (9_900, 9_900)), "PNG"), 2000)
    assert own.look(photo()).format == "JPEG"


def test_a_picture_that_takes_too_long_is_refused() -> None:
    hasty = Studio(seconds=0.01)
    with pytest.raises(BadInput, match="time or memory"):
        hasty.web_files(photo(4000, 3000), 2000)


def test_the_child_ends_with_the_studio() -> None:
    studio = Studio()
    studio.look(photo())
    process = studio.child.process
    assert process
    del studio
    assert process.wait(10) is not None


def test_threads_may_share_a_studio(studio: Studio) -> None:
    sizes: list[int] = []

    def ask(width: int) -> None:
        sizes.append(studio.web_files(saved(picture(width, 30)), 2000).width)

    threads = [threading.Thread(target=ask, args=(100 + number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(sizes) == [100 + number for number in range(6)]


def test_the_child_may_write_no_file_and_has_little_memory(own: Studio) -> None:
    own.look(photo())
    assert own.child.process
    limits = {
        name: resource.prlimit(own.child.process.pid, getattr(resource, name))
        for name in ("RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_CORE")
    }
    assert limits == {
        "RLIMIT_AS": (1536 << 20,) * 2,
        "RLIMIT_FSIZE": (0, 0),
        "RLIMIT_CORE": (0, 0),
    }


def test_a_reply_that_is_none_is_a_refusal(own: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    for reply in (b"", b"x", zlib.compress(b"x")):
        monkeypatch.setattr(child_module, "receive", lambda _stream, reply=reply: reply)
        with pytest.raises(BadInput):
            own.look(photo())
