"""Overlaps of several rules or of several words of a rule.

The tests cover the winning rule, the order and the fix.
"""

from typing import Any

import pytest
from msgspec.structs import replace

from redaksi.copydesk import engine, forms, mend, ruleset
from redaksi.copydesk.rule import Message, Names, Rule, RuleKind
from redaksi.copydesk.settings import CopydeskSettings
from redaksi.domain.article import Text
from redaksi.domain.finding import Finding, Severity


def rule(rule_id: str, severity: Severity = Severity.GALAT, **keys: Any) -> Rule:
    """A spelling rule with the further fields `keys`."""
    message = Message(id="«{text}»", en="«{text}»")
    return Rule(
        id=rule_id,
        severity=severity,
        kind=RuleKind.SPELLING,
        source="gaya kami",
        message=message,
        **keys,
    )


def found(sentence: str, *rules: Rule, headline: str = "") -> list[Finding]:
    return engine.check(Text(headline=headline, body=(sentence,)), ruleset.Ruleset(rules))


def test_the_gravest_of_one_place_is_told_first_and_then_the_longest() -> None:
    rules = (
        rule("c", Severity.SARAN, pattern="jalan"),
        rule("b", Severity.PERINGATAN, pattern="jalan"),
        rule("a", Severity.PERINGATAN, pattern="jalan rusak"),
        rule("d", pattern="jalan"),
    )
    assert [one.rule for one in found("Warga menutup jalan rusak.", *rules)] == [
        "d",
        "a",
        "b",
        "c",
    ]


def test_two_who_write_something_else_are_both_told_and_one_who_writes_the_same_is_not() -> None:
    first, other, same = (
        rule(name, Severity.PERINGATAN, pattern="rusak", replacement=right)
        for name, right in (("a", "berlubang"), ("b", "retak"), ("c", "berlubang"))
    )
    assert [one.rule for one in found("Jalan rusak.", first, other)] == ["a", "b"]
    assert [one.rule for one in found("Jalan rusak.", first, same)] == ["a"]


def test_of_two_phrases_the_longer_one_is_taken() -> None:
    both = rule(
        "dua", words={"oleh karena itu": "karena itu", "oleh karena itu maka": "karena itu"}
    )
    assert [one.text for one in found("Warga pulang oleh karena itu maka sepi.", both)] == [
        "oleh karena itu maka"
    ]


def test_a_word_inside_a_longer_phrase_is_left_to_the_phrase() -> None:
    several = rule("dua", words={"jalan rusak": "jalan berlubang", "rusak": "berlubang"})
    told = found("Warga menutup jalan rusak itu, lalu rusak.", several)
    assert [(one.text, one.replacement) for one in told] == [
        ("jalan rusak", "jalan berlubang"),
        ("rusak", "berlubang"),
    ]


def test_a_phrase_ends_with_its_last_word() -> None:
    three = rule("tiga", words={"satu dua tiga": "1, 2, 3"})
    assert [one.text for one in found("Ada satu dua tiga, satu dua tigabelas.", three)] == [
        "satu dua tiga"
    ]
    assert [one.text for one in found("Ada satu dua tiganya.", three)] == ["satu dua tiganya"]


def test_one_capital_is_no_shouting() -> None:
    letter = rule("x", words={"x": "eks"}, names=Names.READ)
    assert [one.replacement for one in found("X dan xnya.", letter)] == ["Eks", "eksnya"]
    assert [one.replacement for one in found("XNYA itu.", letter)] == ["EKSNYA"]


