"""Parameter types for stages, roles, notices and severities, in English or Indonesian words."""

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from redaksi.domain.article import NoticeKind, Role, Stage
from redaksi.domain.finding import Severity
from redaksi.domain.workflow import notice_name, role_name, severity_name, stage_name

STAGES = {
    "draft": Stage.DRAFT,
    "review": Stage.REVIEW,
    "published": Stage.PUBLISHED,
    "draf": Stage.DRAFT,
    "tinjauan": Stage.REVIEW,
    "tayang": Stage.PUBLISHED,
}
ROLES = {
    "guest": Role.GUEST,
    "editor": Role.EDITOR,
    "chief": Role.CHIEF,
    "tamu": Role.GUEST,
    "redaktur": Role.EDITOR,
    "redpel": Role.CHIEF,
}
NOTICES = {
    "ralat": NoticeKind.RALAT,
    "koreksi": NoticeKind.KOREKSI,
    "pembaruan": NoticeKind.PEMBARUAN,
    "erratum": NoticeKind.RALAT,
    "correction": NoticeKind.KOREKSI,
    "update": NoticeKind.PEMBARUAN,
}


SEVERITIES = {
    **{str(severity): severity for severity in Severity},
    "error": Severity.GALAT,
    "ethics": Severity.ETIK,
    "warning": Severity.PERINGATAN,
    "suggestion": Severity.SARAN,
}


class StageType(click.Choice[str]):
    """A stage: draft, review, published, or draf, tinjauan, tayang."""

    name = "stage"

    def __init__(self) -> None:
        super().__init__(list(STAGES), case_sensitive=False)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Stage:
        return STAGES[super().convert(value, param, ctx)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return _offered(map(stage_name, Stage), incomplete)


class RoleType(click.Choice[str]):
    """A role: guest, editor, chief, or tamu, redaktur, redpel."""

    name = "role"

    def __init__(self) -> None:
        super().__init__(list(ROLES), case_sensitive=False)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Role:
        return ROLES[super().convert(value, param, ctx)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return _offered(map(role_name, Role), incomplete)


class NoticeType(click.Choice[str]):
    """A kind of notice: ralat, koreksi, pembaruan, or erratum, correction, update."""

    name = "kind"

    def __init__(self) -> None:
        super().__init__(list(NOTICES), case_sensitive=False)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> NoticeKind:
        return NOTICES[super().convert(value, param, ctx)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return _offered(map(notice_name, NoticeKind), incomplete)


class SeverityType(click.Choice[str]):
    """A severity: galat, etik, peringatan, saran, or error, ethics, warning, suggestion."""

    name = "severity"

    def __init__(self) -> None:
        super().__init__(list(SEVERITIES), case_sensitive=False)

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Severity:
        return SEVERITIES[super().convert(value, param, ctx)]

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem[str]]:
        return _offered(map(severity_name, Severity), incomplete)


def _offered(names: Iterable[str], incomplete: str) -> list[CompletionItem[str]]:
    """The `names` that begin with `incomplete`, in the person's language."""
    return [CompletionItem(name) for name in names if name.startswith(incomplete.casefold())]
