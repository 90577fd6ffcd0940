"""The assignment of a stage, with its event."""

from datetime import datetime

from msgspec.structs import replace

from redaksi.domain import record
from redaksi.domain.article import Assignment, Dossier, Person, Stage


def assigned(dossier: Dossier, stage: Stage, editor: str, person: Person, at: datetime) -> Dossier:
    """`dossier` with `stage` assigned to `editor`; unchanged when `editor` has it already."""
    before = dossier.article.editor(stage)
    if before == editor:
        return dossier
    assignment = Assignment(editor=editor, by=person.name, at=at)
    article = replace(
        dossier.article, assignments={**dossier.article.assignments, stage: assignment}
    )
    data = {"stage": stage.value, "to": editor, "before": before}
    return record.log(replace(dossier, article=article), "assigned", at, person, **data)
