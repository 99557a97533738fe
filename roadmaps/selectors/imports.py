"""Which imports somebody may go on with, and which document a roadmap was made of."""

from organizations.models import User

from ..models import Roadmap, RoadmapImport


def unfinished_imports(user: User) -> list[RoadmapImport]:
    """Of the person's organisation, latest first."""
    return list(RoadmapImport.objects.visible_to(user).unfinished().select_related("by"))


def source_of(roadmap: Roadmap) -> RoadmapImport | None:
    """The import that the first version of the roadmap was made by; none for those written or copied here."""
    return RoadmapImport.objects.filter(roadmap__chain=roadmap.chain).select_related("file").first()
