"""Strategies for lines of plain text that Markdown would read as markup."""

from hypothesis import strategies as st

from redaksi.text import clean

MARKS = (
    *"*_~`[]()<>&\\!#+-=|:.0123456789;@{}\"'“”",
    *(
        "```",
        "~~~",
        "~~",
        "**",
        "---",
        "===",
        "***",
        "* * *",
        "- - -",
        "| a |",
        "|---|---|",
        ":--",
        "![a](b)",
        "](",
    ),
    *(
        "[Jawab]: Benar.",
        "[^1]: x",
        "]: ",
        "- ",
        "1. ",
        "2) ",
        "- [ ] ",
        "# ",
        "> ",
        ": ",
        "    ",
        "<!-- a -->",
        "<b>",
    ),
    *(
        "<https://x.example>",
        "<a@b.example>",
        "<x:y>",
        "&amp;",
        "&#38;",
        "&nbsp;",
        "{{< x >}}",
        "{.a}",
        "<!--more-->",
    ),
    *(
        "https://x.example/_a_/*b*?c&d",
        "https://x.example/~a/{b}",
        " www.x.example/_a_~",
        "b*ngs*t",
        "2*3*4",
        "_x_",
        "a_b",
        "é",
        "😀",
        "²",
        "kata",
        "Kata",
        " ",
        "\n",
    ),
)


def _lines(parts: list[str]) -> str:
    return "\n".join(line for raw in "".join(parts).split("\n") if (line := clean.line(raw)))


paragraphs = (
    st.lists(
        st.sampled_from(MARKS) | st.characters(exclude_categories=["Cs", "Cc", "Cf", "Z"]),
        max_size=14,
    )
    .map(_lines)
    .filter(bool)
)
"""Paragraphs of trimmed lines."""
