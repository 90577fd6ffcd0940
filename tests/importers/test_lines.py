"""Lines that a program wrapped are joined to prose; all other line ends are kept."""

import textwrap

import pytest

from redaksi.importers import read

PROSE = (
    "Warga Desa Mekar memanen padi pada Senin pagi bersama tiga kelompok tani dari desa tetangga. "
    "Panen kali ini lebih"
    " baik daripada tahun lalu, kata Kepala Desa Sumarni, karena air irigasi cukup dan hama tikus "
    "dapat dikendalikan."
    " Hasilnya dijual ke koperasi dengan harga Rp6.500 per kilogram, yang dibayar tunai di tempat."
)
PANTUN = (
    "Jalan-jalan ke pasar baru,",
    "Membeli ikan dan sayur mayur;",
    "Kalau adik mau bersatu,",
    "Marilah kita hidup akur",
)


def body(*parts: str) -> tuple[str, ...]:
    return read("\n\n".join(("Warga Desa Panen Padi", *parts)).encode(), "-").text.body


@pytest.mark.parametrize("width", [55, 65, 72, 78, 100])
def test_wrapped_prose_stays_prose(width: int) -> None:
    wrapped = "\n".join(textwrap.wrap(PROSE, width))
    assert body(wrapped) == (wrapped,)
    assert "  \n" not in body(f"Yth. Redaksi,\n{wrapped}")[0].split("\n", 1)[1]


def test_a_longer_word_in_its_middle_does_not_turn_prose_into_lines() -> None:
    wrapped = "\n".join(textwrap.wrap(PROSE, 72)).replace("bersama", "bersama-sama", 1)
    assert body(wrapped) == (wrapped,)


@pytest.mark.parametrize(
    "lines",
    [
        PANTUN,
        [line.replace(";", ",") + " " + line.lower() for line in PANTUN],
        [
            "aku ingin mencintaimu dengan sederhana dengan kata",
            "yang tak sempat diucapkan",
            "kayu kepada api",
        ],
        [
            "Jalan Melati Nomor 7, Perumahan Griya Asri Blok C",
            "Kecamatan Candi",
            "Kabupaten Sidoarjo 61271",
        ],
        ["Salam,", "Budi"],
        ["Beras: Rp15.000", "Gula: Rp17.500", "Minyak goreng: Rp18.000"],
    ],
)
def test_lines_that_no_program_wrapped_stay_lines(lines: list[str]) -> None:
    assert body("\n".join(lines)) == ("  \n".join(lines),)


def test_items_of_a_list_are_lines_and_what_is_wrapped_in_them_is_not() -> None:
    items = [f"- {PROSE}", f"2. {PROSE}"]
    wrapped = [textwrap.wrap(item, 72) for item in items]
    assert body("\n".join(line for item in wrapped for line in item)) == (
        "\n".join(wrapped[0]).replace("- ", "\\- ", 1)
        + "  \n"
        + "\n".join(wrapped[1]).replace("2.", "2\\.", 1),
    )
