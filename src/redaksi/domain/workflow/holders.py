"""Who has a draft: at its beginning, and after a return."""

from redaksi.domain.article import Dossier, Person, Role, Stage, Team
from redaksi.domain.workflow.past import submitter
from redaksi.domain.workflow.people import same_person
from redaksi.domain.workflow.rights import check_assign


def check_begin(to: str, role: Role, person: Person) -> None:
    """Raise MoveRefused unless `person` may begin a draft that `to`, who has `role`, then has.

    Everybody may begin a draft of their own. A draft for somebody else is also an assignment.
    """
    if not same_person(to, person.name):
        check_assign(Stage.DRAFT, to, role, person)


def returned_to(dossier: Dossier, team: Team) -> str:
    """The name of the person who has the draft after a return that names nobody.

    This is the submitter; if `team` does not know the submitter, the person who had the draft
    before. The result is "" for nobody.
    """
    member = team.find(submitter(dossier).name)
    return member.name if member else dossier.article.editor(Stage.DRAFT)
