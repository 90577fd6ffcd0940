"""The contract of every store (`redaksi.store.base`), as tests.

The tests of a store inherit `StoreContract`.
"""

import pickle
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import to_builtins
from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import (
    Dossier,
    Member,
    Note,
    Origin,
    Photo,
    Role,
    SignOff,
    Stage,
    Team,
)
from redaksi.domain.concerns import Concern, ConcernKind, of_record
from redaksi.domain.days import Span
from redaksi.domain.hashing import sha256
from redaksi.domain.notification import LEDGER
from redaksi.errors import (
    AmbiguousId,
    ArticleNotFound,
    BadInput,
    Claimed,
    NewsroomNotFound,
    NotFound,
    Overtaken,
    Refused,
    StaleRevision,
)
from redaksi.store.base import (
    LARGEST_ATTACHMENT,
    LONGEST_LINE,
    MOST_CONCERNS,
    Claim,
    Content,
    Packed,
    Problem,
    Store,
)
from redaksi.store.query import Query, Sort
from redaksi.text import clean
from tests.store.pieces import (
    ANA,
    BEGIN,
    as_stored,
    at,
    dossiers,
    moved,
    piece,
    rewritten,
    searched,
    strings,
    versioned,
)
from tests.waiting import PATIENCE, soon

Open = Callable[[], Store]
HOSTILE = (
    *(
        "",
        " ",
        '"',
        '""',
        "AND",
        "NOT",
        "a AND",
        "NEAR(",
        "*",
        "-",
        "^",
        "words:x",
        "(",
        ")",
        "{",
        "\x00",
        "🔥",
        "'",
    ),
    *("; DROP TABLE articles", "a" * 100_000, "kata " * 3000, " ".join(map(str, range(5000)))),
    *("%", "_", "\ud800", "ﬁ", "½", "⑴", "㏂", "é", "e\u0301"),
)
one_store = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)


CURSORS: tuple[dict[str, str], ...] = ({}, {"first": "Budi"}, {"text": "alinea"}, {"tag": "kota"})
TEAM = Team(
    members=(Member(name="Ana", role=Role.CHIEF, login="ana"),),
    events=(record.chained((), 1, "added", BEGIN, ANA, {"name": "Ana"}),),
    seal="abc",
)


def slugged(article_id: str, slug: str) -> Dossier:
    return moved(piece(article_id), Stage.PUBLISHED, slug=slug)


def imported(article_id: str, fingerprint: str) -> Dossier:
    return moved(
        piece(article_id),
        Stage.DRAFT,
        origin=Origin(name="x.txt", format="text", fingerprint=fingerprint),
    )


def ignore(_done: int, _total: int) -> None:
    pass


def refuse(problem: Problem) -> None:
    pytest.fail(problem.why)


def whole(snapshot: Iterable[Packed]) -> list[Content]:
    """The files of `snapshot`, with all their bytes in the memory."""
    return [Content(one.name, b"".join(one.parts)) for one in snapshot]


def ids(rows: object) -> list[str]:
    return [row.id for row in rows]  # type: ignore[attr-defined]


class _Contract:
    """The base of the parts of the contract."""

    @pytest.fixture
    def store(self, open_store: Open) -> Iterator[Store]:
        store = open_store()
        yield store
        store.close()


