import pytest

from redaksi.copydesk import regex_tree
from redaksi.copydesk.regex_tree import OPCODES


def test_a_pattern_is_read_as_re_reads_it() -> None:
    ((operator, value),) = regex_tree.parse("a|bc")
    assert operator is OPCODES.BRANCH
    assert [len(branch) for branch in value[1]] == [1, 2]


def test_a_python_that_moved_the_parser_is_named_in_one_sentence() -> None:
    with pytest.raises(
        ImportError, match=r"^Redaksi needs `re\._moved` of Python 3\.11 to 3\.14; Python \d"
    ):
        regex_tree._private("re._moved")
