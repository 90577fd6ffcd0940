"""`redaksi notify` and `trust notify`: people are told of what concerns them, each event once."""

import json
import os
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
import trustme

from redaksi.delivery import notification_ledger
from redaksi.delivery.notify import commands
from redaksi.domain.chain import Chain
from redaksi.domain.notification import LEDGER as NAME
from redaksi.domain.notification import NotificationStep, NotificationStepKind, Way
from redaksi.store.files import FileStore
from tests.cli.conftest import Cli
from tests.delivery.mail.receiver import PASSWORD, Receiver, certified, running

ANI, BUDI = "Ani Editor", "Budi Editor"
ANIS, BUDIS = "ani@contoh.id", "budi@contoh.id"
HOSTILE = "Banjir\r\nBcc: x@contoh.id\n\n<b>\u202eSurut\x1b[31m"
LEDGER = "deliveries/_notify.jsonl"


def toml(**fields: object) -> str:
    """A `[notify]` with these fields."""
    lines = ["[notify]"]
    lines += [f"{key} = {json.dumps(one)}" for key, one in fields.items() if not tabular(one)]
    for key, table in fields.items():
        if isinstance(table, dict):
            lines += [f"[notify.{key}]"]
            lines += [f"{name} = {json.dumps(one)}" for name, one in table.items()]
    return "\n".join(lines) + "\n"


def tabular(value: object) -> bool:
    return isinstance(value, dict)


class Office:
    """A newsroom whose settings name notifications, and whose people have addresses."""

    def __init__(self, cli: Cli, folder: Path) -> None:
        self.cli = cli
        self.folder = folder
        self.told_file = folder / "told"
        self._settings = (cli.newsroom / "newsroom.toml").read_text("utf-8")

    def set(self, *, trust: bool = True, **fields: object) -> None:
        (self.cli.newsroom / "newsroom.toml").write_text(self._settings + toml(**fields), "utf-8")
        if trust:
            assert self.cli("trust", "notify", "--yes").code == 0

    def collector(self, rest: str = "") -> list[str]:
        """The words of a command that adds each document to a file, and then does `rest`."""
        program = self.folder / f"collect{len(rest)}.py"
        lines = (
            "import os, sys, time",
            f"with open({str(self.told_file)!r}, 'ab') as told:",
            "    told.write(sys.stdin.buffer.read() + b'\\n')",
            rest,
        )
        program.write_text("\n".join(lines) + "\n")
        return [sys.executable, str(program)]

    def told(self) -> list[dict[str, Any]]:
        if not self.told_file.exists():
            return []
        return [json.loads(line) for line in self.told_file.read_bytes().splitlines()]

    def begin(self) -> None:
        """Nobody is told of what happened before this."""
        assert self.cli("notify").code == 0

    def assigned(self, headline: str = "Banjir Surut", to: str = ANI) -> str:
        article = self.cli.new(headline, by=BUDI if to != BUDI else ANI)
        assert self.cli("assign", article, "draft", to).code == 0
        return article

    def forge(self, **fields: Any) -> None:
        """Append a line with a right chain: an event for Ani, with `fields` in their places."""
        noted = {"kind": NotificationStepKind.NOTED, "concern": "assigned", "person": ANI}
        chain = Chain(NAME)
        with FileStore(self.cli.newsroom) as store:
            for step in notification_ledger.evidence(store):
                chain.take(step)
        at = datetime.now(ZoneInfo("UTC"))
        made = NotificationStep(number=0, at=at, version=9, way=Way.COMMAND, **{**noted, **fields})
        with (self.cli.newsroom / LEDGER).open("ab") as file:
            file.write(msgspec.json.encode(chain.link(made)) + b"\n")

    def steps(self) -> list[dict[str, Any]]:
        lines = (self.cli.newsroom / LEDGER).read_bytes().splitlines()
        return [json.loads(line) for line in lines]

    def kinds(self) -> list[str]:
        return [step["kind"] for step in self.steps()]


def quiet_now() -> str:
    """Quiet hours from an hour ago until in six hours, in the newsroom's zone."""
    now = datetime.now(ZoneInfo("Asia/Jakarta"))
    return f"{now - timedelta(hours=1):%H.%M}-{now + timedelta(hours=6):%H.%M}"


@pytest.fixture
def office(cli: Cli, tmp_path: Path) -> Office:
    return Office(cli, tmp_path)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with running(Receiver()) as found:
        yield found


