"""The catalogue holds every text, translated, with the same placeholders, and no unused text."""

import ast
import gettext
import re
import string
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from redaksi.copydesk.engine import check
from redaksi.copydesk.ruleset import standard
from redaksi.domain.article import Text
from redaksi.domain.finding import Severity
from redaksi.i18n.translations import Translations
from tests.extraction import KEYWORDS

SOURCES = Path(__file__).parents[1] / "src" / "redaksi"
CATALOGUE = SOURCES / "locale" / "id" / "LC_MESSAGES" / "redaksi.po"
WORDS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
METHODS = [("**/tui/commands/*.py", "tests.extraction:commands"), ("**.py", "python")]


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module")
def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


@pytest.fixture(scope="module")
def in_code() -> set[str]:
    found = extract_from_dir(SOURCES, METHODS, keywords=KEYWORDS)
    return {
        ids if isinstance(ids, str) else ids[0] for _file, _line, ids, _comments, _context in found
    }


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [text] if isinstance(text, str) else list(text or ())


def _placeholders(text: str) -> set[str]:
    return {
        field
        for _literal, field, _spec, _conversion in string.Formatter().parse(text)
        if field is not None
    }


def test_the_catalogue_holds_the_texts_of_the_code_and_no_others(
    messages: list[Message], in_code: set[str]
) -> None:
    known = {_key(message) for message in messages}
    assert in_code - known == set(), "run `make i18n`, then translate"
    assert known - in_code == set(), "run `make i18n`"


def _inside_f_strings(source: str) -> list[str]:
    """The marked texts inside f-strings of `source`.

    Babel does not see these before Python 3.12.
    """
    strings = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    calls = (node for one in strings for node in ast.walk(one) if isinstance(node, ast.Call))
    return [
        ast.unparse(call)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in KEYWORDS
    ]


def test_every_python_finds_the_same_texts() -> None:
    found = {
        path.name: _inside_f_strings(path.read_text("utf-8")) for path in SOURCES.rglob("*.py")
    }
    assert {name: texts for name, texts in found.items() if texts} == {}
    assert set(_inside_f_strings("f'{len(_(1))}: {_(2)}'")) == {"_(1)", "_(2)"}


def test_no_text_in_the_code_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    list(extract_from_dir(SOURCES, METHODS, keywords=KEYWORDS))
    assert capsys.readouterr().err == "", "gettext answers an empty text with its header"
    list(extract("python", BytesIO(b'_("")'), KEYWORDS))
    assert "Empty msgid" in capsys.readouterr().err, "the check of this test sees nothing"


def test_every_text_is_translated(messages: list[Message]) -> None:
    assert [message.id for message in messages if not all(_forms(message.string))] == []


def test_a_translation_has_the_placeholders_of_its_text(messages: list[Message]) -> None:
    for message in messages:
        for form in _forms(message.string):
            assert _placeholders(form) <= _placeholders(_forms(message.id)[-1]), message.id
            assert message.pluralizable or _placeholders(form) == _placeholders(_key(message)), (
                message.id
            )


def test_the_compiled_catalogue_is_the_one_that_is_read(messages: list[Message]) -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages:
        assert compiled.gettext(_key(message)) == _forms(message.string)[0] or message.pluralizable


def test_our_search_in_the_catalogue_finds_what_the_standard_library_finds(
    messages: list[Message],
) -> None:
    path = CATALOGUE.with_suffix(".mo")
    with path.open("rb") as file:
        standard_reader = gettext.GNUTranslations(file)
    ours = Translations(path)
    for text in [*map(_key, messages), "", "A", "zzz", "not in the catalogue"]:
        assert ours.gettext(text) == standard_reader.gettext(text)
    forms = [_forms(message.id) for message in messages if message.pluralizable]
    for one, many in [*forms, ("{count} unknown", "{count} unknowns")]:
        for count in (0, 1, 2, 101):
            expected = standard_reader.ngettext(one, many, count)
            assert ours.ngettext(one, many, count) == expected


