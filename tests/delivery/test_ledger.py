"""The ledger of a target as steps: hostile lines, the chain, appends that fail."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import process_time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from redaksi.delivery import ledger
from redaksi.domain import chain
from redaksi.domain.chain import Chain
from redaksi.domain.delivery import Step, StepKind
from redaksi.domain.hashing import digest
from redaksi.domain.holdings import LedgerSummary
from redaksi.errors import RecordBroken, StorageError, UnreadableDossier
from redaksi.store.base import LONGEST_LINE
from redaksi.store.files import FileStore
from redaksi.system import durable

AT = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
STEP = Step(number=0, at=AT, kind=StepKind.DELIVERED, article="261130-abcde", id="7", held="h")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[FileStore]:
    with FileStore.create(tmp_path / "ruang") as opened:
        yield opened


def path_of(store: FileStore) -> Path:
    return Path(store.newsroom().address) / "deliveries" / "situs.jsonl"


def append(store: FileStore, *steps: Step) -> list[Step]:
    with ledger.opened(store, "situs") as held:
        return [one for step in steps for one in held.append(step)]


def laid(store: FileStore, *lines: bytes) -> None:
    path_of(store).parent.mkdir(exist_ok=True)
    path_of(store).write_bytes(b"".join(line + b"\n" for line in lines))


def test_steps_get_their_number_and_name_the_one_before(store: FileStore) -> None:
    first = append(store, STEP, replace(STEP, kind=StepKind.SENDING, held="neu"))
    more = append(store, replace(STEP, article="261130-xyzab", number=99, previous="x"))
    found = list(ledger.steps(store, "situs"))
    assert found == list(ledger.evidence(store, "situs")) == [*first, *more]
    assert [step.number for step in found] == [1, 2, 3]
    assert [step.previous for step in found] == [
        chain.beginning("situs"),
        found[0].sha256(),
        found[1].sha256(),
    ]
    assert chain.faults("situs", found) == ()
    assert ledger.summary(store, "situs").holdings == LedgerSummary(found).holdings


def test_an_open_ledger_knows_what_the_target_holds(store: FileStore) -> None:
    append(store, STEP)
    with ledger.opened(store, "situs") as held:
        assert held.holdings == ledger.summary(store, "situs").holdings
        held.append(replace(STEP, kind=StepKind.WITHDRAWN))
        held.append(replace(STEP, article="261130-xyzab"))
        assert held.holdings == ledger.summary(store, "situs").holdings
        assert {name: bool(one.shown) for name, one in held.holdings.items()} == {
            "261130-abcde": False,
            "261130-xyzab": True,
        }


def test_a_target_without_a_ledger_has_no_steps(store: FileStore) -> None:
    assert list(ledger.steps(store, "situs")) == []
    assert ledger.summary(store, "situs").holdings == {}


WHOLE = msgspec.json.encode(replace(STEP, number=1))
LINES = {
    "no JSON": b"{",
    "nothing": b"",
    "a list": b"[]",
    "no UTF-8": b'{"number":1,"kind":"\xff"}',
    "a kind that a newer program writes": WHOLE.replace(b'"delivered"', b'"mended"'),
    "a field that a newer program writes": WHOLE[:-1] + b',"weight":3}',
    "a time without a zone": WHOLE.replace(b"2026-11-30T06:00:00Z", b"2026-11-30T06:00:00"),
    "a time in the year 1": WHOLE.replace(b"2026-", b"0001-"),
    "a number beyond 2^53": WHOLE.replace(b'"number":1', b'"number":9007199254740993'),
    "a number below 0": WHOLE.replace(b'"number":1', b'"number":-1'),
    "a NUL": b"\0" + WHOLE,
    "nested without end": b'{"message":' + b"[" * 30_000,
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_line_that_cannot_be_read_is_named_by_its_number(store: FileStore, line: bytes) -> None:
    laid(store, WHOLE, line, WHOLE)
    before = path_of(store).read_bytes()
    with pytest.raises(UnreadableDossier, match=r"situs\.jsonl .*line 2: ."):
        list(ledger.steps(store, "situs"))
    with pytest.raises(UnreadableDossier, match="line 2"):
        append(store, STEP)
    assert path_of(store).read_bytes() == before


def test_steps_are_safe_to_show_and_the_chain_is_of_the_bytes(store: FileStore) -> None:
    hostile = replace(STEP, number=1, message="a\x1b[2Jb\nc\u202ed", link="https://x/\u009b1m")
    laid(store, msgspec.json.encode(hostile))
    (shown,) = ledger.steps(store, "situs")
    for text in (shown.message, shown.link):
        assert text.isprintable()
    append(store, STEP)
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()
    assert next(ledger.evidence(store, "situs")) == hostile


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(message=st.text(max_size=3000), link=st.text('"\\é\U0001f525', max_size=3000))
def test_whatever_a_target_says_can_be_appended_and_read_again(
    store: FileStore, message: str, link: str
) -> None:
    (step,) = append(store, replace(STEP, message=message, link=link, by=link, held=link))
    assert list(ledger.steps(store, "situs"))[-1] == step
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()


def test_fields_without_measure_fit_on_a_line(store: FileStore) -> None:
    fields = {name: getattr(STEP, name) for name in Step.__struct_fields__}
    long = {name: "\U0001f525" * 10_000 for name, value in fields.items() if type(value) is str}
    append(store, replace(STEP, **long))
    assert len(path_of(store).read_bytes()) <= LONGEST_LINE


def test_after_an_append_that_failed_the_chain_goes_on(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_file: int, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    def written_all_the_same(file: int, data: bytes) -> None:
        real(file, data)
        monkeypatch.setattr("os.ftruncate", lambda *_: None)
        raise OSError(5, "Input/output error")

    real = durable.force
    with ledger.opened(store, "situs") as held:
        held.append(STEP)
        for instead in (fails, written_all_the_same):
            with monkeypatch.context() as patch:
                patch.setattr(durable, "force", instead)
                with pytest.raises(StorageError):
                    held.append(STEP)
        monkeypatch.undo()
        held.append(STEP)
        assert held.holdings == ledger.summary(store, "situs").holdings
    assert [step.number for step in ledger.steps(store, "situs")] == [1, 2, 3]
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()


@pytest.mark.parametrize("year", [1899, 2201])
def test_a_clock_of_another_century_closes_no_ledger(store: FileStore, year: int) -> None:
    with ledger.opened(store, "situs") as held:
        held.append(STEP)
        with pytest.raises(StorageError, match="cannot be saved: a time lies outside"):
            held.append(replace(STEP, at=AT.replace(year=year)))
        held.append(STEP)
    assert [step.number for step in ledger.steps(store, "situs")] == [1, 2]
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()


@pytest.mark.parametrize(
    ("alter", "fault"),
    [
        (lambda lines: lines[1:], "line 1 of the ledger is missing"),
        (lambda lines: [lines[0], *lines[2:]], "line 2 of the ledger is missing"),
        (
            lambda lines: [lines[0].replace(b'"7"', b'"8"'), *lines[1:]],
            "altered before its line 2",
        ),
        (lambda lines: [*lines, lines[-1]], "line 5 of the ledger is missing"),
    ],
)
def test_an_altered_ledger_is_told(store: FileStore, alter: object, fault: str) -> None:
    append(store, *[STEP] * 4)
    lines = path_of(store).read_bytes().splitlines()
    laid(store, *alter(lines))  # type: ignore[operator]
    (found,) = chain.faults("situs", ledger.evidence(store, "situs"))
    assert fault in found
    with pytest.raises(RecordBroken, match=fault):
        append(store, STEP)
    assert path_of(store).read_bytes().splitlines() == alter(lines)  # type: ignore[operator]


def test_a_ledger_of_another_target_is_told_and_not_used(store: FileStore) -> None:
    append(store, STEP)
    other = path_of(store).with_name("lain.jsonl")
    path_of(store).rename(other)
    assert chain.faults("situs", ledger.evidence(store, "lain")) == ()
    (found,) = chain.faults("lain", ledger.evidence(store, "lain"))
    assert found == "the ledger is not the one of lain"
    with pytest.raises(RecordBroken, match="not the one of lain"), ledger.opened(store, "lain"):
        pass


def test_a_ledger_that_an_older_program_began_goes_on(store: FileStore) -> None:
    older = replace(STEP, number=1)
    laid(store, msgspec.json.encode(older))
    append(store, STEP)
    assert [step.previous for step in ledger.steps(store, "situs")] == ["", older.sha256()]
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()


def test_neither_a_time_ahead_nor_a_clock_set_back_breaks_a_ledger(store: FileStore) -> None:
    for days in (0, 3650, -3650):
        append(store, replace(STEP, at=AT + timedelta(days=days)))
    assert chain.faults("situs", ledger.evidence(store, "situs")) == ()
    assert ledger.summary(store, "situs").holdings[STEP.article].last.number == 3


def test_a_followed_ledger_is_read_again_only_when_it_changed(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    lines = store.ledger_lines

    def counted(target: str) -> Iterator[bytes]:
        read.append(target)
        return lines(target)

    monkeypatch.setattr(store, "ledger_lines", counted)
    append(store, STEP)
    followed = ledger.FollowedLedger(store, "situs")
    for _time in range(3):
        assert followed.summary().holdings.keys() == {STEP.article}
    assert len(read) == 1
    append(store, replace(STEP, article="261130-lain"))
    assert followed.summary().holdings.keys() == {STEP.article, "261130-lain"}


def test_four_times_the_lines_cost_four_times_the_time_to_check(store: FileStore) -> None:
    def seconds(count: int) -> float:
        linked = Chain("situs")
        many = (replace(STEP, article=f"261130-{number}", id="a" * 64) for number in range(count))
        laid(store, *(msgspec.json.encode(linked.link(step)) for step in many))
        began = process_time()
        with ledger.opened(store, "situs") as held:
            assert len(held.holdings) == count
        return process_time() - began

    few, many = (min(seconds(count) for _time in range(3)) for count in (5_000, 20_000))
    assert many < 10 * few  # the square would be 16 times


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)


@given(
    st.builds(
        Step,
        number=st.integers(0, 9),
        at=st.datetimes(timezones=st.just(UTC)),
        kind=st.sampled_from(StepKind),
        article=TEXTS,
        revision=st.integers(0, 2),
        message=TEXTS,
        recipient=TEXTS,
    )
)
def test_the_hash_of_a_step_is_the_one_of_the_record(step: Step) -> None:
    stored = msgspec.json.decode(msgspec.json.encode(step), type=Step)
    assert step.sha256() == stored.sha256() == digest(step)