def mail(receiver: Receiver) -> dict[str, str]:
    return {"url": f"smtp://127.0.0.1:{receiver.port}", "sender": "meja@contoh.id"}


@pytest.fixture
def post(office: Office, receiver: Receiver) -> Office:
    """An office that tells Ani by mail, and has begun."""
    office.cli("team", "address", ANI, ANIS, by=ANI)
    office.set(mail=mail(receiver))
    office.begin()
    return office


def test_a_command_is_given_kind_id_headline_and_never_the_body(office: Office) -> None:
    office.set(commands={"assigned": office.collector()})
    old = office.assigned("Sebelumnya")
    office.begin()
    assert office.told() == [], "nobody is told of what happened before"
    article = office.assigned("Banjir Surut")
    office.cli("submit", article, "--to", BUDI, by=ANI)  # no command for this kind
    done = office.cli("notify")
    assert (done.code, done.out) == (0, "1 notification was told.\n")
    (told,) = office.told()
    assert told.keys() == {"kind", "id", "headline", "person", "at", "newsroom", "message"}
    assert (told["kind"], told["id"], told["person"]) == ("assigned", article, ANI)
    assert told["headline"] == "Banjir Surut"
    assert "Isi satu" not in office.told_file.read_text("utf-8")
    assert office.cli("notify").out == "0 notifications were told.\n"
    assert len(office.told()) == 1
    assert old not in office.told_file.read_text("utf-8")
    assert office.cli("verify").code == 0


def test_one_command_may_be_for_every_other_kind(office: Office) -> None:
    other = office.collector("pass  # other")
    office.set(commands={"assigned": ["/bin/false"], "any": other})
    office.begin()
    article = office.assigned()
    office.cli("assign", article, "review", BUDI)
    office.cli("submit", article, by=ANI)
    assert office.cli("notify").code == 4
    assert [one["kind"] for one in office.told()] == ["submitted"]


def test_by_setting_only_the_id_is_told(office: Office, receiver: Receiver) -> None:
    office.cli("team", "address", ANI, ANIS, by=ANI)
    office.set(headline=False, commands={"any": office.collector()}, mail=mail(receiver))
    office.begin()
    article = office.assigned("Rahasia Besar")
    office.cli("notify")
    (told,) = office.told()
    assert (told["id"], told["headline"]) == (article, "")
    (letter,) = receiver.letters
    assert article in letter.message["Subject"]
    assert b"Rahasia" not in letter.content


def test_under_an_embargo_only_the_id_is_told(office: Office, receiver: Receiver) -> None:
    office.cli("team", "address", ANI, ANIS, by=ANI)
    office.set(commands={"any": office.collector()}, mail=mail(receiver))
    office.begin()
    held, free = office.assigned("Rahasia Besar"), office.assigned("Terbuka")
    office.cli("set", held, "embargo=31/12/2099")
    office.cli("notify")
    assert {one["id"]: one["headline"] for one in office.told()} == {held: "", free: "Terbuka"}
    (letter,) = receiver.letters
    assert b"Rahasia" not in letter.content
    assert b"Terbuka" in letter.content
    assert held in letter.part("plain")


def test_a_hostile_headline_adds_no_header_and_no_line(office: Office, receiver: Receiver) -> None:
    office.cli("team", "address", ANI, ANIS, by=ANI)
    office.set(commands={"any": office.collector()}, mail=mail(receiver))
    office.begin()
    article = office.assigned()
    (file,) = office.cli.newsroom.rglob(f"{article}.json")
    whole = file.read_text("utf-8")
    file.write_text(whole.replace('"Banjir Surut"', json.dumps(HOSTILE)), "utf-8")
    office.cli("notify")
    (letter,) = receiver.letters
    assert letter.recipients == (ANIS,)
    assert letter.message["Bcc"] is None
    assert {*letter.message.keys()} == {
        *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"),
        *("Content-Type", "Content-Transfer-Encoding"),
    }
    assert "Bcc: x@contoh.id" in letter.message["Subject"], "it is a part of the line"
    assert letter.part("plain").count("\n- ") == 0
    assert "\x1b" not in letter.part("plain") + str(letter.message["Subject"])
    (told,) = office.told()
    assert told["headline"].isprintable()
    assert len(office.told_file.read_bytes().splitlines()) == 1


