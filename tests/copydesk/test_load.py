"""An invalid rule file is refused with the line of the error."""

import pytest

from redaksi.copydesk import load
from redaksi.errors import BadInput

RULE = """\
# gaya kami

[[rule]]
id = "kami"
severity = "saran"
kind = "style"
source = "gaya kami"
pattern = 'kami'
message.id = "«{text}»"
message.en = "«{text}»"
wrong = [
  { text = "Kata kami.", cut = "kami" },
  { text = "kami", cut = "kami" },
]
right = ["kita", "mereka"]
"""


def test_a_sound_file_is_taken() -> None:
    (rule,) = load.examined(RULE, "gaya.toml")
    assert rule.id == "kami"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("kind = ", "kind : ", 6),
        ('"style"', '"gaya"', 6),
        ("source = ", "sumber = ", 7),
        ('source = "gaya kami"', "", 3),
        ("'kami'", "'(a+)+'", 8),
        ("'kami'", "'('", 8),
        ("pattern = 'kami'", "check = 'tidakada'", 8),
        ("pattern = 'kami'", "pattern = 'kami'\nreplacement = '\\g<apa>'", 9),
        ('cut = "kami" },\n]', 'cut = "mereka" },\n]', 11),
        ('["kita", "mereka"]', '["kita"]', 15),
        ('"saran"', '"etik"\nreplacement = "kita"', 5),
        ("pattern = 'kami'", "", 4),
        ('"mereka"]', '"mereka"', 16),
    ],
)
def test_a_broken_one_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    assert old in RULE
    with pytest.raises(BadInput, match=rf"Line {line} of gaya\.toml") as refused:
        load.examined(RULE.replace(old, new), "gaya.toml")
    assert refused.value.hint


def test_the_line_is_that_of_the_second_rule() -> None:
    second = RULE.replace('"kami"\nsev', '"dua"\nsev').replace('"saran"', '"parah"')
    with pytest.raises(BadInput, match=rf"Line {RULE.count(chr(10)) + 5} of"):
        load.examined(RULE + second, "gaya.toml")
    with pytest.raises(BadInput, match=r"two rules are called kami"):
        load.examined(RULE + RULE, "gaya.toml")
