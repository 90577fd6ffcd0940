"""Deliveries of the desk: what is due, who may, what is trusted, and what is known afterwards."""

from datetime import timedelta

import pytest

from redaksi.delivery import opening
from redaksi.delivery.base import Unreachable
from redaksi.desk.deliveries import NOTHING, Outcome, Permission
from redaksi.domain.article import Text
from redaksi.domain.delivery import State
from redaksi.errors import BadInput, MoveRefused, NotFound, Stopped
from tests.delivery.imitation import WEBSITE, Website
from tests.desk.rooms import CHIEF, TEXT, Room

OVERWRITE = Permission(overwrite=True)


class Served:
    """A room with a website as its target, which the chief and Budi trust."""

    def __init__(self, room: Room, site: Website) -> None:
        self.room = room
        self.site = site
        self.settings = (room.folder / "newsroom.toml").read_text()
        self.write(WEBSITE)
        desk = room.desk(CHIEF)
        desk.deliveries.trust(desk.deliveries.target("situs"))

    def write(self, more: str) -> None:
        (self.room.folder / "newsroom.toml").write_text(self.settings + more)

    def deliver(
        self,
        *ids: str,
        by: str = "Budi Editor",
        allowed: Permission = NOTHING,
        dry_run: bool = False,
    ) -> list[Outcome]:
        report = self.room.desk(by).deliveries.deliver(ids, allowed=allowed, dry_run=dry_run)
        assert report.troubles == ()
        return list(report.outcomes)

    def states(self, *ids: str) -> dict[str, State]:
        found = self.room.desk(CHIEF).deliveries.status(ids)
        return {one.article: one.state for one in found}


@pytest.fixture
def served(room: Room, monkeypatch: pytest.MonkeyPatch) -> Served:
    site = Website()
    monkeypatch.setenv("SITUS_PASSWORD", "rahasia-benar")
    monkeypatch.setattr(opening, "connect", lambda _target, _secret, _around: site)
    return Served(room, site)


def test_everything_that_is_due_is_delivered_once(served: Served) -> None:
    first, second = served.room.published(), served.room.published()
    served.room.draft()
    assert served.states() == {first.id: State.WAITING, second.id: State.WAITING}
    assert {one.article for one in served.deliver()} == {first.id, second.id}
    assert served.states() == {first.id: State.DELIVERED, second.id: State.DELIVERED}
    writes = served.site.writes
    assert served.deliver() == []
    assert served.site.writes == writes


def test_a_note_does_not_make_an_article_due_again(served: Served) -> None:
    article = served.room.published()
    served.deliver()
    served.room.desk("Ani Editor").notes.add(article.id, "Bagus.")
    assert served.deliver() == []
    assert served.states() == {article.id: State.DELIVERED}


def test_a_text_published_again_is_out_of_date_until_it_is_read_back(served: Served) -> None:
    article = served.room.published()
    served.deliver()
    ani, budi = served.room.desk("Ani Editor"), served.room.desk("Budi Editor")
    budi.moves.reopen(article.id, "salah nama")
    assert served.states() == {article.id: State.DELIVERED}
    draft = served.room.store.dossier(article.id)
    ani.copy.save(article.id, Text(headline="Banjir Reda", body=TEXT.body), draft.version)
    ani.moves.submit(article.id, "Budi Editor")
    assert served.deliver() == []
    assert served.site.public()[0].lines[0] == TEXT.headline
    budi.moves.publish(article.id)
    assert served.states() == {article.id: State.OUTDATED}
    assert [one.state for one in served.deliver()] == [State.DELIVERED]
    assert [page.lines[0] for page in served.site.public()] == ["Banjir Reda"]