def test_many_events_for_one_person_are_one_mail(post: Office, receiver: Receiver) -> None:
    articles = [post.assigned(f"Naskah {number}") for number in range(5)]
    assert post.cli("notify").out == "5 notifications were told.\n"
    (letter,) = receiver.letters
    assert letter.message["Subject"].endswith("5 notifications")
    assert all(article in letter.part("plain") for article in articles)
    assert "Isi satu" not in letter.part("plain")


def test_a_server_that_is_away_is_waited_for_and_told_by_the_doctor(
    post: Office, receiver: Receiver
) -> None:
    away = {"url": "smtp://127.0.0.1:9", "sender": "meja@contoh.id"}
    post.set(mail=away)
    article = post.assigned()
    done = post.cli("notify")
    assert done.code == 4
    assert "127.0.0.1:9 cannot be reached" in done.err
    assert done.out == "0 notifications were told. 1 waits.\n"
    (found,) = (
        one for one in json.loads(post.cli("doctor", "--json").out) if one["kind"] == "notify"
    )
    assert found["names"] == [ANI]
    assert "cannot be reached" in found["what"]
    post.set(mail=mail(receiver))
    assert post.cli("notify").out == "1 notification was told.\n"
    assert post.cli("notify").out == "0 notifications were told.\n"
    (letter,) = receiver.letters
    assert article in letter.part("plain")
    assert post.cli("doctor").code == 0


def test_a_lost_answer_is_sent_again_as_the_same_message(post: Office, receiver: Receiver) -> None:
    receiver.after[ANIS] = [""]
    post.assigned()
    assert post.cli("notify").code == 4
    assert "unknown" in post.kinds()
    post.assigned("Naskah Lain")
    assert post.cli("notify").code == 0
    first, again, other = receiver.letters
    assert first.message["Message-ID"] == again.message["Message-ID"]
    assert other.message["Message-ID"] != first.message["Message-ID"]
    assert "Naskah Lain" not in again.part("plain"), "the same message is about the same events"
    post.cli("notify")
    assert len(receiver.letters) == 3


def test_what_is_unknown_stays_the_same_message_whatever_fails_meanwhile(
    post: Office, receiver: Receiver
) -> None:
    receiver.after[ANIS] = [""]
    article = post.assigned()
    assert post.cli("notify").code == 4
    post.assigned("Naskah Lain")
    receiver.answers[ANIS] = ["450 later"] * 3
    for _time in range(3):
        assert post.cli("notify").code == 4
    assert post.cli("notify").code == 0
    first, again, _other = receiver.letters
    assert first.message["Message-ID"] == again.message["Message-ID"]
    assert again.part("plain").count("\n- ") + 1 == 1
    assert article in again.part("plain")


def test_a_server_that_is_away_is_asked_once_in_a_round(post: Office) -> None:
    post.cli("team", "address", BUDI, BUDIS, by=BUDI)
    post.set(mail={"url": "smtp://127.0.0.1:9", "sender": "meja@contoh.id"})
    post.assigned(to=ANI)
    post.assigned(to=BUDI)
    done = post.cli("notify")
    assert done.out == "0 notifications were told. 2 wait.\n"
    assert post.kinds().count("intent") == 1


def test_an_address_that_the_server_refuses_holds_up_nobody_else(
    post: Office, receiver: Receiver
) -> None:
    post.cli("team", "address", BUDI, BUDIS, by=BUDI)
    receiver.answers[ANIS] = ["550 no such user: ani@contoh.id"] * 2
    post.assigned(to=ANI)
    post.assigned("Untuk Budi", to=BUDI)
    done = post.cli("notify")
    assert done.code == 4
    assert f"The mail server took no mail for {ANI}: 550." in done.err
    assert ANIS not in done.err + (post.cli.newsroom / LEDGER).read_text("utf-8")
    assert receiver.reached == [BUDIS]
    post.cli("notify")
    assert post.cli("notify").code == 0
    assert receiver.reached == [BUDIS, ANIS]


