"""The newsroom is found in a fixed order.

Invalid settings are named with their line.
"""

import time
from pathlib import Path

import platformdirs
import pytest

from redaksi import config
from redaksi.copydesk import load
from redaksi.desk import rules
from redaksi.domain.workflow import Rules
from redaksi.errors import BadInput, NewsroomNotFound, StorageError
from redaksi.store.dossiers.layout import rule_files
from redaksi.text import clean, toml_lines
from tests.domain.nobody import as_nobody, reachable_folder


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("REDAKSI_NEWSROOM", raising=False)
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")


def house(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / config.FILE).write_text(text, "utf-8")
    return folder


def test_a_named_newsroom_goes_before_the_environment_before_the_folder_before_the_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        config.find_newsroom()
        == config.default_newsroom()
        == tmp_path / "data" / "redaksi" / "newsroom"
    )
    house(tmp_path / "ruang", "")
    deep = tmp_path / "ruang" / "articles" / "3f"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert config.find_newsroom() == tmp_path / "ruang"
    house(tmp_path / "ruang" / "articles", "")
    assert config.find_newsroom() == tmp_path / "ruang" / "articles"
    monkeypatch.setenv("REDAKSI_NEWSROOM", "/dari/lingkungan")
    assert config.find_newsroom() == Path("/dari/lingkungan")
    assert config.find_newsroom("/bernama") == Path("/bernama")
    monkeypatch.setenv("REDAKSI_NEWSROOM", "")
    assert config.find_newsroom() == tmp_path / "ruang" / "articles"


def test_a_home_folder_is_written_with_a_tilde_and_an_unknown_one_is_no_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", "/rumah/ani")
    assert config.find_newsroom("~/redaksi") == Path("/rumah/ani/redaksi")
    with pytest.raises(NewsroomNotFound, match="~tidakada"):
        config.load_house(config.find_newsroom("~tidakada/redaksi"))


def test_a_working_folder_that_is_gone_leaves_the_persons_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "hilang"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert config.find_newsroom() == config.default_newsroom()
    monkeypatch.chdir(tmp_path)


def test_an_empty_file_is_a_house_with_the_defaults(tmp_path: Path) -> None:
    made = config.load_house(house(tmp_path, ""))
    assert made == config.House()
    assert (made.language, made.time_zone, made.rules) == (
        "id",
        "Asia/Jakarta",
        Rules(four_eyes=True),
    )


@pytest.mark.parametrize(
    "name", ["Suara Lereng", 'Kutip " dan \\', "Ünïcode 新聞", "[FOTO]", "baris\tbaru"]
)
def test_the_file_of_a_new_house_says_what_the_defaults_are(tmp_path: Path, name: str) -> None:
    (tmp_path / config.FILE).write_bytes(config.new_house(name))
    assert config.load_house(tmp_path) == config.House(name=clean.line(name))


def test_a_house_is_read_as_it_is_written(tmp_path: Path) -> None:
    made = config.load_house(
        house(tmp_path, 'language = "en"\ntime_zone = "Asia/Jayapura"\n[rules]\nfour_eyes = false')
    )
    assert (made.language, made.zone.key, made.rules.four_eyes) == ("en", "Asia/Jayapura", False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('name = "a"\nlanguage = id\n', "line 2"),
        ("name = 'a", "end of document"),
        ("four_eyes = true", "four_eyes"),
        ("[rules]\nfour_eye = true", "four_eye"),
        ('[rules]\nfour_eyes = "ya"', r"\$\.rules\.four_eyes"),
        ("name = 3", r"\$\.name"),
        ("rules = 3", r"\$\.rules"),
        ('time_zone = "WIB"', "WIB"),
        ('time_zone = ""', "is not a time zone"),
        ('time_zone = "Asia"', "Asia"),
        ('time_zone = "../../etc/passwd"', "is not a time zone"),
        ('time_zone = "/etc/localtime"', "is not a time zone"),
    ],
)
def test_settings_that_cannot_be_used_are_named(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        config.load_house(house(tmp_path, text))
    assert str(tmp_path / config.FILE) in refused.value.sentence
    assert refused.value.hint


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / config.FILE).write_bytes(b'name = "Kap\xe9"')
    with pytest.raises(BadInput, match="cannot be used"):
        config.load_house(tmp_path)


def test_a_folder_without_the_file_is_no_newsroom(tmp_path: Path) -> None:
    with pytest.raises(NewsroomNotFound, match="no newsroom"):
        config.load_house(tmp_path)
    (tmp_path / config.FILE).mkdir()
    with pytest.raises(NewsroomNotFound):
        config.load_house(tmp_path)
    with pytest.raises(StorageError):
        config.load_house(Path("x" * 5000))


def test_a_file_or_folder_that_may_not_be_read_is_named() -> None:
    def reading(folder: Path) -> int:
        try:
            config.load_house(folder)
        except StorageError as error:
            return 10 + (str(folder / config.FILE) in error.sentence)
        return 0

    with reachable_folder() as top:
        locked = house(top / "terkunci", "")
        assert as_nobody(lambda: reading(locked)) == 0
        for closed in (locked / config.FILE, locked):
            closed.chmod(0)
            assert as_nobody(lambda: reading(locked)) == 11
            closed.chmod(0o755)


