"""The pauses after failures: longer each time, forgotten when all went well."""

from redaksi.delivery.notify.rests import LONGEST, REFUSED, Rests


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_pause_is_twice_as_long_each_time_and_at_most_an_hour() -> None:
    clock = Seconds()
    rests, pauses = Rests(clock), []
    for _time in range(9):
        rests.failed("mail")
        began = clock.now
        while rests.holds("mail"):
            clock.now += 1.0
        pauses.append(clock.now - began)
    assert pauses == [60, 120, 240, 480, 960, 1920, LONGEST, LONGEST, LONGEST]
    rests.went_well("mail")
    assert not rests.holds("mail")
    rests.failed("mail")
    clock.now += 60
    assert not rests.holds("mail"), "the failures before are forgotten"


def test_each_key_rests_alone_and_one_that_rests_holds_up() -> None:
    rests = Rests(clock := Seconds())
    rests.failed("mail/ani", REFUSED)
    assert rests.holds("mail", "mail/ani")
    assert not rests.holds("mail", "mail/budi")
    clock.now += REFUSED
    assert not rests.holds("mail", "mail/ani")


def test_what_went_well_may_rest_as_well() -> None:
    rests = Rests(clock := Seconds())
    rests.went_well("mail/ani", 60.0)
    assert rests.holds("mail/ani")
    clock.now += 60
    assert not rests.holds("mail/ani")
