"""What may move where, by whom and under which conditions. Pure: a rule that is not here does not exist."""

from redaksi.workflow.moves import FROM, Case, Move, Rules, check, check_arrival, reasons, waits
from redaksi.workflow.past import check_undo, submitted_revision, submitter
from redaksi.workflow.people import Hand, People, bound, check_led, check_name, is_led, same_eyes
from redaksi.workflow.reason import Reason, beginning, role_name, severity_name, stage_name
from redaksi.workflow.rights import (
    against_assignee,
    check_assign,
    check_assignee,
    check_chief,
    check_edit,
    check_repair,
    check_resolve,
    check_share,
    check_spike,
    check_steer,
    check_waive,
    same_person,
)

__all__ = [
    "FROM",
    "Case",
    "Hand",
    "Move",
    "People",
    "Reason",
    "Rules",
    "against_assignee",
    "beginning",
    "bound",
    "check",
    "check_arrival",
    "check_assign",
    "check_assignee",
    "check_chief",
    "check_edit",
    "check_led",
    "check_name",
    "check_repair",
    "check_resolve",
    "check_share",
    "check_spike",
    "check_steer",
    "check_undo",
    "check_waive",
    "is_led",
    "reasons",
    "role_name",
    "same_eyes",
    "same_person",
    "severity_name",
    "stage_name",
    "submitted_revision",
    "submitter",
    "waits",
]