def test_nothing_leaves_before_its_embargo(served: Served) -> None:
    article = served.room.published()
    desk = served.room.desk(CHIEF)
    until = (desk.now() + timedelta(hours=3)).isoformat()
    desk.copy.set(article.id, {"embargo": until})
    assert served.states() == {article.id: State.EMBARGOED}
    for ids in ((), (article.id,)):
        (outcome,) = served.deliver(*ids)
        assert outcome.state is State.EMBARGOED
        assert "Embargo until" in outcome.message
    assert served.site.pages == []


def test_a_guest_may_not_deliver_and_an_editor_not_overwrite(served: Served) -> None:
    article = served.room.published()
    with pytest.raises(MoveRefused, match="guest"):
        served.deliver(by="Gita Guest")
    for allowed in (OVERWRITE, Permission(adopt=True)):
        with pytest.raises(MoveRefused, match="chief"):
            served.deliver(article.id, allowed=allowed)
    with pytest.raises(MoveRefused, match="chief"):
        served.room.desk("Budi Editor").deliveries.withdraw(article.id, "situs", "salah")
    assert served.site.writes == 0


def test_any_change_of_a_target_asks_for_trust_anew(served: Served) -> None:
    served.room.published()
    for before, after in (
        ("https://contoh.id", "https://pencuri.example"),
        ("env:SITUS_PASSWORD", "env:HOME"),
        ('user = "redaksi"', 'user = "lain"'),
    ):
        served.write(WEBSITE.replace(before, after))
        report = served.room.desk(CHIEF).deliveries.deliver()
        assert [trouble.target for trouble in report.troubles] == ["situs"]
        assert "changed since you trusted it" in report.troubles[0].message
        assert "redaksi trust target situs" in report.troubles[0].message
    assert served.site.writes == 0
    served.write(WEBSITE)
    assert len(served.deliver()) == 1