def test_a_person_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert config.load_settings() == config.Settings()
    folder = platformdirs.user_config_path("redaksi")
    folder.mkdir(parents=True)
    (folder / "settings.toml").write_text(
        'name = "Yanuar D"\nlanguage = "en"\nsomething_newer = 1', "utf-8"
    )
    assert config.load_settings() == config.Settings(name="Yanuar D", language="en")
    (folder / "settings.toml").write_text('name = "Yanuar D"\n[keys]\npublish = ["P"]', "utf-8")
    assert config.load_settings().name == "Yanuar D"  # an invalid key does not stop the others
    (folder / "settings.toml").write_text("name = ", "utf-8")
    with pytest.raises(BadInput, match=r"settings\.toml"):
        config.load_settings()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('name = "a"\nfour_eyes = true', 2),
        (
            (
                "# four_eye\nname = 'four_eye'\n[rules]  # of the house\nfour_eyes = true\nfour_eye = "  # noqa: E501
                "true"
            ),
            5,
        ),
        ('[rules]\n\n\nfour_eyes = "ya"', 4),
        ('name = "a"\nrules = 3', 2),
        ('[rules]\ngate = [\n  "galat",\n  "gawat",\n]', 4),
        ('[copydesk]\nof = ["x"]', 2),
        ('[copydesk.severity]\n"judul-panjang" = "saran"\nx = "gawat"', 3),
        ('copydesk.limit = { "judul-panjang" = 80 }\ncopydesk.words = 1', 2),
        ("[[copydesk]]\nwords = []", 1),
        (
            '[copydesk]\nwords = ["of"]\n[copydesk.of]\na = 1',
            2,
        ),  # the name in line 2 is mistaken for the key
    ],
)
def test_what_cannot_be_used_is_named_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(BadInput, match=f"^Line {line} of "):
        config.load_house(house(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('[copydesk]\noff = ["judul-panjang", "judul-pajang"]', 2),
        (
            'name = "judul-pajang"\n[copydesk]\noff = [\n  "judul-panjang",\n  "judul-pajang",\n]',
            5,
        ),
        ('[copydesk.severity]\njudul-panjang = "saran"\n"judul-pajang" = "saran"', 3),
        ("copydesk.limit = { judul-panjang = 80,\n judul-pajang = 70 }".replace("\n", ""), 1),
    ],
)
def test_a_rule_that_there_is_not_is_named_with_its_line(
    tmp_path: Path, text: str, line: int
) -> None:
    folder = house(tmp_path, text)
    with pytest.raises(
        BadInput, match=f"no rule judul-pajang, which line {line} of newsroom.toml names"
    ):
        rules.at(folder).ruleset  # noqa: B018 - the property raises


DEEP = {
    "a deep key": "a." * 40_000 + "a = 1\n",
    "a deep table": "[" + "keys." * 20_000 + "a]\n",
    "a deep key inside a value": "keys = {" + "a." * 40_000 + "a = 1}\n",
    "deep lists": "name = " + "[" * 40_000 + "\n",
    "lists of 300 levels": "keys = {a = " + "[" * 300 + "]" * 300 + "}\n",
    "a figure that has no end": "name = " + "1" * 40_000 + "\n",
    "too long a file": "# x\n" * 300_000,
}


@pytest.mark.parametrize("name", DEEP)
def test_settings_nested_without_end_are_refused_before_they_cost_anything(
    name: str, tmp_path: Path
) -> None:
    own = tmp_path / "config" / "redaksi"
    own.mkdir(parents=True)
    (own / "settings.toml").write_text(DEEP[name])
    start = time.process_time()
    with pytest.raises(BadInput):
        config.load_house(house(tmp_path / "ruang", DEEP[name]))
    with pytest.raises(BadInput):
        config.load_settings()
    with pytest.raises(BadInput, match=r"gaya\.toml"):
        load.parse(DEEP[name], "gaya.toml")
    assert time.process_time() - start < 2  # a key of 40 KB took 5 s and 1.5 GB


def test_keys_of_some_parts_are_read() -> None:
    assert toml_lines.loads("a.b.'c d'.\"e.f\" = 'x.x.x'\n[g.h]\ni = [[1]]") == {
        "a": {"b": {"c d": {"e.f": "x.x.x"}}},
        "g": {"h": {"i": [[1]]}},
    }


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [
        ("gaya.toml", True),
        ("aturan/gaya.toml", True),
        (".git/config", False),
        (".git/hooks/gaya.toml", False),
        (".envrc", False),
        (".gaya.toml", False),
        ("Makefile", False),
        ("conftest.py", False),
        ("gaya", False),
        ("../gaya.toml", False),
    ],
)
def test_a_rule_file_is_a_toml_file_and_nothing_that_another_program_runs(
    name: str, is_taken: bool
) -> None:
    assert config.is_inside(name) is is_taken
    house = f'name = "x"\n[copydesk]\nrules = ["{name}"]\n'.encode()
    assert rule_files(house) == ((name,) if is_taken else ())
