"""Completes fields with values that the newsroom has used. Enter or the right arrow accepts."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from textual.suggester import Suggester

Known = Mapping[str, Sequence[str]]
"""The possible values of each field, the best first."""


class Memory:
    """The known values, read once in a thread, so that nobody waits for them."""

    def __init__(self, ask: Callable[[], Known]) -> None:
        self._ask = ask
        self._known: Known | None = None

    async def of(self, field: str) -> Sequence[str]:
        """The possible values of `field`."""
        if self._known is None:
            self._known = await asyncio.to_thread(self._ask)
        return self._known.get(field, ())


class Completion(Suggester):
    """Completes the value of a field.

    In a list separated by commas the last part is completed, to a value that is not in the list
    yet.
    """

    def __init__(self, memory: Memory, field: str, *, is_list: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._memory = memory
        self._field = field
        self._is_list = is_list

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, await self._memory.of(self._field), is_list=self._is_list)


def completed(value: str, known: Sequence[str], *, is_list: bool) -> str | None:
    """`value` with its end completed to one of `known`; None if none begins like that."""
    head, comma, last = value.rpartition(",") if is_list else ("", "", value)
    begun = last.lstrip()
    there = {part.strip().casefold() for part in head.split(",")}
    fits = (
        one
        for one in known
        if one.casefold().startswith(begun.casefold()) and one.casefold() not in there
    )
    found = next(fits, None) if begun else None
    return None if found is None else head + comma + last[: len(last) - len(begun)] + found