def test_a_mail_that_is_refused_as_it_is_holds_up_nothing_that_is_new(
    post: Office, receiver: Receiver
) -> None:
    receiver.after[ANIS] = ["554 spam"]
    post.assigned("Menang Undian")
    assert post.cli("notify").code == 4
    receiver.after[ANIS] = ["250 OK", "554 spam"]
    post.assigned("Banjir Surut")
    assert post.cli("notify").code == 4
    assert post.cli("notify").code == 0
    assert len(receiver.letters) == 1, "the receiver keeps those that it does not answer itself"
    told = [step for step in post.steps() if step["kind"] == "told"]
    assert [len(step["notes"]) for step in told] == [1, 1]
    assert told[0]["notes"] > told[1]["notes"], "the new one came first"


def test_an_address_that_was_written_by_hand_and_is_none_gets_no_mail(
    post: Office, receiver: Receiver
) -> None:
    team = post.cli.newsroom / "team.json"
    forged = json.dumps("x@contoh.id\r\nBcc: y@contoh.id")
    team.write_text(team.read_text("utf-8").replace(json.dumps(ANIS), forged), "utf-8")
    post.assigned()
    assert post.cli("notify").out == "0 notifications were told.\n"
    assert receiver.letters == []


def test_a_command_that_fails_is_run_again_and_holds_up_no_other_kind(office: Office) -> None:
    flag = office.folder / "mended"
    once = office.collector(f"sys.exit(0 if os.path.exists({str(flag)!r}) else 3)")
    office.set(commands={"assigned": once, "any": office.collector()})
    office.begin()
    article = office.assigned()
    office.cli("submit", article, "--to", BUDI, by=ANI)
    done = office.cli("notify")
    assert done.code == 4
    assert "failed: it ended with 3." in done.err
    assert [one["kind"] for one in office.told()] == ["assigned", "submitted"]
    flag.touch()
    assert office.cli("notify").out == "1 notification was told.\n"
    again = [one for one in office.told() if one["kind"] == "assigned"]
    assert len({one["message"] for one in again}) == 1


def test_a_command_that_hangs_is_killed_with_its_children(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commands, "PATIENCE", 1.0)
    child = office.folder / "child"
    rest = f"""
if os.fork() == 0:
    open({str(child)!r}, "w").write(str(os.getpid()))
    time.sleep(600)
time.sleep(600)
"""
    office.set(commands={"assigned": office.collector(rest), "any": office.collector()})
    office.begin()
    article = office.assigned()
    office.cli("submit", article, "--to", BUDI, by=ANI)
    done = office.cli("notify")
    assert done.code == 4
    assert "did not end within 1 seconds" in done.err
    assert {one["kind"] for one in office.told()} == {"assigned", "submitted"}
    assert not is_alive(int(child.read_text()))
    assert "unknown" in office.kinds()


def is_alive(process: int) -> bool:
    """Whether `process` runs a moment later; a killed one may be waited for by nobody."""
    for _time in range(100):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except (ProcessLookupError, FileNotFoundError):
            return False
        time.sleep(0.05)
    return True


def test_notifications_are_trusted_as_exactly_what_they_are(office: Office) -> None:
    office.set(trust=False, commands={"any": office.collector()})
    said = office.cli.fails(4, "notify")
    assert "You have not trusted the notifications of this newsroom yet." in said
    assert "redaksi trust notify" in said
    office.cli("trust", "notify", "--yes")
    office.begin()
    office.assigned()
    office.set(trust=False, commands={"any": [*office.collector(), "lain"]})
    said = office.cli.fails(4, "notify")
    assert "The notifications were changed since you trusted them." in said
    office.set(trust=False, headline=False, commands={"any": office.collector()})
    office.cli.fails(4, "notify")
    assert office.told() == []
    office.set(trust=False, commands={"any": office.collector()})
    assert office.cli("notify").code == 0
    assert len(office.told()) == 1
    (listed,) = office.cli("trust", "--list", "--json").json
    assert (listed["kind"], listed["name"]) == ("notify", "notify")
    assert listed["facts"].keys() == {"headline", "commands.any"}
    assert str(office.cli.newsroom) in office.cli("trust", "--list").out
    assert office.cli("trust", "notify", "--revoke").code == 0
    office.cli.fails(4, "notify")


