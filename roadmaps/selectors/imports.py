"""Which imports somebody may go on with, and which document a roadmap was made of."""

from organizations.models import User

from ..models import Roadmap, RoadmapImport


def unfinished_imports(user: User) -> list[RoadmapImport]:
    """Of the person's organisation, latest first."""
    return list(RoadmapImport.objects.visible_to(user).unfinished().select_related("by"))


def source_of(roadmap: Roadmap, user: User) -> RoadmapImport | None:
    """The import that made the first version of the roadmap, for the people of its own organisation only."""
    return RoadmapImport.objects.visible_to(user).filter(roadmap__chain=roadmap.chain).first()
