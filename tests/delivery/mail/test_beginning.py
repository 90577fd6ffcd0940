"""A target of messages sends no archive: it begins with the news of the day it is trusted."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from redaksi.delivery import ledger
from redaksi.desk import overdue
from redaksi.desk.backup import restore_backup
from redaksi.desk.deliveries import Outcome
from redaksi.desk.doctor import OVERDUE
from redaksi.domain.article import Dossier, NoticeKind, Text
from redaksi.domain.delivery import State, Step, StepKind, signed
from redaksi.store.files import FileStore
from tests.delivery.mail.receiver import Receiver, running
from tests.desk.conftest import _own_surroundings, room
from tests.desk.rooms import CHIEF, TEXT, Room

__all__ = ["_own_surroundings", "room"]  # fixtures

ANI, BUDI = "ani@contoh.id", "budi@contoh.id"
EDITOR = "Budi Editor"


class Wire:
    """A newsroom with a target of mail to two addresses, and the server that takes the mail."""

    def __init__(self, room: Room, receiver: Receiver) -> None:
        self.room = room
        self.receiver = receiver
        self._settings = (room.folder / "newsroom.toml").read_text()
        self._list = room.folder.parent / "pelanggan"
        self._list.write_text(f"{ANI}\n{BUDI}\n")
        self._list.chmod(0o600)
        self.write()

    def write(self, more: str = "", user: str = "redaksi@kabar.id") -> None:
        """Write the target into the settings, with `more` fields."""
        target = (
            '\n[[target]]\nname = "surat"\nkind = "mail"\n'
            f'url = "smtp://127.0.0.1:{self.receiver.port}"\n'
            f'user = "{user}"\nto = "file:{self._list}"\n{more}\n'
        )
        (self.room.folder / "newsroom.toml").write_text(self._settings + target)

    def trust(self, by: str = CHIEF) -> None:
        deliveries = self.room.desk(by).deliveries
        deliveries.trust(deliveries.target("surat"))

    def published(self, headline: str) -> Dossier:
        return self.room.published(Text(headline=headline, body=TEXT.body))

    def again(self, dossier: Dossier, headline: str) -> Dossier:
        """`dossier`, corrected and published again."""
        ani, budi = self.room.desk("Ani Editor"), self.room.desk(EDITOR)
        budi.moves.reopen(dossier.id, "salah", kind=NoticeKind.RALAT, public="Judul salah.")
        draft = self.room.store.dossier(dossier.id)
        ani.copy.save(dossier.id, Text(headline=headline, body=TEXT.body), draft.version)
        ani.moves.submit(dossier.id, EDITOR)
        return budi.moves.publish(dossier.id)

    def deliver(self, *ids: str, to: str = "", dry_run: bool = False) -> list[Outcome]:
        deliveries = self.room.desk(EDITOR).deliveries
        report = deliveries.deliver(ids, [to] if to else [], dry_run=dry_run)
        assert report.troubles == ()
        return list(report.outcomes)

    def states(self) -> dict[str, State]:
        return {one.article: one.state for one in self.room.desk(CHIEF).deliveries.status()}

    def kinds(self) -> list[StepKind]:
        return [step.kind for step in ledger.steps(self.room.store, "surat")]

    @property
    def subjects(self) -> list[str]:
        """The subjects of all mails that arrived, once each."""
        return list(dict.fromkeys(str(one.message["Subject"]) for one in self.receiver.letters))


@pytest.fixture
def wire(room: Room) -> Iterator[Wire]:
    with running(Receiver()) as receiver:
        yield Wire(room, receiver)


def test_a_new_target_gets_the_news_and_not_the_archive(wire: Wire) -> None:
    archive = [wire.published(f"Lama {number}").id for number in range(3)]
    wire.trust()
    assert wire.deliver() == []
    assert wire.states() == {}
    new = wire.published("Baru")
    assert wire.states() == {new.id: State.WAITING}
    assert [one.article for one in wire.deliver(dry_run=True)] == [new.id]
    assert [(one.article, one.state) for one in wire.deliver()] == [(new.id, State.DELIVERED)]
    assert wire.subjects == ["Baru"]
    assert wire.receiver.reached == [ANI, BUDI]
    assert wire.states().keys().isdisjoint(archive)


def test_a_website_still_gets_the_archive(wire: Wire, tmp_path: Path) -> None:
    wire.write(f'\n[[target]]\nname = "web"\nkind = "text"\nfolder = "{tmp_path / "web"}"')
    old = wire.published("Lama")
    deliveries = wire.room.desk(CHIEF).deliveries
    for name in ("surat", "web"):
        deliveries.trust(deliveries.target(name))
    assert [(one.target, one.article) for one in wire.deliver()] == [("web", old.id)]
    assert next(step.kind for step in ledger.steps(wire.room.store, "web")) is StepKind.SENDING
    told = {one.name: one.begun is not None for one in deliveries.targets()}
    assert told == {"surat": True, "web": False}


def test_an_older_article_is_sent_by_name_to_the_named_target_only(wire: Wire) -> None:
    old = wire.published("Lama")
    wire.trust()
    assert wire.deliver(old.id) == []
    assert wire.deliver(old.id, to="surat", dry_run=True)[0].state is State.WAITING
    assert wire.subjects == []
    assert [one.state for one in wire.deliver(old.id, to="surat")] == [State.DELIVERED]
    assert wire.subjects == ["Lama"]
    assert wire.states() == {old.id: State.DELIVERED}


def test_an_older_article_whose_delivery_was_killed_is_finished(wire: Wire) -> None:
    old = wire.published("Lama")
    wire.trust()
    wire.deliver(old.id, to="surat")
    path = wire.room.folder / "deliveries" / "surat.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    assert wire.kinds() == [StepKind.BEGUN, StepKind.SENDING, StepKind.DELIVERED]
    wire.receiver.letters.clear()
    assert wire.states() == {old.id: State.WAITING}
    assert [one.state for one in wire.deliver()] == [State.DELIVERED]
    assert wire.receiver.reached == [BUDI]


def test_a_correction_goes_to_those_who_got_the_article(wire: Wire) -> None:
    old, sent = wire.published("Lama"), wire.published("Lama juga")
    wire.trust()
    wire.deliver(sent.id, to="surat")
    new = wire.published("Baru")
    wire.deliver()
    for dossier in (old, sent, new):
        wire.again(dossier, f"Ralat {dossier.article.text.headline}")
    assert wire.states() == {sent.id: State.OUTDATED, new.id: State.OUTDATED}
    wire.deliver()
    assert wire.subjects == ["Lama juga", "Baru", "Ralat Lama juga", "Ralat Baru"]


def test_what_an_embargo_held_back_until_after_the_beginning_is_news(wire: Wire) -> None:
    held, free = wire.published("Ditahan"), wire.published("Bebas")
    desk = wire.room.desk(CHIEF)
    for dossier, hours in ((held, 2), (free, 0)):
        until = desk.now() + timedelta(hours=hours)
        desk.copy.set(dossier.id, {"embargo": until.isoformat()})
    wire.trust()
    assert wire.states() == {held.id: State.EMBARGOED}
    assert [one.state for one in wire.deliver()] == [State.EMBARGOED]
    for _minute in range(150):
        wire.room.clock()
    wire.deliver()
    assert wire.subjects == ["Ditahan"]


def test_an_article_that_was_published_elsewhere_is_no_news(wire: Wire) -> None:
    wire.trust()
    new = wire.published("Baru")
    sign_off = replace(new.article.sign_offs[0], origin="imported as published")
    arrived = replace(new, article=replace(new.article, sign_offs=(sign_off,)))
    assert wire.states() == {new.id: State.WAITING}
    wire.room.store.commit(arrived, over=new)
    assert wire.states() == {}
    assert wire.deliver() == []


def test_the_beginning_stays_when_the_target_is_changed_and_trusted_again(wire: Wire) -> None:
    wire.trust()
    begun = ledger.begun(wire.room.store, "surat")
    between = wire.published("Di antara")
    wire.write(user="warta@kabar.id")
    wire.trust()
    wire.trust(by=EDITOR)
    assert ledger.begun(wire.room.store, "surat") == begun
    assert wire.kinds() == [StepKind.BEGUN]
    assert [one.article for one in wire.deliver()] == [between.id]


def test_a_guest_begins_nothing_and_the_first_delivery_does(wire: Wire) -> None:
    wire.published("Lama")
    wire.trust(by="Gita Guest")
    assert wire.kinds() == []
    wire.published("Lama juga")
    assert wire.states() == {}
    assert wire.deliver(dry_run=True) == []
    assert wire.kinds() == []
    assert wire.deliver() == []
    assert wire.kinds() == [StepKind.BEGUN]
    new = wire.published("Baru")
    assert [one.article for one in wire.deliver()] == [new.id]


def test_an_untrusted_target_does_not_begin(wire: Wire) -> None:
    report = wire.room.desk(EDITOR).deliveries.deliver()
    assert "not trusted" in report.troubles[0].message
    assert wire.kinds() == []


def test_a_ledger_from_before_begins_at_its_first_line(wire: Wire) -> None:
    wire.published("Lama")
    sent = wire.published("Dikirim")
    step = Step(
        number=0,
        at=wire.room.clock(),
        kind=StepKind.DELIVERED,
        article=sent.id,
        version=sent.version,
        sign_off=signed(sent.article.sign_offs[-1]),
    )
    with ledger.opened(wire.room.store, "surat") as book:
        book.append(step)
    wire.trust()
    assert wire.kinds() == [StepKind.DELIVERED]
    new = wire.published("Baru")
    assert wire.states() == {sent.id: State.DELIVERED, new.id: State.WAITING}
    assert [one.article for one in wire.deliver()] == [new.id]


def test_a_lost_ledger_begins_anew_and_sends_nothing_twice(wire: Wire) -> None:
    wire.trust()
    wire.published("Dikirim")
    wire.deliver()
    (wire.room.folder / "deliveries" / "surat.jsonl").unlink()
    assert wire.deliver() == []
    assert wire.subjects == ["Dikirim"]
    wire.published("Baru")
    wire.deliver()
    assert wire.subjects == ["Dikirim", "Baru"]


def test_the_beginning_is_in_the_backup(wire: Wire, tmp_path: Path) -> None:
    wire.published("Lama")
    wire.trust()
    wire.room.desk(CHIEF).backups.write(tmp_path / "ruang.tar.gz")
    restore_backup(tmp_path / "ruang.tar.gz", tmp_path / "lagi")
    with FileStore(tmp_path / "lagi") as store:
        assert ledger.begun(store, "surat") == ledger.begun(wire.room.store, "surat") is not None
    assert wire.room.desk(CHIEF).checking.verify() == ()


def test_the_doctor_calls_no_archive_overdue(wire: Wire) -> None:
    wire.write("on_publish = true")
    wire.published("Lama")
    wire.trust()
    new = wire.published("Baru")
    for _minute in range(overdue.PATIENCE // timedelta(minutes=1)):
        wire.room.clock()
    found = [one for one in wire.room.desk(CHIEF).doctor.examine() if one.kind == OVERDUE]
    assert [one.names for one in found] == [(new.id,)]


def test_a_publication_goes_at_once_and_an_old_one_published_again_does_not(wire: Wire) -> None:
    wire.write("on_publish = true")
    old = wire.published("Lama")
    wire.trust()
    new = wire.published("Baru")
    deliveries = wire.room.desk(EDITOR).deliveries
    wire.again(old, "Ralat Lama")
    assert deliveries.published([old.id]).outcomes == ()
    assert [one.state for one in deliveries.published([new.id]).outcomes] == [State.DELIVERED]
    assert wire.subjects == ["Baru"]


def test_the_delivery_screen_and_the_board_show_no_archive(wire: Wire) -> None:
    old = wire.published("Lama")
    wire.trust()
    new = wire.published("Baru")
    deliveries = wire.room.desk(CHIEF).deliveries
    assert [one.outcome.article for one in deliveries.overview()] == [new.id]
    assert deliveries.most_urgent([old.id, new.id]) == {new.id: State.WAITING}
