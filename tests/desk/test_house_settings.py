"""A chief changes a setting of the house; nothing else in newsroom.toml changes."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaksi import config, i18n
from redaksi.config import House
from redaksi.desk import setting, setting_words, toml_changes
from redaksi.desk.setting import Setting, SettingKind
from redaksi.domain import audit
from redaksi.domain.article import Role
from redaksi.errors import (
    BadInput,
    DiskFull,
    EditorNotFound,
    MoveRefused,
    ReadOnlyNewsroom,
    Refused,
)
from redaksi.system import durable
from redaksi.text import toml_lines
from tests.desk.rooms import CHIEF, Room

ANI = "Ani Editor"
FILE = """\
# Kabar kami
name = "Kabar Brantas"       # dari sungai
language = "id"
time_zone = "Asia/Jakarta"

[rules]
# dua pasang mata
four_eyes = true             # jangan dimatikan
gate = [
    "galat",   # selalu
    "etik",
]

[[target]]
name = "situs"
kind = "html"
folder = "/srv/situs"        # di server
"""


@pytest.fixture
def file(room: Room) -> Path:
    path = room.folder / config.FILE
    path.write_text(FILE)
    return path


def seen(room: Room, key: str) -> Setting:
    return setting.find(room.desk(CHIEF).house_settings.listed(), key)


@pytest.mark.parametrize(
    ("key", "typed", "before", "after"),
    [
        ("name", "Kabar “Kita” [baru]", '"Kabar Brantas"   ', '"Kabar “Kita” [baru]"   '),
        ("rules.four_eyes", "false", "four_eyes = true ", "four_eyes = false "),
        ("time_zone", "Asia/Makassar", "Asia/Jakarta", "Asia/Makassar"),
        ("rules.gate", "galat", '    "etik",\n', ""),
        ("language", "en", '"id"', '"en"'),
    ],
)
def test_one_value_changes_and_everything_else_stays(
    room: Room, file: Path, key: str, typed: str, before: str, after: str
) -> None:
    changed = room.desk(CHIEF).house_settings.change(seen(room, key), typed)
    assert changed.value == typed
    assert file.read_text() == FILE.replace(before, after, 1)
    assert seen(room, key).value == typed


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("etik, galat", ['"etik",', '"galat",   # selalu']),
        ("saran, galat, etik", ['"saran",', '"galat",   # selalu', '"etik",']),
        ("galat, saran, etik", ['"galat",   # selalu', '"saran",', '"etik",']),
    ],
)
def test_a_list_is_put_in_another_order(
    room: Room, file: Path, typed: str, lines: list[str]
) -> None:
    changed = room.desk(CHIEF).house_settings.change(seen(room, "rules.gate"), typed)
    assert changed.value == typed
    before = '    "galat",   # selalu\n    "etik",\n'
    assert file.read_text() == FILE.replace(before, "".join(f"    {one}\n" for one in lines))


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o660])
def test_a_change_opens_the_file_to_nobody_else(room: Room, file: Path, mode: int) -> None:
    room.folder.chmod(0o755)
    file.chmod(mode)
    room.desk(CHIEF).house_settings.change(seen(room, "name"), "Kabar Baru")
    assert S_IMODE(file.stat().st_mode) == mode


def test_a_new_table_and_a_new_line_find_their_place(room: Room, file: Path) -> None:
    desk = room.desk(CHIEF).house_settings
    desk.change(seen(room, "site.url"), "https://kabar.example")
    desk.change(seen(room, "copydesk.words"), "Kumham, medsos")
    house = config.load_house(room.folder)
    assert house.site.url == "https://kabar.example"
    assert house.copydesk.words == ("Kumham", "medsos")
    assert file.read_text().startswith(FILE)


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("time_zone", "Jakarta", "Jakarta in {file} is not a time zone."),
        ("language", "jv", "jv is none of the values."),
        ("people.identity", "", "– is none of the values."),
        ("rules.gate", "galat, merah", "merah is none of the values."),
        ("site.url", "kabar.example", "The url under [site] in {file} is no address"),
        ("copydesk.off", "tidak-ada", "There is no rule tidak-ada, which line 20 of"),
        ("target", "x", "target is changed only in the file."),
        ("desk.words", "-5", "-5 is too small: 0 or more."),
        ("desk.words", "100001", "100001 is too large: 100000 at most."),
        ("desk.words", "banyak", "banyak is no number."),
        ("time_zone", "", "– in {file} is not a time zone."),
    ],
)
def test_a_wrong_value_is_refused_with_the_sentence_of_the_settings_check(
    room: Room, file: Path, key: str, typed: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as refused:
        room.desk(CHIEF).house_settings.change(seen(room, key), typed)
    assert refused.value.sentence.startswith(sentence.format(file=file))
    assert refused.value.field == "value"
    assert file.read_text() == FILE


def test_only_somebody_of_the_team_has_imported_copy(room: Room, file: Path) -> None:
    house = room.desk(CHIEF).house_settings
    with pytest.raises(EditorNotFound) as refused:
        house.change(seen(room, "desk.import_to"), "Ani Editr")
    assert "Did you mean Ani Editor" in refused.value.hint
    assert file.read_text() == FILE
    assert house.change(seen(room, "desk.import_to"), "ani editor").value == ANI
    assert house.change(seen(room, "desk.import_to"), "").value == ""


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_value_is_typed_as_it_is_read_in_every_language(
    room: Room, file: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setattr(i18n, "_translations", i18n._catalogue(language))
    house = room.desk(CHIEF).house_settings
    for key, value in (
        ("rules.gate", "peringatan, saran"),
        ("rules.four_eyes", "false"),
        ("language", "en"),
    ):
        present = seen(room, key)
        typed = setting_words.typed(present._replace(value=value))
        assert house.change(present, typed).value == value


@pytest.mark.parametrize("name", [ANI, "Gita Guest", "Orang Luar"])
def test_only_a_chief_changes_the_house(room: Room, file: Path, name: str) -> None:
    with pytest.raises(MoveRefused, match="is not a chief"):
        room.desk(name).house_settings.change(seen(room, "name"), "Milik Saya")
    assert file.read_text() == FILE


def test_the_house_is_not_closed_to_every_chief(room: Room, file: Path) -> None:
    identity = seen(room, "people.identity")
    with pytest.raises(MoveRefused, match="at least one chief who is bound"):
        room.desk(CHIEF).house_settings.change(identity, "login")
    assert file.read_text() == FILE
    room.desk(CHIEF).team.bind(CHIEF, "meja")
    room.desk(CHIEF).house_settings.change(identity, "login")
    assert config.load_house(room.folder).people.by_login


def test_two_chiefs_at_once_lose_nothing_and_the_second_is_told(room: Room, file: Path) -> None:
    room.desk(CHIEF).team.role(ANI, Role.CHIEF)
    name, zone = seen(room, "name"), seen(room, "time_zone")
    room.desk(CHIEF).house_settings.change(name, "Kabar Cici")
    room.desk(ANI).house_settings.change(zone, "Asia/Jayapura")  # another value: both hold
    with pytest.raises(Refused, match="name was changed meanwhile: it is Kabar Cici now"):
        room.desk(ANI).house_settings.change(name, "Kabar Ani")
    text = FILE.replace("Kabar Brantas", "Kabar Cici").replace("Asia/Jakarta", "Asia/Jayapura")
    assert file.read_text() == text


def test_a_change_between_look_and_write_is_taken_in(
    room: Room, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = toml_changes.changed
    others = [FILE.replace("# Kabar kami", "# Kabar kita")]

    def meanwhile(*arguments: object) -> str:
        if others:
            file.write_text(others.pop())
        return changed(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(toml_changes, "changed", meanwhile)
    room.desk(CHIEF).house_settings.change(seen(room, "name"), "Kabar Baru")
    assert "# Kabar kita" in file.read_text()
    assert config.load_house(room.folder).name == "Kabar Baru"


def test_new_rules_stand_in_the_record_at_once_and_by_whom(room: Room, file: Path) -> None:
    desk = room.desk(CHIEF)
    desk.house_settings.change(seen(room, "rules.four_eyes"), "false")
    last = desk.team.history()[-1]
    assert (last.kind, last.editor, last.data["four_eyes"]) == ("rules", CHIEF, False)
    events = len(desk.team.history())
    desk.house_settings.change(seen(room, "site.title"), "Situs")
    assert len(desk.team.history()) == events
    assert audit.team_faults(room.store.team()) == ()


def test_a_full_disk_and_a_read_only_file_change_nothing(
    room: Room, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    desk, name = room.desk(CHIEF).house_settings, seen(room, "name")
    with monkeypatch.context() as patch:
        patch.setattr(durable, "replace", full)
        with pytest.raises(DiskFull):
            desk.change(name, "Baru")
    access = os.access
    file.chmod(0o444)
    with monkeypatch.context() as patch:  # root may write every file
        patch.setattr(os, "access", lambda path, mode: path != file and access(path, mode))
        with pytest.raises(ReadOnlyNewsroom, match=str(file)):
            desk.change(name, "Baru")
    assert file.read_text() == FILE


def test_broken_settings_are_named_and_not_written_over(room: Room, file: Path) -> None:
    name = seen(room, "name")
    for broken in ("name = ", "[rules]\nfour_eyes = 1\n", "asing = 1\n"):
        file.write_text(broken)
        with pytest.raises(BadInput, match="cannot be used"):
            room.desk(CHIEF).house_settings.change(name, "Baru")
        assert file.read_text() == broken


def test_every_setting_is_listed_and_programs_are_never_changed_here() -> None:
    found = {one.key: one for one in setting.listed(House())}
    assert {*found} >= {"name", "rules.gate", "site.url", "target", "copydesk.limit"}
    assert found["target"].kind is found["copydesk.rules"].kind is SettingKind.FILE
    assert all(
        one.kind is SettingKind.FILE
        for one in found.values()
        if one.key.startswith(("target", "notify"))
    )
    assert found["rules.four_eyes"].choices == ("true", "false")


tables = st.dictionaries(
    st.sampled_from(["a", "b", "c-d"]),
    st.integers(0, 9) | st.text(max_size=5) | st.lists(st.text(max_size=3), max_size=3),
    max_size=3,
)


MEMBERS = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=5)


@given(MEMBERS, st.lists(st.sampled_from(["", "  # satu", "  # dua"]), min_size=5), MEMBERS)
def test_a_list_with_remarks_becomes_any_other_list(
    present: list[str], remarks: list[str], wanted: list[str]
) -> None:
    lines = (f'  "{one}",{remark}\n' for one, remark in zip(present, remarks, strict=False))
    text = f"g = [\n{''.join(lines)}] # akhir\n"
    after = toml_changes.changed(text, "g", wanted, "berkas")
    assert toml_lines.loads(after) == {"g": wanted}
    assert "# akhir" in after


def test_a_list_that_the_library_would_break_is_left_to_a_person() -> None:
    text = 'g = [ # awal\n  "a" # A\n  , "b" ]\n'
    with pytest.raises(BadInput, match="g in berkas is written in a way that only a person"):
        toml_changes.changed(text, "g", ["c", "b"], "berkas")


@given(
    tables,
    st.sampled_from(["a", "b", "t.a", "t.baru"]),
    st.booleans() | st.text(max_size=8) | st.lists(st.text(max_size=3), max_size=3) | st.none(),
)
def test_what_is_read_back_is_what_was_meant(
    table: dict[str, object], key: str, value: object
) -> None:
    import tomlkit  # noqa: PLC0415 - only here

    text = tomlkit.dumps({"a": 1, "t": table})
    wanted = toml_lines.loads(text)
    place = wanted["t"] if "." in key else wanted
    name = key.rpartition(".")[2]
    place.pop(name, None)
    if value is not None:
        place[name] = value
    assert toml_lines.loads(toml_changes.changed(text, key, value, "berkas")) == wanted
