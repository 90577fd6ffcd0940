"""Findings as SARIF 2.1.0, the format that editors and build servers read."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from redaksi import __version__
from redaksi.cli.checked import Checked, Placed
from redaksi.copydesk.engine import example_message
from redaksi.copydesk.rule import Rule
from redaksi.domain.finding import Severity
from redaksi.i18n import current

_LEVELS = {
    Severity.GALAT: "error",
    Severity.ETIK: "error",
    Severity.PERINGATAN: "warning",
    Severity.SARAN: "note",
}


def document(all_checked: Iterable[Checked], rules: Iterable[Rule]) -> dict[str, Any]:
    """One SARIF document for all targets checked by `rules`, which include their examples."""
    driver = {"name": "Redaksi", "version": __version__, "rules": [_rule(rule) for rule in rules]}
    results = [_result(one.path, placed) for one in all_checked for placed in one.findings]
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": example_message(rule, current())},
        "help": {"text": rule.source},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(path: str, one: Placed) -> dict[str, Any]:
    region = {
        "startLine": one.start.line,
        "startColumn": one.start.column,
        "endLine": one.end.line,
        "endColumn": one.end.column,
    }
    place = {"artifactLocation": {"uri": quote(path)}, "region": region}
    result = {
        "ruleId": one.finding.rule,
        "level": _LEVELS[one.finding.severity],
        "message": {"text": one.finding.message},
        "locations": [{"physicalLocation": place}],
    }
    if one.finding.replacement is None:
        return result
    change = {"deletedRegion": region, "insertedContent": {"text": one.finding.replacement}}
    fix = {
        "artifactChanges": [{"artifactLocation": {"uri": quote(path)}, "replacements": [change]}]
    }
    return {**result, "fixes": [fix]}
