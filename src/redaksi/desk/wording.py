"""The words for events, ages and times, on the command line and on the screens alike."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, tzinfo
from functools import partial

import msgspec

from redaksi import i18n
from redaksi.desk import rules
from redaksi.desk.particulars import TIMES
from redaksi.domain import record
from redaksi.domain.article import Article, Event, Note, PublicNotice, Role, Stage
from redaksi.domain.delivery import State, Target
from redaksi.domain.finding import Finding, Severity
from redaksi.domain.workflow import notice_name, role_name, stage_name, waits
from redaksi.i18n import _, ngettext
from redaksi.store.base import Presence
from redaksi.text import clean

WORDS_A_MINUTE = 200
"""The reading speed of a reader who is not in a hurry, in words per minute."""

MINUTE, HOUR, DAY, YEAR = 60, 3600, 86400, 365 * 86400
"""In seconds."""


def age(since: datetime, now: datetime) -> str:
    """The time since `since` as a short number with its unit: `now`, `5m`, `3h`, `12d`."""
    seconds = max(0, int((now - since).total_seconds()))
    if seconds < MINUTE:
        return _("now")
    if seconds < HOUR:
        return _("{n}m").format(n=seconds // MINUTE)
    if seconds < DAY:
        return _("{n}h").format(n=seconds // HOUR)
    if seconds < YEAR:
        return _("{n}d").format(n=seconds // DAY)
    return _("{n}y").format(n=seconds // YEAR)


def live_reopened() -> str:
    """The sign of an article that is open again while its published text is live."""
    return "● " + _("live, reopened")


def number(count: int) -> str:
    """`count` with a thousands separator of the language: `1.234`, in English `1,234`."""
    grouped = (
        f"{count:,}"  # as Babel does; the board's first paint must not load Babel (see `short`)
    )
    return grouped if i18n.current() == "en" else grouped.replace(",", ".")


MEGABYTE = 1_000_000


def size(count: int) -> str:
    """`count` bytes: `2,1 MB`, in English `2.1 MB`."""
    if count < MEGABYTE:
        return f"{max(1, round(count / 1_000))} kB"
    told = f"{count / MEGABYTE:.1f} MB"
    return told if i18n.current() == "en" else told.replace(".", ",")


def length(body: str) -> str:
    """The length of `body` in words and in minutes of reading: `1.234 words · 7 min`."""
    from redaksi.text.word_count import word_count

    count = word_count(body)
    words = ngettext("{count} word", "{count} words", count).format(count=number(count))
    return f"{words} · " + _("{count} min").format(count=number(-(-count // WORDS_A_MINUTE)))


def state_name(state: State) -> str:
    """The name of the state of an article at a target, for people."""
    return {
        State.WAITING: _("waiting"),
        State.EMBARGOED: _("embargoed"),
        State.SENT: _("sent, outcome unknown"),
        State.DELIVERED: _("delivered"),
        State.OUTDATED: _("out of date"),
        State.CHANGED: _("changed there"),
        State.GONE: _("removed there"),
        State.WITHDRAWN: _("withdrawn"),
        State.FAILED: _("failed"),
    }[state]


def trusted(name: str, begun: datetime | None, zone: tzinfo) -> str:
    """That the target `name` is trusted; if it is one of messages, since when it gets articles."""
    if begun is None:
        return _("{name} is trusted.").format(name=name)
    return _(
        "{name} is trusted. It gets what is published after {at}; an older article goes there by "
        "name: redaksi deliver ID --to {name}"
    ).format(name=name, at=moment(begun, zone))


def entrusted(target: Target) -> str:
    """Which texts go to `target` once a person trusts it, and with what of theirs."""
    if target.secret:
        return _("Texts of this newsroom will go there, with this secret and as you.")
    return _("Texts of this newsroom will go there as you.")


_SIDE = re.compile(r"\s(?=[-+]\S)")
"""The blank before a line of one side of a difference."""


def message_lines(message: str) -> list[str]:
    """The lines of the message of a delivery; a ledger keeps a difference in one line."""
    return _SIDE.split(message)


def moment(at: datetime, zone: tzinfo) -> str:
    """A time in `zone` in the format of the language: `24 Nov 2026 10.00 WIB`.

    In English the format is `Nov 24, 2026, 10:00 WIB`.
    """
    from babel.dates import format_skeleton, get_datetime_format

    local, language = at.astimezone(zone), i18n.current()
    day, hour = (format_skeleton(parts, local, locale=language) for parts in ("yMMMd", "Hm"))
    # CLDR has no skeleton for both; {1} and {0} are its own places in the pattern that joins them
    return str(get_datetime_format("medium", language)).format(hour, day) + f" {local:%Z}"


def short(at: datetime, zone: tzinfo) -> str:
    """A recent time in `zone`, for narrow lists: `24/11 10.00`; in English `Nov 24 10:00`.

    The format is our own copy of Babel's, and a test compares the two. Rows of the board show such
    times, and the first paint must not wait for Babel and its locale.
    """
    local = at.astimezone(zone)
    if i18n.current() == "en":  # in English 4/11 could be in April
        # %b is English, since nothing sets the C library's locale.
        return f"{local:%b} {local.day} {local:%H:%M}"
    return f"{local.day}/{local.month} {local:%H.%M}"


def event(one: Event, zone: tzinfo) -> str:
    """One event as a sentence without its subject; times are in `zone`.

    Person and time are shown beside the sentence.
    """
    kind = one.kind
    if kind == "assigned" and one.data.get("before"):
        kind = "reassigned"
    if kind == "edited":
        kind = next((way for way in ("merged", "restored") if way in one.data), kind)
    if kind == "undone" and one.data.get("revision"):
        kind = "undone_text"
    if kind == "undone" and one.data.get("field"):
        kind = "undone_set" if one.data.get("value") else "undone_first_set"
    if kind == "published":
        kind = "overridden" if one.data.get("override") else kind
        kind = f"{kind}_with_notice" if _notice_in(one) else kind
    if kind == "reopened" and one.data.get("notice"):
        kind = "reopened_with_notice"
    if kind == "noted" and one.data.get("asks_change"):
        kind = "asked"
    # "-" is standard input: there was no file.
    if kind == "imported" and one.data.get("name") == "-":
        kind = "pasted"
    words, template = _readable(one, zone), _phrases().get(kind)
    from redaksi.desk import provenance

    past = provenance.sentence(one.data.get("evidence"), partial(moment, zone=zone))
    if kind == "imported_published" and past:
        told = _("imported {name} and published it; of its past the file tells: {past}")
        return told.format(name=words["name"], past=clean.line(past))
    return template.format_map(words) if template else kind


def note_state(note: Note) -> str:
    """The state of `note` in words; "" for a note that is merely open."""
    if not note.is_open:
        return _("resolved by {who}").format(who=note.resolved_by)
    if not note.asks_change:
        return ""
    return _("asks for a change") if waits(note) else _("answered")


def note_place(note: Note, numbers: Mapping[str, int]) -> str:
    """The place of `note` in words; `numbers` maps paragraph ids to paragraph numbers."""
    if note.paragraph in numbers:
        return _("paragraph {number}").format(number=numbers[note.paragraph])
    return _("a paragraph that is gone") if note.quotation else _("the whole article")


def _phrases() -> dict[str, str]:
    return {
        record.ALTERED: _("found it changed by hand"),
        record.ADOPTED: _("recorded it as an older Redaksi left it"),
        "created": _("wrote the first draft"),
        "imported": _("imported {name}"),
        "pasted": _("imported pasted text"),
        "imported_published": _("imported {name} as published"),
        "edited": _("saved revision {revision} ({fields})"),
        "merged": _(
            "saved revision {revision} ({fields}), merged with what others saved meanwhile"
        ),
        "restored": _("restored revision {restored} as revision {revision}"),
        "set": _("set {field} to {value}"),
        "assigned": _("assigned {stage} to {to}"),
        "reassigned": _("assigned {stage} to {to}, until then {before}"),
        "submitted": _("submitted it for review"),
        "returned": _("returned it: {note}"),
        "published": _("published it"),
        "published_with_notice": _("published it with the {notice}: {sentence}"),
        "overridden": _("published it, with the override: {override}"),
        "overridden_with_notice": _(
            "published it with the {notice} “{sentence}” and with the override: {override}"
        ),
        "reopened": _("reopened it: {reason}"),
        "reopened_with_notice": _("reopened it: {reason} ({notice} for readers: {sentence})"),
        "announced": _("wrote the {notice} for readers: {sentence}"),
        "unannounced": _("took the notice for readers back"),
        "noted": _("wrote a note: {text}"),
        "asked": _("asked for a change: {text}"),
        "answered": _("answered a note: {text}"),
        "resolved": _("resolved a note: {text}"),
        "spiked": _("put it aside"),
        "unspiked": _("took it back from aside"),
        "undone": _("took back: {what}"),
        "undone_set": _("took back: {what}; {field} is {value} again"),
        "undone_first_set": _("took back: {what}; {field} is empty again"),
        "undone_text": _("took back: {what}; revision {revision} is the text before"),
        "waived": _("waived {texts} ({rules}): {reason}"),
        "unwaived": _("let what {rules} finds stand again"),
        "added": _("took {name} into the team as {role}"),
        "role": _("gave {name} the role {role}"),
        "removed": _("took {name} out of the team"),
        "bound": _("bound the name {name} to the system user {login}"),
        "unbound": _("set the name {name} free for every system user"),
        "on_duty": _("said that {name} is on duty"),
        "off_duty": _("said that {name} is off duty"),
        "address": _("changed the mail address of {name}"),
        "no_address": _("took away the mail address of {name}"),
        "quiet": _("changed the quiet hours of {name}"),
        "no_quiet": _("ended the quiet hours of {name}"),
        "search_saved": _("saved the search {name}"),
        "search_removed": _("deleted the search {name}"),
        rules.CHANGED: _("found other rules in newsroom.toml: {rules}"),
    }


def _deeds() -> dict[str, str]:
    """The acts that can be undone, by the kind of their event."""
    return {
        "edited": _("the edit"),
        "set": _("the setting"),
        "assigned": _("the assignment"),
        "submitted": _("the submission"),
        "returned": _("the return"),
        "reopened": _("the reopening"),
        "announced": _("the notice for readers"),
        "unannounced": _("the end of the notice for readers"),
        "noted": _("the note"),
        "answered": _("the answer"),
        "resolved": _("the resolving"),
        "spiked": _("the spiking"),
        "waived": _("the waiver"),
        "unwaived": _("the end of the waiver"),
        "unspiked": _("the unspiking"),
    }


def _readable(one: Event, zone: tzinfo) -> Mapping[str, str]:
    """The data of an event in words; missing data of a damaged event become a dash."""
    data = one.data
    words = defaultdict(
        lambda: "–", {key: clean.line(str(value)) for key, value in data.items() if value}
    )
    words |= _notice_words(one)
    if str(data.get("stage")) in set(Stage):
        words["stage"] = stage_name(Stage(data["stage"]))
    if str(data.get("role")) in set(Role):
        words["role"] = role_name(Role(data["role"]))
    if one.kind == rules.CHANGED:
        words["rules"] = clean.line(
            ", ".join(f"{name} = {_setting(value)}" for name, value in data.items())
        )
    for field in ("rules", "texts"):
        if isinstance(data.get(field), list | tuple):
            words[field] = clean.line(", ".join(str(item) for item in data[field] if item)) or "–"
    if isinstance(data.get("fields"), list | tuple):
        words["fields"] = ", ".join(field_name(str(field)) for field in data["fields"])
    if "undone" in data:
        words["what"] = _deeds().get(str(data.get("what")), "–")
    if str(data.get("field")) in TIMES and data.get("value"):
        words["value"] = _moment(str(data["value"]), zone)
    if "field" in data:
        words["field"] = field_name(str(data["field"]))
    return words


def _notice_in(one: Event) -> PublicNotice | None:
    """The notice that the event wrote or published; None if it has none, or a damaged one."""
    sealed = one.data.get("notices")
    newest = sealed[0] if isinstance(sealed, list | tuple) and sealed else None
    if isinstance(newest, Mapping) and newest.get("at") != one.data.get("at"):
        newest = None  # the notice of an earlier publication
    with suppress(msgspec.ValidationError):
        return msgspec.convert(one.data.get("notice") or newest, PublicNotice | None)
    return None


def _notice_words(one: Event) -> dict[str, str]:
    notice = _notice_in(one)
    if notice is None:
        return {}
    return {"notice": notice_name(notice.kind), "sentence": clean.line(notice.sentence)}


def notices(article: Article, told: Callable[[datetime], str]) -> Iterator[tuple[str, str, str]]:
    """The notices of `article`, the newest first: kind, sentence, and when readers see them.

    `told` spells a time.
    """
    if pending := article.notice:
        when = _("with the next publication")
        yield notice_name(pending.kind), pending.sentence, when
    for one in article.sign_offs[-1].notices if article.sign_offs else ():
        yield notice_name(one.kind), one.sentence, told(one.at)


def _setting(value: object) -> str:
    """`value` as newsroom.toml writes it; for such values TOML and JSON are alike."""
    return msgspec.json.encode(value).decode().replace(",", ", ")


def _moment(value: str, zone: tzinfo) -> str:
    try:
        return moment(datetime.fromisoformat(value), zone)
    except (ValueError, OverflowError):  # somebody changed the file by hand
        return value


def field_name(field: str) -> str:
    """The name of an article's field for a person."""
    names = {
        "headline": _("headline"),
        "deck": _("deck"),
        "body": _("body"),
        "byline": _("byline"),
        "dateline": _("dateline"),
        "source": _("source"),
        "rubric": _("rubric"),
        "tags": _("tags"),
        "photos": _("photos"),
        "photo": _("photo"),
        "related": _("related"),
        "due": _("due"),
        "embargo": _("embargo"),
        "editor": _("editor"),
        "caption": _("caption"),
        "credit": _("credit"),
        "alt": _("alternative text"),
    }
    return names.get(field, field)


