"""The sign of each state of an article at a target: colour alone is not enough."""

from collections.abc import Mapping

from redaksi.domain.delivery import State

SIGNS: Mapping[State, str] = {
    State.WAITING: "·",
    State.EMBARGOED: "…",
    State.SENT: "?",
    State.DELIVERED: "✓",
    State.OUTDATED: "↑",
    State.CHANGED: "≠",
    State.GONE: "✗",
    State.WITHDRAWN: "–",
    State.FAILED: "!",
}
