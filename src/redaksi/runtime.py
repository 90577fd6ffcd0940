"""Garbage collection is delayed until the program has started, and skips the objects of the start.

A search of them takes a tenth of the start and finds no garbage. All objects are searched while
nobody types: with a screen or two open, such a search takes 25 ms.
"""

import gc

YOUNG = 5_000
"""New objects between two collections; Python's 700 would delay the reading of many files."""
ROUNDS = 2
"""Collections of the youngest generation of objects between two of the middle one.

With 20,000 objects and Python's 10, one collection visited 200,000 of them, and the screen stood
still for 50 ms and more.
"""
LONGEST = 20
"""Collections of the middle generation between two of all objects, if nobody rests before."""


def delay_collection() -> None:
    """Turn garbage collection off while the program starts."""
    gc.disable()


def start_collection() -> None:
    """Turn garbage collection on, for objects that are made from now on.

    Only the first call after `delay_collection` has an effect.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(YOUNG, ROUNDS, LONGEST)
        gc.enable()


def collect_at_rest() -> None:
    """Search all objects for garbage; only after `start_collection` has put the start aside."""
    if gc.get_freeze_count():
        gc.collect()
