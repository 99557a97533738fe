"""The versions of a roadmap, and what a new one can be made of."""

from uuid import UUID

from django.db.models import QuerySet

from core.tenancy import below
from organizations.models import Organization, User

from ..drafts import RoadmapDraft
from ..models import Roadmap
from .plan import with_plan


def versions_of(roadmap: Roadmap) -> QuerySet[Roadmap]:
    """Every version of the chain, latest first."""
    return Roadmap.objects.filter(chain=roadmap.chain).select_related("order").order_by("-version")


def previous_version(roadmap: Roadmap) -> Roadmap | None:
    """The latest earlier version that was approved, with its plan."""
    decided = (Roadmap.State.APPROVED, Roadmap.State.ARCHIVED)
    earlier = Roadmap.objects.filter(chain=roadmap.chain, version__lt=roadmap.version, state__in=decided)
    return with_plan(earlier.order_by("-version")).first()


def in_force_beside(draft: Roadmap | RoadmapDraft, organization: Organization, chain: UUID) -> Roadmap | None:
    """An approved roadmap of the same organisation and track whose period overlaps, when it is of another chain."""
    overlapping = Roadmap.objects.filter(period_from__lte=draft.period_to, period_to__gte=draft.period_from)
    others = overlapping.approved().filter(organization=organization, track=draft.track).exclude(chain=chain)
    return others.order_by("-period_from").first()


def models_for(user: User) -> tuple[list[Roadmap], list[Roadmap]]:
    """What a new roadmap can be made of, latest first: the own roadmaps, the approved ones of organisations above.

    What those above have published as a model comes before their other roadmaps.
    """
    found = Roadmap.objects.visible_to(user).select_related("organization").order_by("-period_to", "-version")
    own = found.filter(organization=user.acting.organization).exclude(state=Roadmap.State.ARCHIVED)
    above = found.approved().exclude(below("organization__path", user.acting.organization.path))
    return list(own), sorted(above, key=lambda roadmap: roadmap.published_as_model_on is None)