def test_a_guest_tells_nobody(office: Office) -> None:
    office.set(commands={"any": office.collector()})
    office.cli.fails(4, "notify", by="Gita Guest")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, "names neither a command nor a mail server"),
        ({"commands": {"exploded": ["true"]}}, "There is no event of kind exploded"),
        ({"commands": {"any": []}}, "has no words"),
        ({"commands": {"any": ["./x"]}}, "a name or a whole path"),
        ({"commands": {"any": ["echo", "x" * 600]}}, "has more than 500 characters"),
        ({"commands": {"any": ["ec\u200bho"]}}, "characters that nobody sees"),
        ({"mail": {"url": "smtp://a.id", "sender": "x"}}, "needs `sender`"),
        ({"mail": {"url": "smtp://a.id"}}, "cannot be used: The mail server needs `sender`"),
        ({"mail": {"url": "https://a.id", "sender": "a@b.id"}}, "`url` is no address"),
        ({"mail": {"url": "smtps://u:p@a.id", "sender": "a@b.id"}}, "names no user"),
        ({"mail": {"url": "smtps://a.id", "sender": "a@b.id", "secret": "kunci"}}, "env:NAME"),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    office: Office, fields: dict[str, object], why: str
) -> None:
    office.set(trust=False, **fields)
    for line in (("notify",), ("trust", "notify", "--yes")):
        assert why in office.cli.fails(6, *line)


def test_the_doctor_names_settings_that_cannot_be_used(office: Office) -> None:
    office.set(trust=False, commands={"any": ["./x"]})
    found = json.loads(office.cli("doctor", "--json").out)
    assert ["a whole path" in one["what"] for one in found if one["kind"] == "notify"].count(True)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_the_secret_stands_in_no_line_and_reaches_no_command(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURAT", PASSWORD)
    show = office.collector("print(os.environ.get('SURAT', 'none')); sys.exit(3)")
    receiver = Receiver()
    office.cli("team", "address", ANI, ANIS, by=ANI)
    secured = {"authenticator": receiver.login, "auth_require_tls": False, "auth_required": True}
    with running(receiver, **secured):
        server = {**mail(receiver), "user": "meja@contoh.id", "secret": "env:SURAT"}
        office.set(commands={"any": show}, mail=server)
        office.begin()
        office.assigned()
        done = office.cli("notify")
    assert receiver.reached == [ANIS]
    assert "it ended with 3. It said: none" in done.err
    whole = (office.cli.newsroom / LEDGER).read_text("utf-8") + done.err + done.out
    assert PASSWORD not in whole
    assert ANIS not in whole


def test_a_wrong_certificate_sends_nothing(office: Office, tmp_path: Path) -> None:
    stranger, receiver = trustme.CA(), Receiver()
    office.cli("team", "address", ANI, ANIS, by=ANI)
    with running(receiver, ssl_context=certified(stranger, "127.0.0.1"), server_hostname="x"):
        url = f"smtps://127.0.0.1:{receiver.port}"
        office.set(mail={"url": url, "sender": "meja@contoh.id"})
        office.begin()
        office.assigned()
        done = office.cli("notify")
    assert done.code == 4
    assert "has no valid certificate" in done.err
    assert receiver.letters == []


def test_in_quiet_hours_nobody_is_told_and_afterwards_everything_is(
    post: Office, receiver: Receiver
) -> None:
    post.cli("team", "quiet", ANI, quiet_now(), by=ANI)
    post.assigned()
    assert post.cli("notify").out == "0 notifications were told. 1 waits.\n"
    assert receiver.letters == []
    post.cli("team", "quiet", ANI, "", by=ANI)
    assert post.cli("notify").out == "1 notification was told.\n"


def test_whoever_left_or_has_no_address_any_more_is_not_told(
    post: Office, receiver: Receiver
) -> None:
    post.cli("team", "quiet", ANI, quiet_now(), by=ANI)
    post.assigned()
    post.cli("notify")
    post.cli("team", "address", ANI, "", by=ANI)
    post.cli("team", "quiet", ANI, "", by=ANI)
    assert post.cli("notify").out == "0 notifications were told.\n"
    assert receiver.letters == []


def test_due_times_are_told_once(office: Office) -> None:
    office.set(commands={"any": office.collector()})
    stale = office.assigned("Lama")
    office.cli("set", stale, "due=01/11/2020")
    office.begin()
    article = office.assigned()
    office.cli("notify")
    office.cli("set", article, "due=01/11/2021")
    for _time in range(3):
        office.cli("notify")
    assert [(one["kind"], one["id"]) for one in office.told()] == [
        ("assigned", article),
        ("overdue", article),
    ]
    office.cli("set", article, "due=01/11/2022")
    office.cli("notify")
    assert [one["kind"] for one in office.told()] == ["assigned", "overdue", "overdue"]


def test_an_altered_ledger_is_named_and_nobody_is_told(post: Office, receiver: Receiver) -> None:
    post.assigned()
    post.cli("notify")
    post.assigned()
    ledger = post.cli.newsroom / LEDGER
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(lines[1:]))
    assert "The ledger of _notify is not intact" in post.cli.fails(8, "notify")
    assert len(receiver.letters) == 1
    done = post.cli("verify")
    assert done.code == 8
    assert "ledger/_notify" in done.out + done.err