def place_name(finding: Finding) -> str:
    """The name of the field of `finding` for a person; with its photo's number, from 1 on."""
    field, _dot, part = finding.field.partition(".")
    if not part:
        return field_name(field)
    number = (finding.item or 0) + 1
    return _("{field} of photo {number}").format(field=field_name(part), number=number)


def editing(present: Iterable[Presence], now: datetime, me: str) -> str:
    """Everybody in `present` as one remark: `being edited by Yanuar D, 4 minutes`.

    The remark is "" for nobody. The person `me` appears as "you elsewhere".
    """
    who = [
        _("{who}, {minutes}").format(
            who=_("you elsewhere") if one.editor == me else one.editor,
            minutes=minutes(one.since, now),
        )
        for one in present
    ]
    return _("being edited by {who}").format(who="; ".join(who)) if who else ""


def minutes(since: datetime, now: datetime) -> str:
    """The time since `since` in whole minutes, hours or days, spelled out: `4 minutes`."""
    from babel.dates import format_timedelta

    seconds = max(0, int((now - since).total_seconds()))
    if seconds < MINUTE:
        return _("just now")
    unit = max(one for one in (MINUTE, HOUR, DAY) if one <= seconds)
    whole = timedelta(seconds=seconds - seconds % unit)  # Babel would round up
    return format_timedelta(whole, threshold=1, locale=i18n.current())


def severities(findings: Iterable[Finding]) -> str:
    """The number of `findings` of each severity, the gravest first: `2 errors, 1 suggestion`.

    The result is "" for no findings.
    """
    counts = Counter(one.severity for one in findings)
    words = {
        Severity.GALAT: ngettext("{count} error", "{count} errors", counts[Severity.GALAT]),
        Severity.ETIK: ngettext("{count} ethics", "{count} ethics", counts[Severity.ETIK]),
        Severity.PERINGATAN: ngettext(
            "{count} warning", "{count} warnings", counts[Severity.PERINGATAN]
        ),
        Severity.SARAN: ngettext(
            "{count} suggestion", "{count} suggestions", counts[Severity.SARAN]
        ),
    }
    return ", ".join(
        words[one].format(count=number(counts[one])) for one in Severity if counts[one]
    )


def articles(count: int) -> str:
    """`count` articles, in words."""
    return ngettext("{count} article", "{count} articles", count).format(count=number(count))