class ArticleContract(_Contract):
    """Reading and saving whole articles."""

    def test_what_was_committed_comes_back(self, store: Store) -> None:
        saved = store.commit(piece("240603-aaaaa"))
        assert saved.version == 1
        assert store.dossier("240603-aaaaa") == saved

    def test_another_opening_of_the_newsroom_sees_it(self, store: Store, open_store: Open) -> None:
        saved = store.commit(piece("240603-aaaaa"))
        other = open_store()
        assert other.dossier("240603-aaaaa") == saved
        assert ids(other.page()) == ["240603-aaaaa"]
        other.close()

    @one_store
    @given(data=st.data())
    def test_every_dossier_comes_back_whatever_its_text(
        self, store: Store, data: st.DataObject
    ) -> None:
        article_id = record.new_id(BEGIN)
        dossier = data.draw(dossiers(article_id))
        saved = store.commit(dossier)
        found = as_stored(store.evidence(article_id))
        assert found == saved == replace(dossier, article=replace(dossier.article, version=1))
        for number in range(1, len(dossier.revisions) + 1):
            assert found.text_of(number) == dossier.text_of(number)
        shown = to_builtins(store.dossier(article_id))
        assert [
            one
            for one in strings(shown)
            if unicodedata.normalize("NFC", one) != clean.characters(one)
        ] == []

    def test_markup_and_escape_characters_are_only_data(self, store: Store) -> None:
        hostile = "[FOTO] [/] [bold]\x1b[31m \x00 </script> \u202e ' \" \\ \r\n {id} %s"
        saved = store.commit(piece("240603-aaaaa", headline=hostile, body=(hostile,)))
        assert as_stored(store.evidence("240603-aaaaa")) == saved
        shown = store.dossier("240603-aaaaa")
        assert shown.article.text.headline == store.page()[0].headline == clean.line(hostile)
        assert shown.article.text.body == (clean.characters(hostile),)
        assert shown.text_of(1) == shown.article.text

    def test_history_grows_and_stays(self, store: Store) -> None:
        first = store.commit(piece("240603-aaaaa"))
        second = store.commit(rewritten(first, "Baru.", "Alinea kedua."), first)
        third = store.commit(rewritten(second, "Alinea pertama."), second)
        found = store.dossier("240603-aaaaa")
        assert found == third
        assert [found.text_of(number).body for number in (1, 2, 3)] == [
            ("Alinea pertama.", "Alinea kedua."),
            ("Baru.", "Alinea kedua."),
            ("Alinea pertama.",),
        ]

    def test_another_process_that_is_handed_it_opens_the_same_newsroom(self, store: Store) -> None:
        saved = store.commit(piece("240603-aaaaa"))
        other: Store = pickle.loads(pickle.dumps(store))
        assert other.dossier("240603-aaaaa") == saved
        other.commit(rewritten(saved, "Baru."), saved)
        assert store.dossier("240603-aaaaa").version == 2
        other.close()

    def test_an_unknown_id_is_not_found(self, store: Store) -> None:
        for wrong in ("240603-zzzzz", "", "../../etc/passwd", "a/b", "..", "a\x00b", "x" * 5000):
            with pytest.raises(ArticleNotFound):
                store.dossier(wrong)

    def test_articles_come_one_by_one_in_order_and_harmless(self, store: Store) -> None:
        saved = [store.commit(piece(f"240603-a{number}", minutes=number)) for number in range(5)]
        store.commit(moved(piece("240603-b", headline="\x1b[31mMerah"), Stage.REVIEW))
        assert list(store.each(Query(stage=Stage.DRAFT))) == [
            one.article for one in reversed(saved)
        ]
        assert [one.id for one in store.each(limit=2)] == ["240603-a4", "240603-a3"]
        (red,) = store.each(Query(stage=Stage.REVIEW))
        assert "\x1b" not in red.text.headline

    # Versions

    def test_a_write_on_an_old_version_is_refused_and_writes_nothing(self, store: Store) -> None:
        first = store.commit(piece("240603-aaaaa"))
        theirs = store.commit(rewritten(first, "Punya Budi.", by="Budi"), first)
        with pytest.raises(StaleRevision, match="Budi") as caught:
            store.commit(rewritten(first, "Punya Ana."), first)
        assert (caught.value.base, caught.value.theirs) == (1, 2)
        assert store.dossier("240603-aaaaa") == theirs

    def test_an_id_is_given_once(self, store: Store) -> None:
        first = store.commit(piece("240603-aaaaa"))
        with pytest.raises(StaleRevision):
            store.commit(piece("240603-aaaaa", headline="Lain"))
        assert store.dossier("240603-aaaaa") == first

    def test_a_version_of_an_article_that_is_not_there_is_refused(self, store: Store) -> None:
        with pytest.raises(StaleRevision):
            store.commit(piece("240603-aaaaa"), versioned(piece("240603-aaaaa"), 3))
        with pytest.raises(ArticleNotFound):
            store.dossier("240603-aaaaa")

    def test_history_that_was_changed_is_refused(self, store: Store) -> None:
        first = store.commit(rewritten(piece("240603-aaaaa"), "Baru."))
        for forged in (
            replace(first, events=first.events[:-1]),
            replace(first, events=(*first.events[:-1], replace(first.events[-1], editor="Budi"))),
            replace(first, revisions=first.revisions[:-1]),
            replace(
                first, revisions=(first.revisions[0], replace(first.revisions[1], sha256="0"))
            ),
        ):
            with pytest.raises(ValueError, match="continue"):
                store.commit(forged, first)
        assert store.dossier("240603-aaaaa") == first

    def test_threads_lose_nothing(self, store: Store) -> None:
        store.commit(piece("240603-aaaaa"))

        def add(number: int) -> None:
            while True:
                present = store.dossier("240603-aaaaa")
                try:
                    store.commit(
                        rewritten(present, *present.article.text.body, f"Alinea {number}."),
                        present,
                    )
                except StaleRevision:
                    continue
                return

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(add, range(40)))
        found = store.dossier("240603-aaaaa")
        assert found.version == 41
        assert set(found.article.text.body) >= {f"Alinea {number}." for number in range(40)}
        assert store.page()[0].version == 41