FORGED = {
    "a path for an id": {"article": "../../etc/passwd"},
    "an address for an id": {"article": "https://jahat.contoh"},
    "a long id": {"article": "a" * 1_000},
    "a sentence for a kind": {"concern": "Anda menang undian, klik"},
    "a message without an id": {"kind": NotificationStepKind.INTENT, "notes": (1,)},
    "letters beyond a mail's": {"kind": NotificationStepKind.INTENT, "message": "é"},
    "a header": {"kind": NotificationStepKind.INTENT, "message": "a> Bcc: <x@contoh.id"},
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_no_line_with_a_right_chain_chooses_the_words_that_people_are_told(
    office: Office, forged: dict[str, Any]
) -> None:
    office.set(commands={"any": office.collector()})
    office.begin()
    article = office.assigned()
    assert office.cli("notify").code == 0
    office.forge(article=article, event="baru")
    assert office.cli("notify").out == "1 notification was told.\n", "this way lines are forged"
    office.forge(**({"article": article, "event": "lagi"} | forged))
    lines = len(office.steps())
    assert f"line {lines}: the" in office.cli.fails(7, "notify")
    assert len(office.told()) == 2
    assert len(office.steps()) == lines


def test_a_command_that_repeats_what_it_was_given_puts_no_headline_into_the_ledger(
    office: Office,
) -> None:
    tells = "sys.stdin = open(os.devnull); print(open(%r).read()); sys.exit(3)"
    office.set(commands={"any": office.collector(tells % str(office.told_file))})
    office.begin()
    office.assigned("Rahasia Bupati")
    done = office.cli("notify")
    assert done.code == 4
    assert "it ended with 3. It said: " in done.err
    assert "Rahasia Bupati" in done.err, "whoever runs it sees what the program said"
    assert "Rahasia Bupati" not in (office.cli.newsroom / LEDGER).read_text("utf-8")
    assert office.kinds()[-1] == "failed"
    doctor = office.cli("doctor")
    assert "it ended with 3." in doctor.out + doctor.err
    assert "Rahasia Bupati" not in doctor.out + doctor.err


def test_an_end_of_the_ledger_that_was_cut_off_shows_against_an_anchor(
    post: Office, tmp_path: Path
) -> None:
    post.assigned()
    post.cli("notify")
    anchor = tmp_path / "jangkar"
    post.cli("anchor", anchor)
    assert post.cli("verify", "--anchor", anchor).code == 0
    ledger = post.cli.newsroom / LEDGER
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    assert post.cli("verify").code == 0
    assert "ledger/_notify" in post.cli("verify", "--anchor", anchor).out


def test_a_backup_holds_the_ledger_and_a_restored_newsroom_tells_nothing_twice(
    post: Office, receiver: Receiver, tmp_path: Path
) -> None:
    post.assigned()
    post.cli("notify")
    post.assigned("Menunggu")
    post.cli("anchor", tmp_path / "anchor")
    assert post.cli("backup", tmp_path / "b.tar.gz").code == 0
    assert post.cli("restore-backup", tmp_path / "b.tar.gz", tmp_path / "lagi").code == 0
    again = Cli(tmp_path / "lagi", post.cli._capsys, post.cli._monkeypatch)
    again.fails(4, "notify")  # another folder is trusted anew
    again("trust", "notify", "--yes")
    assert again("notify").out == "1 notification was told.\n"
    assert "Menunggu" in receiver.letters[-1].part("plain")
    assert again("verify", "--anchor", tmp_path / "anchor").code == 0


def test_the_answer_in_json(office: Office) -> None:
    office.set(commands={"any": office.collector()})
    office.begin()
    office.assigned()
    assert office.cli("notify", "--json").json["results"] == [{"told": 1, "waiting": 0}]
    assert "Say either --watch or --json." in office.cli("notify", "--watch", "--json").err
