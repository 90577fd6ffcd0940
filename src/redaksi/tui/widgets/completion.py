"""Fields that complete what is typed from what the newsroom used before: Enter or the right
arrow takes it.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from textual.suggester import Suggester

Known = Mapping[str, Sequence[str]]
"""For each field what it may be completed to, the best first."""


class Memory:
    """What is known, asked for once, in a thread: nobody waits for it."""

    def __init__(self, ask: Callable[[], Known]) -> None:
        self._ask = ask
        self._known: Known | None = None

    async def of(self, field: str) -> Sequence[str]:
        """What `field` may be completed to."""
        if self._known is None:
            self._known = await asyncio.to_thread(self._ask)
        return self._known.get(field, ())


class Completion(Suggester):
    """Completes a field; in a LIST with commas the part typed last, to nothing that stands
    there already.
    """

    def __init__(self, memory: Memory, field: str, *, is_list: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._memory = memory
        self._field = field
        self._is_list = is_list

    async def get_suggestion(self, value: str) -> str | None:
        return completed(value, await self._memory.of(self._field), is_list=self._is_list)


def completed(value: str, known: Sequence[str], *, is_list: bool) -> str | None:
    """`value` with its end completed to one of `known`; None where none begins so."""
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