@given(st.dictionaries(st.text(WORDS, min_size=1), st.text(WORDS, min_size=1)), st.text(WORDS))
def test_a_text_is_found_in_any_catalogue_and_no_other_is(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], other: str
) -> None:
    written = Catalog(locale="id")
    for text, translation in texts.items():
        written.add(text, translation)
    path = tmp_path_factory.mktemp("catalogue") / "redaksi.mo"
    with path.open("wb") as file:
        write_mo(file, written)
    ours = Translations(path)
    assert {text: ours.gettext(text) for text in texts} == texts
    assert other in {"", *texts} or ours.gettext(other) == other


ONE_WORD = {
    "terlambat": r"lewat tenggat",
    "menyimpan, penyimpanan, revisi": r"\bsimpanan",
    "disk": r"diska|cakram",
    "isian": r"\bkolom\b(?! \{column\})",
    "editor": r"penyunting",
    "layar (stderr)": r"galat standar",
    "Belum ada": r"Kurang (?:argumen|opsi|perintah)",
    "nama yang benar": r"ejaan(?:nya)? ",
    "tidak ditutup": r"berujung",
    "diubah langsung": r"dengan tangan",
    "riwayat nomor": r"\bperistiwa\b",
    "milik": r"\bpunya (?:saya|mereka)",
    "hari, jam, mnt, thn": r"\{n\}[a-z]",
    "tahap {stage}": r"\b(?:di|menugaskan) \{stage\}",
    "bila": r"\b[Jj]ika\b",
    "sesudah": r"\b[Ss]etelah\b",
    "dulu": r"\b[Dd]ahulu\b",
    "sebutkan": r"\b[Ss]ebut\b",
    "Tidak ada yang berubah": r"Tidak ada yang diubah",
    "ulang (dibangun ulang)": r"bangun\w* lagi",
    "digabungkan": r"\b[Dd]igabung\b",
    "membatalkannya": r"\} membatalkan(?=[.,])",
    "batasnya": r"; paling banyak \{limit\}\.",
    "bila tidak diisi": r"bila kosong",
    "draf baru dari": r"draf baru (?:dapat dibuka )?di atas",
    "meminta perubahan": r"[Mm]inta ubah",
    "redaktur": r"\b[Ee]ditornya\b",
    "surel": r"(?<!kotak )\bsurat",
    "aksara": r"\babjad",
    "tanda kutip": r"tanda petik",
    "isian (fields)": r"\bdata yang tidak dikenal",
    "tidak diubah, tidak berubah": r"disentuh",
    "kata besar dari metavars": r"(?<![$\w])(?:DIR|FILE|NAME|TEXT|RULE|REASON|ROLE|STAGE|FIELD"
    r"|VALUE|WORDS)(?!\w)",
}
"""The Indonesian word for each thing on the screens, and the words that are not used for it."""


def test_one_thing_has_one_word(messages: list[Message]) -> None:
    texts = [form for message in messages for form in _forms(message.string)]
    found = {
        word: [one for one in texts if re.search(other, one)] for word, other in ONE_WORD.items()
    }
    assert {word: those for word, those in found.items() if those} == {}


def test_the_copy_desk_finds_no_error_in_our_own_texts(messages: list[Message]) -> None:
    texts = {form for message in messages for form in _forms(message.string) if " " in form}
    paragraphs = tuple(
        sorted(re.sub(r"[`«»“”]|\{\w+\}|redaksi [a-z-]+|--\w+", "Adi", text) for text in texts)
    )
    findings = check(Text(headline="Teks layar", body=paragraphs), standard(), language="id")
    assert [(one.rule, one.text) for one in findings if one.severity is Severity.GALAT] == []
    (seen,) = check(
        Text(headline="Teks", body=("Simpan dimana saja.",)), standard(), language="id"
    )[:1]
    assert seen.severity is Severity.GALAT, "the check of this test sees nothing"
