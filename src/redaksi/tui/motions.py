"""The keys of lists, texts and fields, which the help shows beside the commands."""

from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from redaksi.i18n import N_, _
from redaksi.tui import keyboard
from redaksi.tui.textual_internals import bound_keys

MOTIONS = (
    (
        N_("one line up or down"),
        (
            "move(-1) move(1) step(-1) step(1) cursor_up cursor_down scroll_up scroll_down "
            "step('cursor_up') step('cursor_down')"
        ),
    ),
    (N_("one paragraph back or on"), "paragraph(-1) paragraph(1)"),
    (N_("to the note before or behind"), "note(-1) note(1)"),
    (
        N_("a page up or down"),
        "page(-1) page(1) page_up page_down cursor_page_up cursor_page_down",
    ),
    (
        N_("to the beginning or the end"),
        "jump(0) jump(-1) end(0) end(-1) scroll_home scroll_end first last text_start text_end",
    ),
    (N_("to the next pane or stage"), "pane(-1) pane(1)"),
    (N_("to the place before or behind of what is looked for"), "place(-1) place(1)"),
    (N_("the choice before or behind"), "choose(-1) choose(1)"),
    (
        N_("one character back or on; at the end → takes the completion"),
        "cursor_left cursor_right",
    ),
    (
        N_("one word back or on"),
        "cursor_word_left cursor_word_right cursor_left_word cursor_right_word",
    ),
    (N_("to the beginning or the end of the line"), "cursor_line_start cursor_line_end home end"),
    (
        N_("select while moving"),
        (
            "cursor_left(True) cursor_right(True) cursor_up(True) cursor_down(True) home(True) "
            "end(True) "
            "cursor_line_start(True) cursor_line_end(True) cursor_word_left(True) "
            "cursor_word_right(True) "
            "cursor_left_word(True) cursor_right_word(True) text_start(True) text_end(True)"
        ),
    ),
    (N_("select the line"), "select_line"),
    (N_("select everything"), "select_all"),
    (N_("delete a character"), "delete_left delete_right"),
    (N_("delete a word"), "delete_word_left delete_word_right delete_left_word delete_right_word"),
    (
        N_("delete to the beginning or the end of the line"),
        (
            "delete_to_start_of_line delete_to_end_of_line_or_delete_line delete_left_all "
            "delete_right_all"
        ),
    ),
    (N_("delete the line"), "delete_line"),
    (N_("cut, copy, paste"), "cut copy paste"),
    (N_("undo"), "undo"),
    (N_("do again what was undone"), "redo"),
    (N_("take the completion"), "submit"),
    (N_("take the completion, or go to the next field"), "complete"),
)
"""Each motion and the actions of widgets that do it."""

KNOWN = frozenset(action for _does, actions in MOTIONS for action in actions.split())
UNSENT = "super+"
"""The prefix of keys that few terminals send."""

MOST = 24
"""Width in cells of the keys that the help names for one motion."""


def here(focused: Widget | None, taken: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The keys of the widgets around `focused`, each with its motion.

    The keys in `taken` belong to commands and are skipped.
    """
    keys: dict[str, list[str]] = {}
    spoken_for = set(taken)
    typing = isinstance(focused, Input | TextArea)
    for widget in focused.ancestors_with_self if focused else ():
        if isinstance(widget, Widget) and not isinstance(widget, Screen):
            bound = {
                key: action
                for key, action in bound_keys(widget)
                if action in KNOWN and key not in spoken_for
            }
            for key, action in bound.items():
                if not (typing and keyboard.is_character(key)) and not key.startswith(UNSENT):
                    keys.setdefault(action, []).append(key)
            spoken_for.update(bound)  # the nearest widget gets the key
    for does, actions in MOTIONS:
        named = [keys[action] for action in actions.split() if action in keys]
        first = [keyboard.spelled(key) for key in chain.from_iterable(zip_longest(*named)) if key]
        fitting = [" ".join(first[:count]) for count in (1, 2, 3, 4)]
        if first:
            yield (
                max((keys for keys in fitting if len(keys) <= MOST), key=len, default=first[0]),
                _(does),
            )