def test_a_capital_that_opens_a_headline_in_capitals_may_be_a_name() -> None:
    warned = rule("pisah", words={"kerjasama": "kerja sama"}, names=Names.WARN)
    (name,) = found("Warga datang.", warned, headline="Kerjasama Desa Diteken Bupati")
    assert (name.severity, name.replacement) == (Severity.PERINGATAN, None)
    (word,) = found("Warga datang.", warned, headline="Kerjasama desa diteken bupati")
    assert (word.severity, word.replacement) == (Severity.GALAT, "Kerja sama")


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_places_that_overlap_one_is_mended_at_a_time(order: int) -> None:
    rules = (
        rule("a", pattern="jalan rusak", replacement="jalan"),
        rule("b", pattern="rusak parah", replacement="rusak"),
    )
    text = Text(headline="Warga", body=("Warga menutup jalan rusak parah.",))
    mended = mend.mended(text, ruleset.Ruleset(rules[::order]))
    assert mended.text.body == ("Warga menutup jalan parah.",)
    assert [one.rule for one in mended.done] == ["a"]


def test_inside_quotation_marks_ethics_stay_ethics_and_wording_is_advice() -> None:
    severities = [Severity.GALAT, Severity.PERINGATAN, Severity.SARAN, Severity.ETIK]
    rules = [
        replace(
            rule(f"r{number}", severity, pattern="rusak", replacement=None), kind=RuleKind.WORDING
        )
        for number, severity in enumerate(severities)
    ]
    told = {one.rule: one.severity for one in found('"Jalan itu rusak," kata Ani.', *rules)}
    assert told == {
        "r0": Severity.SARAN,
        "r1": Severity.SARAN,
        "r2": Severity.SARAN,
        "r3": Severity.ETIK,
    }


def test_what_a_house_calls_a_matter_of_ethics_is_never_mended_by_a_machine() -> None:
    house = ruleset.house(CopydeskSettings(severity={"tidak-baku": Severity.ETIK}), {})
    text = Text(headline="Warga", body=("Ini sekedar contoh.",))
    (told,) = [one for one in engine.check(text, house) if one.rule == "tidak-baku"]
    assert (told.severity, told.safe, told.mendable) == (Severity.ETIK, False, False)
    assert mend.mended(text, house).done == ()


@pytest.mark.parametrize(
    ("root", "behind"),
    [
        ("khawatir", "ngkhawatir"),
        ("syukur", "nsyukur"),
        ("praktik", "mpraktik"),
        ("pakai", "makai"),
        ("sapu", "nyapu"),
        ("ubah", "ngubah"),
        ("risiko", "risiko"),
    ],
)
def test_k_t_s_and_p_melt_but_not_in_a_cluster(root: str, behind: str) -> None:
    assert forms.nasal(root) == behind
    assert "me" + behind in forms.of_root(root)


def test_a_root_with_r_takes_no_second_one() -> None:
    assert {"berisiko", "terisiko"} <= set(forms.of_root("risiko"))


def test_a_house_sets_the_limit_of_a_rule() -> None:
    headline = Text(headline="Satu Dua Tiga Empat Lima")
    for limit, told in ((4, 1), (5, 0)):
        house = ruleset.house(CopydeskSettings(limit={"judul-panjang": limit}), {})
        assert [one.rule for one in engine.check(headline, house)].count("judul-panjang") == told


def test_what_is_to_be_kept_is_not_mended() -> None:
    text = Text(headline="Warga", body=("Ini sekedar resiko.",))
    mended = mend.mended(text, ruleset.standard(), keeps=lambda one: one.text == "sekedar")
    assert mended.text.body == ("Ini sekedar risiko.",)


def test_an_ellipsis_before_who_spoke_is_no_stop() -> None:
    told = engine.check(
        Text(headline="Warga", body=('"Kami datang lalu ..." kata Ani.',)), ruleset.standard()
    )
    assert "kutipan-koma" not in [one.rule for one in told]


def test_a_child_who_is_a_victim_too_is_told_once() -> None:
    body = ("Siswi korban pencabulan bernama Rina Astuti (14) melapor.",)
    told = engine.check(Text(headline="Warga", body=body), ruleset.standard())
    assert [one.rule for one in told if one.text == "Rina Astuti"] == ["identitas-anak"]