class BoardContract(_Contract):
    """The articles as rows of the board."""

    # Ids

    def test_a_prefix_that_is_enough_names_the_article(self, store: Store) -> None:
        for article_id in ("240603-aaaaa", "240603-aabbb", "240604-ccccc"):
            store.commit(piece(article_id))
        assert store.resolve("240604") == "240604-ccccc"
        assert store.resolve("240603-aab") == "240603-aabbb"
        assert store.resolve("240603-aaaaa") == "240603-aaaaa"
        with pytest.raises(AmbiguousId, match="240603-aaaaa, 240603-aabbb"):
            store.resolve("240603-aa")

    def test_ids_are_suggested_newest_first(self, store: Store) -> None:
        for article_id in ("240603-aaaaa", "240603-aabbb", "240604-ccccc"):
            store.commit(piece(article_id))
        store.refresh()
        assert ids(store.suggest("", 2)) == ["240604-ccccc", "240603-aabbb"]
        assert ids(store.suggest("240603", 5)) == ["240603-aabbb", "240603-aaaaa"]
        assert ids(store.suggest("25", 5)) == ids(store.suggest("%", 5)) == []

    def test_what_begins_no_id_is_not_found(self, store: Store) -> None:
        store.commit(piece("240603-aaaaa"))
        for wrong in (
            "25",
            "240603-aaaaaa",
            "",
            "-",
            "%",
            "_",
            "*",
            "../",
            "240603-aaaaa/..",
            "\x00",
            "é",
            "𝟚",
        ):
            with pytest.raises(ArticleNotFound):
                store.resolve(wrong)

    # The board

    def test_rows_come_newest_first_and_in_pages(self, store: Store) -> None:
        for name, minutes in {"a": 3, "b": 1, "c": 2, "e": 2}.items():
            store.commit(piece(f"240603-{name}", minutes=minutes))
        order = ["240603-a", "240603-e", "240603-c", "240603-b"]
        assert ids(store.page()) == order
        assert ids(store.page(limit=2)) == order[:2]
        assert ids(store.page(limit=2, offset=1)) == order[1:3]
        assert ids(store.page(offset=3)) == order[3:]
        assert ids(store.page(offset=9)) == []
        assert ids(store.page(limit=0)) == []

    def test_a_row_says_what_the_article_says(self, store: Store) -> None:
        dossier = moved(
            piece("240603-a", rubric="Kota"), Stage.REVIEW, "Budi", due=at(90), embargo=at(91)
        )
        saved = store.commit(dossier).article
        (row,) = store.page()
        assert tuple(row) == (
            saved.id,
            saved.text.headline,
            Stage.REVIEW,
            "Budi",
            "Kota",
            1,
            saved.updated_at,
            saved.stage_since,
            at(90),
            at(91),
            False,
            0,
            False,
            False,
            None,
        )

    def test_a_row_tells_when_the_desk_first_published_the_article(self, store: Store) -> None:
        first, again = (
            SignOff(editor="Budi", at=at(number), revision=1, sha256="0" * 64) for number in (5, 9)
        )
        elsewhere = replace(first, origin="imported as published")
        for name, sign_offs in {"a": (first, again), "b": (elsewhere, again), "c": ()}.items():
            made = piece(f"240603-{name}")
            store.commit(replace(made, article=replace(made.article, sign_offs=sign_offs)))
        rows = {one.id: (one.sealed, one.first_published) for one in store.page()}
        assert rows == {
            "240603-a": (True, at(5)),
            "240603-b": (True, None),
            "240603-c": (False, None),
        }

    def test_a_spiked_article_leaves_rows_and_counts_and_comes_back(self, store: Store) -> None:
        dossier = store.commit(piece("240603-aaaaa"))
        store.commit(piece("240603-bbbbb"))
        spiked = store.commit(
            replace(dossier, article=replace(dossier.article, spiked_at=at(5))), dossier
        )
        assert ids(store.page()) == ids(store.page(Query(stage=Stage.DRAFT))) == ["240603-bbbbb"]
        assert ids(store.page(Query(spiked=True))) == ["240603-aaaaa"]
        assert store.counts()[Stage.DRAFT] == 1
        assert list(store.ids()) == ["240603-aaaaa", "240603-bbbbb"]
        store.commit(replace(spiked, article=replace(spiked.article, spiked_at=None)), spiked)
        assert len(store.page()) == store.counts()[Stage.DRAFT] == 2

    def test_rows_of_one_stage_and_one_editor(self, store: Store) -> None:
        store.commit(moved(piece("240603-a", minutes=1), Stage.DRAFT, "Budi"))
        store.commit(moved(piece("240603-b", minutes=2), Stage.REVIEW, "BUDI"))
        store.commit(moved(piece("240603-c", minutes=3), Stage.REVIEW, "Ana"))
        store.commit(
            moved(moved(piece("240603-e", minutes=4), Stage.DRAFT, "Budi"), Stage.REVIEW, "Ana")
        )
        assert ids(store.page(Query(stage=Stage.REVIEW))) == ["240603-e", "240603-c", "240603-b"]
        assert ids(store.page(Query(editor="budi"))) == ["240603-b", "240603-a"]
        assert ids(store.page(Query(stage=Stage.REVIEW, editor="Budi"))) == ["240603-b"]
        assert (
            ids(store.page(Query(stage=Stage.PUBLISHED)))
            == ids(store.page(Query(editor="Cici")))
            == ids(store.page(Query(unassigned=True)))
            == []
        )
        store.commit(piece("240603-f", minutes=5))
        assert ids(store.page(Query(unassigned=True, first="Budi"))) == ["240603-f"]

    def test_settings_are_replaced_only_over_those_that_were_seen(self, store: Store) -> None:
        store.commit_settings(b'name = "A"\n')
        store.commit_settings(b'name = "B"\n', b'name = "A"\n')
        with pytest.raises(Overtaken):
            store.commit_settings(b'name = "C"\n', b'name = "A"\n')
        assert store.newsroom().settings.data == b'name = "B"\n'

    def test_each_editor_has_a_count_by_stage(self, store: Store) -> None:
        assert store.holdings() == {}
        store.commit(moved(piece("240603-a"), Stage.DRAFT, "Budi"))
        store.commit(moved(piece("240603-b"), Stage.REVIEW, "BUDI"))
        store.commit(moved(piece("240603-c"), Stage.REVIEW, "Budi  "))
        store.commit(moved(piece("240603-d"), Stage.PUBLISHED, "Ana"))
        store.commit(moved(moved(piece("240603-e"), Stage.DRAFT, "Cici"), Stage.REVIEW, "Ana"))
        store.commit(moved(piece("240603-f"), Stage.DRAFT))
        aside = moved(piece("240603-g"), Stage.DRAFT, "Cici", spiked_at=at(5))
        store.commit(aside)
        assert store.holdings() == {
            "ana": {Stage.DRAFT: 0, Stage.REVIEW: 1, Stage.PUBLISHED: 1},
            "budi": {Stage.DRAFT: 1, Stage.REVIEW: 2, Stage.PUBLISHED: 0},
        }

    def test_filters_combine_with_one_another_and_with_words(self, store: Store) -> None:
        pieces = {
            "a": ("Kota", ("Banjir Rob",)),
            "b": ("kota", ("pasar", "banjir rob")),
            "c": ("Tani", ("pasar",)),
        }
        for minutes, (name, (rubric, tags)) in enumerate(pieces.items()):
            made = piece(
                f"240603-{name}",
                minutes=minutes,
                rubric=rubric,
                tags=tags,
                body=(f"Kata {name}{name}",),
            )
            store.commit(moved(made, Stage.DRAFT, "Budi" if name != "b" else "", due=at(minutes)))
        store.commit(moved(piece("240603-e", tags=("pasar",)), Stage.PUBLISHED, "Budi", due=at(0)))
        expected = {
            Query(rubric="KOTA"): "ba",
            Query(tag="banjir  rob"): "ba",
            Query(tag="banjir"): "",
            Query(tag="pasar", editor="budi"): "ce",
            Query(tag="pasar", editor="budi", stage=Stage.DRAFT): "c",
            Query(due=at(2)): "ba",
            Query(due=at(2), editor="Budi", rubric="kota"): "a",
            Query(text="kata"): "cba",
            Query(text="kata", tag="pasar"): "cb",
            Query(text="kata", tag="pasar", rubric="tani", due=at(9)): "c",
            Query(text="bb", editor="budi"): "",
            Query(text="-"): "",
            Query(text="kata", stage=Stage.DRAFT, first="budi"): "cab",
            Query(first="BUDI", tag="pasar"): "ceb",
        }
        for query, names in expected.items():
            found = ids(store.page(query))
            assert found == [f"240603-{name}" for name in names], query
            assert sum(store.counts(query).values()) == len(names), query
            pages = [store.page(query, 2, offset) for offset in range(0, 6, 2)]
            assert [one for page in pages for one in ids(page)] == found, query
            by_stage = {
                stage: [one for one in found if store.dossier(one).article.stage is stage]
                for stage in Stage
            }
            assert store.found(query) == by_stage, query
            assert ids(store.rows_of([*found[::-1], "240603-z"])) == found[::-1]

    def test_what_is_planned_for_a_span_is_found_by_due_time_and_embargo(
        self, store: Store
    ) -> None:
        plans = {
            "a": (Stage.DRAFT, 10, None),
            "b": (Stage.REVIEW, 5, 90),
            "c": (Stage.PUBLISHED, 10, None),  # not due any more
            "d": (Stage.PUBLISHED, None, 19),
            "e": (Stage.DRAFT, 20, 9),  # the end does not belong to the span
            "f": (Stage.DRAFT, None, None),
            "g": (Stage.DRAFT, 9, 20),
        }
        for name, (stage, due, embargo) in plans.items():
            made = moved(
                piece(f"240603-{name}", rubric="Kota" if name in "ad" else "Tani"),
                stage,
                "Budi" if name == "a" else "",
                due=None if due is None else at(due),
                embargo=None if embargo is None else at(embargo),
            )
            store.commit(made)
        span = Span(at(10), at(20))
        expected = {
            Query(): "ad",
            Query(editor="budi"): "a",
            Query(rubric="kota"): "ad",
            Query(rubric="tani"): "",
            Query(stage=Stage.PUBLISHED): "d",
            Query(text="alinea", due=at(11)): "a",
            Query(spiked=True): "",
        }
        for query, names in expected.items():
            assert ids(store.planned(span, query)) == [f"240603-{name}" for name in names], query
        assert ids(store.planned(Span(at(0), at(100)))) == [f"240603-{name}" for name in "abdeg"]
        kept = store.dossier("240603-a")
        store.commit(moved(kept, Stage.DRAFT, "Budi", spiked_at=at(1)), kept)
        assert ids(store.planned(span)) == ["240603-d"]

    def test_a_tag_is_found_as_long_as_the_article_has_it(self, store: Store) -> None:
        first = store.commit(piece("240603-a", tags=("satu", "dua")))
        article = replace(first.article, text=replace(first.article.text, tags=("dua", "tiga")))
        store.commit(replace(first, article=article), first)
        assert [len(store.page(Query(tag=tag))) for tag in ("satu", "dua", "tiga")] == [0, 1, 1]

    def test_every_order(self, store: Store) -> None:
        facts = {
            "a": ("zamrud", 3, None, 5),
            "b": ("Anggrek", 1, 7, 6),
            "c": ("mawar", 2, 4, 7),
            "e": ("Mawar", 2, 4, 8),
        }
        for name, (headline, since, due, minutes) in facts.items():
            made = piece(f"240603-{name}", headline=headline, minutes=minutes)
            soon = None if due is None else at(due)
            store.commit(moved(made, Stage.DRAFT, stage_since=at(since), due=soon))
        expected = {
            Sort.NEWEST: "ecba",
            Sort.DUE: "ceba",
            Sort.WAITING: "bcea",
            Sort.HEADLINE: "bcea",
        }
        for sort, names in expected.items():
            for query in (
                Query(sort=sort),
                Query(sort=sort, stage=Stage.DRAFT),
                Query(sort=sort, text="alinea"),
            ):
                assert ids(store.page(query)) == [f"240603-{name}" for name in names], query
                assert store.found(query)[Stage.DRAFT] == ids(store.page(query))
        assert ids(store.page(Query(sort=Sort.HEADLINE, text="mawar"))) == ["240603-c", "240603-e"]

    def test_pages_from_anywhere_are_slices_of_the_whole(self, store: Store) -> None:
        for number in range(7):
            made = piece(f"240603-a{number}", minutes=number // 2, headline=f"J {number % 3}")
            due = at(number % 4) if number % 2 else None
            store.commit(moved(made, Stage.DRAFT, stage_since=at(number % 2), due=due))
        for sort in Sort:
            for query in (Query(sort=sort), Query(sort=sort, stage=Stage.DRAFT)):
                whole = ids(store.page(query))
                for offset in range(9):
                    for limit in range(9):
                        assert (
                            ids(store.page(query, limit, offset)) == whole[offset : offset + limit]
                        )

    def test_a_page_goes_on_behind_a_row(self, store: Store) -> None:
        for number in range(9):
            made = piece(
                f"240603-a{number}", headline=f"j{number % 3}", minutes=number // 2, tags=("kota",)
            )
            due = None if number % 4 == 3 else at(number % 3)
            store.commit(
                moved(
                    made,
                    Stage.DRAFT,
                    "Ana" if number % 3 else "Budi",
                    stage_since=at(number % 2),
                    due=due,
                )
            )
        queries = [Query(sort=sort, **fields) for sort in Sort for fields in CURSORS]  # type: ignore[arg-type]
        for query in queries:
            whole = store.page(query)
            assert len(whole) == 9, query
            for number, row in enumerate(whole):
                assert store.page(query, 4, after=row) == whole[number + 1 :][:4], (query, number)
                assert store.page(query, 2, 3, row) == whole[number + 4 :][:2], (query, number)

    def test_what_comes_meanwhile_shifts_no_page(self, store: Store) -> None:
        for number in range(4):
            store.commit(piece(f"240603-a{number}", minutes=number))
        first = store.page(limit=2)
        assert ids(first) == ["240603-a3", "240603-a2"]
        store.commit(piece("240603-a9", minutes=9))
        assert ids(store.page(limit=2, after=first[-1])) == ["240603-a1", "240603-a0"]
        assert ids(store.page(limit=2, offset=2)) == ["240603-a2", "240603-a1"], (
            "an offset counts anew"
        )

    def test_a_row_counts_open_notes_and_tells_of_an_unanswered_return(self, store: Store) -> None:
        remark = Note(id="n1", text="Cek angkanya.", by="Ana", at=at(1))
        answered = replace(remark, id="n2", resolved_by="Budi", resolved_at=at(2))
        returned = replace(remark, id="n3", returned=True)
        base = piece("240603-a")

        def seen(*notes: Note, stage: Stage = Stage.DRAFT) -> tuple[int, bool]:
            over = store.dossier(base.id) if store.page() else None
            store.commit(replace(moved(base, stage), notes=notes), over)
            (row,) = store.page()
            return row.open_notes, row.returned

        assert seen() == (0, False)
        assert seen(remark, answered) == (1, False)
        assert seen(remark, returned) == (2, True)
        assert seen(returned, replace(returned, resolved_at=at(3))) == (1, False)
        assert seen(replace(returned, resolved_at=at(3)), returned) == (1, True)
        assert seen(returned, stage=Stage.REVIEW) == (1, False)

    def test_counts_follow_every_move(self, store: Store) -> None:
        nothing = dict.fromkeys(Stage, 0)
        assert store.counts() == nothing
        first = store.commit(piece("240603-a"))
        store.commit(piece("240603-b"))
        assert store.counts() == {**nothing, Stage.DRAFT: 2}
        second = store.commit(moved(first, Stage.REVIEW), first)
        assert store.counts() == {**nothing, Stage.DRAFT: 1, Stage.REVIEW: 1}
        store.commit(moved(second, Stage.PUBLISHED), second)
        assert store.counts() == {**nothing, Stage.DRAFT: 1, Stage.PUBLISHED: 1}

    def test_an_import_is_found_by_its_fingerprint_the_oldest_first(self, store: Store) -> None:
        for name, minutes in (("a", 2), ("b", 1), ("c", 3)):
            origin = Origin(name="x.txt", format="text", fingerprint="f1" if name != "c" else "f2")
            store.commit(
                moved(piece(f"240603-{name}", minutes=minutes), Stage.DRAFT, origin=origin)
            )
        store.commit(piece("240603-e"))
        assert store.find_import("f1") == "240603-b"
        assert store.find_import("f2") == "240603-c"
        assert store.find_import("f3") is store.find_import("") is None

    def test_an_article_is_found_by_its_slug(self, store: Store) -> None:
        store.commit(moved(piece("240603-a"), Stage.PUBLISHED, slug="banjir-rob"))
        store.commit(piece("240603-b"))
        assert store.find_slug("banjir-rob") == "240603-a"
        assert store.find_slug("banjir") is store.find_slug("") is None


def assigned(dossier: Dossier, to: str, minutes: float, by: str = "Ana") -> Dossier:
    """`dossier` after `by` assigned the draft to `to`, `minutes` after the opening."""
    person = replace(ANA, name=by)
    return record.log(dossier, "assigned", at(minutes), person, stage="draft", to=to)


class ActivityContract(_Contract):
    """The newest events, and whom they concern."""

    def test_the_newest_events_of_all_articles_come_first(self, store: Store) -> None:
        first = store.commit(piece("240603-a", minutes=1))
        second = store.commit(piece("240603-b", minutes=2))
        store.commit(rewritten(first, "Baru.", minutes=4), first)
        store.commit(
            moved(rewritten(second, "Juga.", minutes=3), Stage.DRAFT, spiked_at=at(3)), second
        )
        found = [(one.row.id, one.event.kind, one.event.at) for one in store.happenings()]
        assert found == [
            ("240603-a", "saved", at(4)),
            ("240603-b", "saved", at(3)),
            ("240603-b", "created", at(2)),
            ("240603-a", "created", at(1)),
        ]
        assert [one.row.version for one in store.happenings()] == [2, 2, 2, 2]

    @given(
        histories=st.lists(
            st.lists(st.integers(0, 9), min_size=1, max_size=5).map(sorted), max_size=6
        )
    )
    @one_store
    def test_events_are_in_order_whatever_the_order_of_saving(
        self, open_store: Open, histories: list[list[int]]
    ) -> None:
        store = open_store()
        made = {}
        for minutes in histories:
            dossier = piece(record.new_id(BEGIN), minutes=minutes[0])
            for later in minutes[1:]:
                dossier = rewritten(dossier, "Baru.", minutes=later)
            made[dossier.id] = store.commit(dossier)
        every = [(one.event.at, one.row.id, one.event.number) for one in store.happenings()]
        store.close()
        ours = sorted(
            (
                (event.at, dossier.id, event.number)
                for dossier in made.values()
                for event in dossier.events
            ),
            reverse=True,
        )
        assert every == sorted(every, reverse=True)
        assert [one for one in every if one[1] in made] == ours

    def test_few_events_are_had_without_reading_every_article(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(20):  # all at one moment, as an import leaves them
            store.commit(piece(f"240603-a{number:02}"))
        read: list[str] = []
        dossier = store.dossier

        def reading(article_id: str) -> Dossier:
            read.append(article_id)
            return dossier(article_id)

        monkeypatch.setattr(store, "dossier", reading)
        found = [one.row.id for one, _number in zip(store.happenings(), range(3), strict=False)]
        assert found == ["240603-a19", "240603-a18", "240603-a17"]
        assert len(read) <= 4

    def test_concerns_are_those_of_the_record_for_each_person(self, store: Store) -> None:
        first = assigned(piece("240603-a", minutes=1), "Budi", 2)
        second = assigned(piece("240603-b", minutes=1), "BUDI", 3, by="Cici")
        for dossier in (first, assigned(second, "Eka", 4)):
            store.commit(dossier)
        budi = [(one.kind, one.article, one.by, one.at) for one in store.concerns("budi")]
        assert budi == [
            (ConcernKind.ASSIGNED, "240603-b", "Cici", at(3)),
            (ConcernKind.ASSIGNED, "240603-a", "Ana", at(2)),
        ]
        every = store.concerns()
        assert [one.person for one in every] == ["Eka", "BUDI", "Budi"]
        assert set(every) == {*of_record(first), *of_record(assigned(second, "Eka", 4))}
        assert all(isinstance(one, Concern) for one in every)
        assert store.concerns("Ana") == store.concerns("Orang Lain") == []
        assert list(store.concerns("Budi", since=at(3))) == [every[1]]
        assert store.concerns("Budi", since=at(3.5)) == []
        assert list(store.concerns(limit=2)) == list(every[:2])

    def test_concerns_follow_the_record(self, store: Store) -> None:
        first = store.commit(assigned(piece("240603-a", minutes=1), "Budi", 2))
        back = record.log(first, "undone", at(3), ANA, what="assigned", undone=1)
        second = store.commit(assigned(back, "Eka", 4), first)
        assert [one.person for one in store.concerns()] == ["Eka"]
        store.commit(moved(second, Stage.DRAFT, spiked_at=at(5)), second)
        assert store.concerns() == []

    def test_of_an_article_the_newest_concerns_are_kept(self, store: Store) -> None:
        dossier = piece("240603-a")
        for number in range(MOST_CONCERNS + 5):
            dossier = record.log(
                replace(dossier, article=replace(dossier.article, version=number)),
                *("assigned", at(number), ANA),
                stage="draft",
                to="Budi",
            )
        store.commit(versioned(dossier, 0))
        found = store.concerns("Budi")
        assert len(found) == MOST_CONCERNS
        assert found[0].at == at(MOST_CONCERNS + 4)


class ClaimContract(_Contract):
    """Claims: values that only one article may have."""

    def test_a_claimed_slug_is_one_article_s_alone(self, store: Store, open_store: Open) -> None:
        first = store.commit(slugged("240603-a", "banjir-rob"), None, {Claim.SLUG})
        other = open_store()
        with pytest.raises(Claimed, match="banjir-rob") as caught:
            other.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})
        assert (caught.value.kind, caught.value.holder) == (Claim.SLUG, first.id)
        assert list(store.ids()) == [first.id]
        other.commit(slugged("240603-b", "banjir-rob-2"), None, {Claim.SLUG})
        assert store.commit(rewritten(first, "Baru."), first, {Claim.SLUG}).version == 2
        other.commit(slugged("240603-c", "banjir-rob"))  # without any claim
        other.commit(slugged("240603-e", ""), None, {Claim.SLUG})
        other.close()

    def test_a_claimed_import_is_there_once(self, store: Store, open_store: Open) -> None:
        first = store.commit(imported("240603-a", "f1"), None, {Claim.IMPORT})
        other = open_store()
        with pytest.raises(Claimed) as caught:
            other.commit(imported("240603-b", "f1"), None, {Claim.IMPORT, Claim.SLUG})
        assert (caught.value.kind, caught.value.holder) == (Claim.IMPORT, first.id)
        assert list(other.ids()) == [first.id]
        other.commit(imported("240603-b", "f1"))
        other.commit(imported("240603-c", "f2"), None, {Claim.IMPORT})
        other.close()

    def test_a_claim_of_an_old_version_is_refused(self, store: Store) -> None:
        first = store.commit(piece("240603-a"))
        store.commit(rewritten(first, "Baru."), first)
        late = replace(first, article=replace(first.article, slug="banjir-rob"))
        with pytest.raises(StaleRevision):
            store.commit(late, first, {Claim.SLUG})
        assert store.find_slug("banjir-rob") is None
        store.commit(slugged("240603-b", "banjir-rob"), None, {Claim.SLUG})

    def test_of_many_who_claim_at_once_one_gets_it(self, store: Store, open_store: Open) -> None:
        stores = [store, *(open_store() for _number in range(3))]

        def claim(number: int) -> bool:
            try:
                stores[number % 4].commit(
                    slugged(f"240603-a{number}", "banjir-rob"), None, {Claim.SLUG}
                )
            except Claimed:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sum(pool.map(claim, range(16))) == 1
        assert len(store.ids()) == 1
        for other in stores[1:]:
            other.close()