def test_an_untrusted_target_is_refused_before_its_secret_is_read(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    served.room.published()
    desk = served.room.desk(CHIEF)
    assert desk.deliveries.distrust("situs")
    monkeypatch.delenv("SITUS_PASSWORD")
    report = desk.deliveries.deliver()
    assert "not trusted" in report.troubles[0].message


def test_limits_hold_for_what_is_due_and_not_for_named_articles(served: Served) -> None:
    served.write(WEBSITE + 'rubrics = ["Ekonomi"]\n')
    sport = served.room.published()
    economy = served.room.published(Text(headline="Harga", body=TEXT.body, rubric="ekonomi"))
    assert [one.article for one in served.deliver()] == [economy.id]
    assert [one.article for one in served.deliver(sport.id)] == [sport.id]
    assert served.states() == {sport.id: State.DELIVERED, economy.id: State.DELIVERED}


def test_a_target_that_does_not_answer_keeps_what_was_done_before(served: Served) -> None:
    articles = [served.room.published() for _ in range(3)]
    calls = iter(range(100))

    def trouble(call: str) -> object:
        if call == "create" and next(calls) == 1:
            raise Unreachable("It does not answer.")
        return None

    served.site.trouble = trouble
    report = served.room.desk(CHIEF).deliveries.deliver()
    assert [trouble.exit_code for trouble in report.troubles] == [7]
    assert [one.state for one in report.outcomes] == [State.DELIVERED]
    assert sorted(served.states().values()) == ["delivered", "failed", "waiting"]
    served.site.trouble = lambda _call: None
    served.deliver()
    assert set(served.states().values()) == {State.DELIVERED}
    assert len(served.site.public()) == len(articles)


def test_a_withdrawn_article_is_not_due_and_can_be_named(served: Served) -> None:
    article = served.room.published()
    served.deliver()
    outcome = served.room.desk(CHIEF).deliveries.withdraw(article.id, "situs", "salah foto")
    assert outcome.state is State.WITHDRAWN
    assert served.states() == {article.id: State.WITHDRAWN}
    assert served.deliver() == []
    assert [one.state for one in served.deliver(article.id)] == [State.DELIVERED]


def test_a_withdrawal_needs_a_reason(served: Served) -> None:
    article = served.room.published()
    with pytest.raises(BadInput, match="reason"):
        served.room.desk(CHIEF).deliveries.withdraw(article.id, "situs", "  ")


def test_a_change_at_the_target_is_told_and_stays_known(served: Served) -> None:
    article = served.room.published()
    served.deliver()
    served.site.pages[0].lines = ("Judul orang lain",)
    assert [one.state for one in served.deliver(article.id)] == [State.CHANGED]
    assert served.states() == {article.id: State.CHANGED}
    assert [one.state for one in served.deliver(article.id, by=CHIEF, allowed=OVERWRITE)] == [
        State.DELIVERED
    ]


def test_a_dry_run_writes_nothing_anywhere(served: Served) -> None:
    article = served.room.published()
    outcomes = served.deliver(dry_run=True)
    assert [(one.article, one.state) for one in outcomes] == [(article.id, State.WAITING)]
    assert served.site.writes == 0
    assert list(served.room.store.ledger_lines("situs")) == []


def test_an_unknown_target_is_named(served: Served) -> None:
    with pytest.raises(NotFound, match="no target web"):
        served.room.desk(CHIEF).deliveries.deliver((), ("web",))


def test_bad_settings_of_one_target_do_not_stop_another(served: Served) -> None:
    article = served.room.published()
    served.write(WEBSITE + '[[target]]\nname = "lama"\nkind = "drupal"\n')
    report = served.room.desk(CHIEF).deliveries.deliver()
    assert [one.article for one in report.outcomes] == [article.id]
    assert ["drupal" in trouble.message for trouble in report.troubles] == [True]
    told = {one.name: one.problems for one in served.room.desk(CHIEF).deliveries.targets()}
    assert told["situs"] == ()
    assert "drupal" in told["lama"][0]


def test_an_altered_text_is_not_delivered(served: Served) -> None:
    article = served.room.published()
    (path,) = (served.room.folder / "articles").rglob(f"{article.id}.json")
    path.write_text(path.read_text().replace("Air surut sejak pagi.", "Air naik sejak pagi."))
    outcomes = served.deliver(article.id)
    assert [one.state for one in outcomes] == [State.FAILED]
    assert "sign-off" in outcomes[0].message
    assert served.site.pages == []


def test_states_are_told_without_reading_an_article(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered = served.room.published()
    served.deliver()
    waiting, hidden = served.room.published(), served.room.published()
    desk = served.room.desk(CHIEF)
    desk.copy.set(hidden.id, {"embargo": (desk.now() + timedelta(hours=3)).isoformat()})
    served.room.draft()

    def unread(_store: object, article_id: str) -> object:
        raise AssertionError(article_id)

    monkeypatch.setattr(type(served.room.store), "dossier", unread)
    assert served.states() == {
        delivered.id: State.DELIVERED,
        waiting.id: State.WAITING,
        hidden.id: State.EMBARGOED,
    }


@pytest.mark.parametrize(
    ("limits", "waits"),
    [
        ('rubrics = ["EKONOMI"]', True),
        ('tags = ["Harga ", "pasar"]', True),
        ('rubrics = ["Ekonomi"]\ntags = ["harga"]', True),
        ('rubrics = ["Olahraga"]', False),
        ('tags = ["har"]', False),
        ('rubrics = ["Olahraga"]\ntags = ["harga"]', False),
    ],
)
def test_the_index_limits_as_the_text_does(served: Served, limits: str, waits: bool) -> None:
    served.write(f"{WEBSITE}{limits}\n")
    text = Text(headline="Harga", body=TEXT.body, rubric="ekonomi", tags=("Sawah", "harga"))
    article = served.room.published(text)
    assert served.states() == ({article.id: State.WAITING} if waits else {})
    # Over a draft, the rubric of the row is not the one of the live text any more.
    served.room.desk("Budi Editor").moves.reopen(article.id, "salah")
    served.room.desk("Budi Editor").copy.set(article.id, {"rubric": "lain", "tags": ""})
    assert served.states() == ({article.id: State.WAITING} if waits else {})


def test_a_publication_goes_to_the_targets_that_get_each_at_once(served: Served) -> None:
    old = served.room.published()
    new = served.room.published()
    deliveries = served.room.desk("Budi Editor").deliveries
    assert deliveries.published([new.id]).outcomes == ()
    assert served.site.writes == 0
    served.write(WEBSITE + "on_publish = true\n")
    report = deliveries.published([new.id])
    assert [(one.article, one.state) for one in report.outcomes] == [(new.id, State.DELIVERED)]
    assert served.states() == {old.id: State.WAITING, new.id: State.DELIVERED}
    assert deliveries.published([new.id]).outcomes == ()


def test_a_publication_waits_for_its_embargo_and_for_the_limits_of_a_target(
    served: Served,
) -> None:
    served.write(WEBSITE + 'on_publish = true\nrubrics = ["Ekonomi"]\n')
    sport = served.room.published()
    economy = served.room.published(Text(headline="Harga", body=TEXT.body, rubric="Ekonomi"))
    desk = served.room.desk(CHIEF)
    desk.copy.set(economy.id, {"embargo": (desk.now() + timedelta(hours=3)).isoformat()})
    report = desk.deliveries.published([sport.id, economy.id])
    assert [(one.article, one.state) for one in report.outcomes] == [(economy.id, State.EMBARGOED)]
    assert served.site.writes == 0


def test_what_prevents_the_delivery_of_a_publication_is_reported_and_not_raised(
    served: Served,
) -> None:
    served.write(WEBSITE + "on_publish = true\n")
    article = served.room.published()
    desk = served.room.desk(CHIEF)
    desk.deliveries.distrust("situs")
    report = desk.deliveries.published([article.id])
    assert "not trusted" in report.troubles[0].message
    assert served.states() == {article.id: State.WAITING}
    (served.room.folder / "newsroom.toml").write_text("[[target]\n")
    assert desk.deliveries.published([article.id]).troubles == ()


def test_deliveries_stop_after_the_present_article(served: Served) -> None:
    for _ in range(3):
        served.room.published()

    def stop(_done: int, _total: int) -> None:
        raise Stopped("Stopped.")

    report = served.room.desk(CHIEF).deliveries.deliver(progress=stop)
    assert report.is_stopped
    assert report.troubles == ()
    assert [one.state for one in report.outcomes] == [State.DELIVERED]
    assert sorted(served.states().values()) == ["delivered", "waiting", "waiting"]
    assert len(served.deliver()) == 2


def test_the_most_urgent_state_of_all_targets_is_told(served: Served) -> None:
    article = served.room.published()
    served.deliver()
    deliveries = served.room.desk(CHIEF).deliveries
    assert deliveries.most_urgent([article.id]) == {article.id: State.DELIVERED}
    served.write(WEBSITE + WEBSITE.replace("situs", "kedua"))
    assert deliveries.most_urgent([article.id]) == {article.id: State.WAITING}
    assert deliveries.most_urgent([]) == {}


def test_an_open_desk_sees_what_others_deliver(served: Served) -> None:
    article = served.room.published()
    deliveries = served.room.desk("Ani Editor").deliveries
    assert [one.outcome.state for one in deliveries.overview()] == [State.WAITING]
    served.deliver()
    (delivery,) = deliveries.overview()
    assert (delivery.outcome.state, delivery.by) == (State.DELIVERED, "Budi Editor")
    assert delivery.headline == TEXT.headline
    ledger = served.room.folder / "deliveries/situs.jsonl"
    ledger.unlink()
    assert [one.outcome.state for one in deliveries.overview()] == [State.WAITING]
    assert deliveries.most_urgent([article.id]) == {article.id: State.WAITING}
