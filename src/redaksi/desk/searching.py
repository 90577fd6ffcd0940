"""The words in a search: `me`, `nobody`, due words, orders, and the search in words."""

from datetime import datetime, time, timedelta, tzinfo

from msgspec.structs import replace

from redaksi.desk.moments import Clock, echo, moment
from redaksi.domain.article import SavedSearch
from redaksi.domain.workflow import stage_name
from redaksi.errors import BadInput, UnclearTime, about
from redaksi.i18n import _
from redaksi.store.query import Sort
from redaksi.text import clean

ME = "me"
"""The editor name that stands for the person who searches."""
NOBODY = "nobody"
"""The editor name that stands for no editor at all."""
OVERDUE = "overdue"
DAYS = {"today": 1, "tomorrow": 2, "week": 7}
"""Words for articles due within so many days, today included."""
SYNONYMS = {
    "this week": "week",
    "saya": ME,
    "no editor": NOBODY,
    "belum ada": NOBODY,
    "tanpa redaktur": NOBODY,
    "terlambat": OVERDUE,
    "lewat tenggat": OVERDUE,  # early versions saved this word
    "hari ini": "today",
    "besok": "tomorrow",
    "minggu ini": "week",
    "pekan ini": "week",
    "terbaru": Sort.NEWEST,
    "tenggat": Sort.DUE,
    "terlama": Sort.WAITING,
    "judul": Sort.HEADLINE,
}
"""Other words for `ME`, for `NOBODY`, for due words and for orders.

They are accepted whatever the person's language is.
"""


def me() -> str:
    """The word for the person who searches, in that person's language."""
    return _("me")


def is_me(name: str) -> bool:
    """Whether `name` stands for the person who searches."""
    return _word(name) == ME


def nobody() -> str:
    """The word for no editor at all, in the person's language; the board shows the same."""
    return _("nobody")


def is_nobody(name: str) -> bool:
    """Whether `name` stands for no editor at all."""
    return _word(name) == NOBODY


def editor_words() -> tuple[str, str]:
    """The words that a person may type for an editor beside the names of the team."""
    return me(), nobody()


def due_words() -> dict[str, str]:
    """The words that a person may type for a due time, with their translations."""
    return {
        OVERDUE: _("overdue"),
        "today": _("today"),
        "tomorrow": _("tomorrow"),
        "week": _("this week"),
    }


def due_before(value: str, now: datetime, zone: tzinfo) -> datetime | None:
    """The time before which matching articles are due; None when `value` is empty.

    `value` is a due word, or a date in `zone`.

    Raises:
        BadInput: when `value` is neither.
    """
    word = _word(value)
    if word == OVERDUE:
        return now
    if word in DAYS:
        day = now.astimezone(zone).date() + timedelta(days=DAYS[word])
        return datetime.combine(day, time(), zone).astimezone(now.tzinfo)
    try:
        with about("due"):
            return moment(value, Clock(zone, now), end_of_day=True)
    except UnclearTime:
        raise
    except BadInput as error:
        error.hint = _(
            "Write overdue, today, tomorrow, week, or a time such as 24/11/2026, fri 9am or +2h."
        )
        raise


def understood(value: str, clock: Clock) -> str:
    """How `value` is understood as a due time; "" for a due word, which says enough."""
    is_word = _word(value) in {OVERDUE, *DAYS}
    return "" if is_word else echo(value, clock, end_of_day=True)


def _word(value: str) -> str:
    """The standard word for `value`, in lower case; a hyphen may replace a blank."""
    typed = clean.key(value).replace("-", " ")
    return SYNONYMS.get(typed, typed)


def sorts() -> dict[Sort, str]:
    """The orders, with their translations."""
    return {
        Sort.NEWEST: _("newest change"),
        Sort.DUE: _("due"),
        Sort.WAITING: _("longest in stage"),
        Sort.HEADLINE: _("headline"),
    }


def sort(value: str) -> Sort:
    """The order called `value`; the newest change first for "".

    Raises:
        BadInput: when there is no such order.
    """
    try:
        return Sort(_word(value) or Sort.NEWEST)
    except ValueError as error:
        raise BadInput(
            _("There is no order {name}.").format(name=value),
            _("There are: {names}.").format(names=_("newest, due, waiting, headline")),
        ) from error


def described(search: SavedSearch) -> str:
    """The conditions of `search` in a few words; "" for none."""
    due, order = clean.line(search.due), _word(search.sort)
    parts = (
        stage_name(search.stage) if search.stage else "",
        _editor(search.editor),
        search.rubric,
        f"#{search.tag}" if search.tag else "",
        (due_words().get(_word(due)) or _("due {when}").format(when=due)) if due else "",
        f"“{search.text}”" if search.text else "",
        _("put aside") if search.spiked else "",
        _("by {order}").format(order=sorts()[Sort(order)])
        if order in set(Sort) - {Sort.NEWEST}
        else "",
    )
    return " · ".join(clean.line(part) for part in parts if part)


def _editor(name: str) -> str:
    if is_me(name):
        return me()
    return nobody() if is_nobody(name) else name


def kept(search: SavedSearch) -> SavedSearch:
    """`search` as it is saved: with words that mean the same in every language."""
    due, sort_word = _word(search.due), _word(search.sort)
    return replace(
        search,
        due=due if due in {OVERDUE, *DAYS} else search.due,
        sort=sort_word if sort_word in set(Sort) else search.sort,
    )


def is_asking(search: SavedSearch) -> bool:
    """Whether `search` differs from the whole board in its usual order."""
    return replace(search, name="") != SavedSearch()