class SearchContract(_Contract):
    """Searching articles by their words."""

    def test_search_finds_beginnings_and_other_forms_of_a_word(self, store: Store) -> None:
        store.commit(piece("240603-a", headline="Warga berlari di alun-alun", minutes=1))
        store.commit(piece("240603-b", headline="Pembangunan jembatan", minutes=2))
        store.commit(piece("240603-c", headline="Lari pagi", minutes=3))
        assert (
            ids(searched(store, "berlari"))
            == ids(searched(store, "lari"))
            == ["240603-c", "240603-a"]
        )
        assert ids(searched(store, "JEMB")) == ["240603-b"]
        assert ids(searched(store, "membangun")) == ["240603-b"]
        assert ids(searched(store, "pagi lari")) == ["240603-c"]
        assert ids(searched(store, "pagi jembatan")) == []

    def test_search_looks_into_every_field(self, store: Store) -> None:
        photo = Photo(file="x.jpg", caption="takarirnya", credit="kreditnya")
        fields: dict[str, Any] = {
            "deck": "subjudulnya",
            "body": ("isi kesatu", "isi kedua"),
            "byline": "penulisnya",
            "dateline": "titimangsanya",
            "rubric": "rubriknya",
            "tags": ("tandanya",),
            "photos": (photo,),
        }
        store.commit(piece("240603-a", **fields))
        for word in (
            "judul",
            "subjudulnya",
            "kesatu",
            "kedua",
            "penulisnya",
            "titimangsanya",
            "rubriknya",
            "tandanya",
        ):
            assert ids(searched(store, word)) == ["240603-a"], word
        for word in ("takarirnya", "kreditnya"):
            assert ids(searched(store, word)) == ["240603-a"], word

    def test_search_finds_what_an_article_says_now(self, store: Store) -> None:
        first = store.commit(piece("240603-a", body=("Kambing.",)))
        assert ids(searched(store, "kambing")) == ["240603-a"]
        store.commit(rewritten(first, "Sapi."), first)
        assert ids(searched(store, "kambing")) == []
        assert ids(searched(store, "sapi")) == ["240603-a"]

    def test_search_answers_newest_first_whatever_the_order_of_saving(self, store: Store) -> None:
        for number in (5, 2, 9, 1, 7, 3, 8, 0, 6, 4):
            store.commit(piece(f"240603-a{number}", minutes=number // 2))
            searched(store, "judul")
        assert ids(searched(store, "judul")) == [
            f"240603-a{number}" for number in range(9, -1, -1)
        ]
        assert ids(searched(store, "judul", limit=3)) == ["240603-a9", "240603-a8", "240603-a7"]
        assert ids(searched(store, "judul", limit=0)) == []

    @pytest.mark.parametrize("query", HOSTILE)
    def test_search_takes_any_query_for_words(self, store: Store, query: str) -> None:
        store.commit(piece("240603-a", body=("Biasa saja.",)))
        assert ids(searched(store, query)) == []
        assert ids(searched(store, f"biasa {'' if any(map(str.isalnum, query)) else query}")) == [
            "240603-a"
        ]

    @one_store
    @given(query=st.text(max_size=20))
    def test_search_never_stumbles(self, store: Store, query: str) -> None:
        searched(store, query)

    @one_store
    @given(
        words=st.lists(
            st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8),
            min_size=1,
            max_size=4,
        )
    )
    def test_search_finds_each_word_that_was_written(self, store: Store, words: list[str]) -> None:
        article_id = record.new_id(BEGIN)
        store.commit(piece(article_id, body=(" ".join(words),)))
        assert article_id in ids(searched(store, " ".join(words), limit=1000))


class TeamContract(_Contract):
    """The team of the newsroom."""

    def test_the_team_is_kept_by_the_same_rules(self, store: Store, open_store: Open) -> None:
        assert store.team() == Team()
        event = record.chained((), 1, "added", BEGIN, ANA, {"name": "Ana"})
        team = Team(
            members=(Member(name="Ana", role=Role.CHIEF, login="ana"),),
            events=(event,),
            seal="abc",
        )
        first = store.commit_team(team)
        assert first == replace(team, version=1)
        other = open_store()
        assert other.team() == first
        other.close()
        second = store.commit_team(replace(first, members=()))
        with pytest.raises(StaleRevision, match="Ana"):
            store.commit_team(replace(first, members=(Member(name="Budi"),)))
        with pytest.raises(ValueError, match="continue"):
            store.commit_team(replace(second, events=()))
        assert store.team() == second


class LockContract(_Contract):
    """Locks that let one holder in at a time."""

    def test_a_purpose_is_held_by_one_at_a_time(self, store: Store, open_store: Open) -> None:
        other = open_store()
        order: list[str] = []

        def wait() -> None:
            with other.exclusively("newsroom"):
                order.append("second")

        thread = threading.Thread(target=wait)
        with store.exclusively("newsroom"), store.exclusively("export"):
            thread.start()
            thread.join(0.1)
            assert thread.is_alive()
            order.append("first")
        thread.join(5)
        assert order == ["first", "second"]
        other.close()


class LedgerContract(_Contract):
    """Lines that are only appended, a ledger for each target."""

    def test_lines_come_back_in_their_order(self, store: Store, open_store: Open) -> None:
        assert list(store.ledgers()) == []
        assert list(store.ledger_lines("situs")) == []
        with store.ledger("situs") as ledger:
            assert list(ledger.lines()) == []
            for line in (b"satu", b"dua \xff"):
                ledger.append(line)
            assert list(ledger.lines()) == [b"satu", b"dua \xff"]
        with store.ledger("situs") as ledger:
            ledger.append(b"tiga")
        with store.ledger("arsip-2") as ledger:
            ledger.append(b"lain")
        other = open_store()
        assert list(other.ledger_lines("situs")) == [b"satu", b"dua \xff", b"tiga"]
        assert list(other.ledgers()) == ["arsip-2", "situs"]
        other.close()

    def test_the_stamp_of_a_ledger_changes_with_each_append(self, store: Store) -> None:
        stamps = [store.ledger_stamp("situs")]
        for line in (b"satu", b"dua"):
            with store.ledger("situs") as held:
                held.append(line)
            stamps.append(store.ledger_stamp("situs"))
            with store.ledger("lain") as held:
                held.append(line)
            assert store.ledger_stamp("situs") == stamps[-1]
        assert len(set(stamps)) == 3

    def test_who_appends_nothing_makes_no_ledger(self, store: Store) -> None:
        with store.ledger("situs"):
            pass
        assert list(store.ledgers()) == []

    @pytest.mark.parametrize("line", [b"", b"a\nb", b"a\0", b"a" * (LONGEST_LINE + 1)])
    def test_a_line_that_could_not_be_read_again_is_not_written(
        self, store: Store, line: bytes
    ) -> None:
        with store.ledger("situs") as ledger, pytest.raises(ValueError, match="not a line"):
            ledger.append(line)
        with store.ledger("situs") as ledger:
            ledger.append(b"a" * LONGEST_LINE)
            ledger.append(b"a")
        assert list(map(len, store.ledger_lines("situs"))) == [LONGEST_LINE, 1]

    def test_the_ledger_of_notifications_stands_beside_those_of_targets(
        self, store: Store
    ) -> None:
        with store.ledger(LEDGER) as ledger:
            ledger.append(b"satu")
        assert list(store.ledgers()) == [LEDGER]
        assert list(store.ledger_lines(LEDGER)) == [b"satu"]

    @pytest.mark.parametrize(
        "target", ["", "Situs", "-a", "a/b", "..", "a" * 41, "a\n", "é", "_lain"]
    )
    def test_what_is_no_name_of_a_target_is_refused(self, store: Store, target: str) -> None:
        for act in (
            store.ledger_lines,
            store.ledger_stamp,
            lambda name: store.ledger(name).__enter__(),
        ):
            with pytest.raises(BadInput):
                act(target)

    def test_a_ledger_is_held_by_one_at_a_time(self, store: Store, open_store: Open) -> None:
        other = open_store()

        def append() -> None:
            with other.ledger("situs") as ledger:
                ledger.append(b"dua")

        thread = threading.Thread(target=append)
        with store.ledger("situs") as ledger, store.ledger("lain"):
            thread.start()
            thread.join(0.1)
            assert thread.is_alive()
            ledger.append(b"satu")
        thread.join(5)
        assert list(store.ledger_lines("situs")) == [b"satu", b"dua"]
        other.close()

    def test_the_lines_are_read_while_somebody_holds_the_ledger(self, store: Store) -> None:
        with store.ledger("situs") as ledger:
            ledger.append(b"satu")
            assert list(store.ledger_lines("situs")) == [b"satu"]


class AttachmentContract(_Contract):
    """Bytes that are kept by their hash."""

    def test_bytes_come_back_by_their_hash(self, store: Store, open_store: Open) -> None:
        several = [b"", b"isi", bytes(range(256)) * 1000]
        hashes = [store.attach(data) for data in several]
        assert hashes == [sha256(data) for data in several]
        other = open_store()
        assert [other.attachment(one) for one in hashes] == several
        assert all(map(other.has_attachment, hashes))
        assert list(other.attachments()) == sorted(hashes)
        other.close()

    def test_the_same_bytes_are_kept_once(self, store: Store) -> None:
        assert store.attach(b"isi") == store.attach(b"isi")
        assert len(store.attachments()) == 1

    @pytest.mark.parametrize("name", ["", "0" * 64, "x" * 64, "../" * 20, "A" * 64, "a\x1b[2J"])
    def test_what_is_not_here_is_not_found(self, store: Store, name: str) -> None:
        store.attach(b"isi")
        assert not store.has_attachment(name)
        with pytest.raises(NotFound) as caught:
            store.attachment(name)
        assert "\x1b" not in caught.value.sentence

    def test_what_could_not_be_read_again_is_not_kept(self, store: Store) -> None:
        with pytest.raises(BadInput):
            store.attach(bytes(LARGEST_ATTACHMENT + 1))
        assert list(store.attachments()) == []
        assert len(store.attachment(store.attach(bytes(LARGEST_ATTACHMENT)))) == LARGEST_ATTACHMENT


class ChangeContract(_Contract):
    """Notifications of changes by others."""

    def test_a_refresh_without_changes_is_empty(self, store: Store) -> None:
        store.commit(piece("240603-a"))
        store.refresh()
        assert store.refresh() == set()
        assert store.problems() == []

    def test_a_watch_tells_what_others_save_within_two_seconds(
        self, store: Store, open_store: Open
    ) -> None:
        first = store.commit(piece("240603-a"))
        stop = threading.Event()
        seen: list[str] = []

        def watch() -> None:
            seen.extend(told for ids in store.changes(stop) for told in (ids or {"-"}))

        thread = threading.Thread(target=watch)
        thread.start()
        other = open_store()
        try:
            assert soon(lambda: "-" in seen)  # the watch began
            other.commit(rewritten(first, "Baru."), first)
            assert soon(lambda: "240603-a" in seen)
            assert store.page()[0].version == 2
            other.commit(piece("240603-b"))
            assert soon(lambda: "240603-b" in seen)
            del seen[:]
            other.commit_team(Team(members=(Member(name="Ana"),)))
            assert soon(lambda: "-" in seen)
        finally:
            stop.set()
            thread.join(PATIENCE)
            other.close()
        assert not thread.is_alive()


class SettingsContract(_Contract):
    """The settings of the newsroom."""

    def test_the_settings_are_what_was_committed(self, store: Store, open_store: Open) -> None:
        with pytest.raises(NewsroomNotFound):
            _ = store.newsroom().settings
        store.commit_settings(b'name = "Kabar"\n')
        other = open_store()
        assert other.newsroom().settings.data == b'name = "Kabar"\n'
        assert other.newsroom().address == store.newsroom().address
        other.close()

    def test_the_name_for_programs_stays(self, store: Store, open_store: Open) -> None:
        first = store.commit_team(TEAM)
        name = store.newsroom().uuid
        assert re.fullmatch("[0-9a-f]{32}", name)
        event = record.chained(TEAM.events, 2, "added", BEGIN, ANA, {"name": "Budi"})
        store.commit_team(
            replace(
                first, members=(*TEAM.members, Member(name="Budi")), events=(*TEAM.events, event)
            )
        )
        store.commit(piece("240603-a"))
        store.commit_settings(b"")
        other = open_store()
        assert other.newsroom().uuid == name
        other.close()


class SnapshotContract(_Contract):
    """Snapshots of the whole newsroom.

    The fixture `empty_store` provides a second newsroom that does not exist yet.
    """

    def test_what_a_snapshot_holds_can_be_loaded(self, store: Store, empty_store: Store) -> None:
        first = store.commit(piece("240603-a"))
        saved = [store.commit(rewritten(first, "Baru."), first), store.commit(piece("240603-b"))]
        team = store.commit_team(TEAM)
        store.commit_settings(b'name = "Kabar"\n')
        photo = store.attach(b"foto")
        with store.ledger("situs") as ledger:
            ledger.append(b"satu")
        done: list[tuple[int, int]] = []
        snapshot = whole(store.snapshot(lambda *progress: done.append(progress), refuse))
        assert done[-1] == (3, 3)
        assert empty_store.load(iter(snapshot)) == len(snapshot) == 6
        assert empty_store.attachment(photo) == b"foto"
        assert list(empty_store.ledger_lines("situs")) == [b"satu"]
        assert [empty_store.dossier(one.id) for one in saved] == saved
        assert empty_store.team() == team
        assert empty_store.newsroom().settings.data == b'name = "Kabar"\n'
        assert empty_store.newsroom().uuid == store.newsroom().uuid
        assert whole(empty_store.snapshot(ignore, refuse)) == snapshot
        with pytest.raises(Refused):
            empty_store.load(iter(snapshot))

    def test_a_snapshot_that_breaks_off_leaves_nothing(
        self, store: Store, empty_store: Store
    ) -> None:
        store.commit(piece("240603-a"))
        store.commit_team(TEAM)
        store.commit_settings(b"")

        def broken() -> Iterator[Packed]:
            yield from store.snapshot(ignore, refuse)
            raise BadInput("putus")

        with pytest.raises(BadInput):
            empty_store.load(broken())
        assert empty_store.load(store.snapshot(ignore, refuse)) == 3


class StoreContract(
    ArticleContract,
    BoardContract,
    ActivityContract,
    ClaimContract,
    SearchContract,
    TeamContract,
    LockContract,
    LedgerContract,
    AttachmentContract,
    ChangeContract,
    SettingsContract,
    SnapshotContract,
):
    """The whole contract; a subclass provides the fixtures `open_store` and `empty_store`.

    `open_store` is a function that opens always the same newsroom, which is empty at first.
    `empty_store` opens a second newsroom that does not exist yet.
    """
