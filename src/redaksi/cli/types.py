"""Values on the command line: stages and roles, by the English word or the Indonesian one."""

import click

from redaksi.article import Role, Stage

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


class StageType(click.Choice[str]):
    """A stage: draft, review, published, or draf, tinjauan, tayang."""

    name = "stage"

    def __init__(self) -> None:
        super().__init__(list(STAGES), case_sensitive=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Stage:
        return STAGES[super().convert(value, param, ctx)]


class RoleType(click.Choice[str]):
    """A role: guest, editor, chief, or tamu, redaktur, redpel."""

    name = "role"

    def __init__(self) -> None:
        super().__init__(list(ROLES), case_sensitive=False)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Role:
        return ROLES[super().convert(value, param, ctx)]
