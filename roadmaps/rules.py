"""Who may, in two tables: the plan and its execution.

A right on a section, an activity, an occurrence or its evidence is the right on its roadmap; whether the roadmap's
state allows the deed is the service's question.
"""

import rules

from organizations.rules import (
    at_level,
    has_membership,
    in_own_organization,
    is_administrator,
    is_director,
    is_executor,
    keeps_programme,
    oversees,
    within_scope,
)

from .models import Activity, Evidence, Occurrence, Responsible, Roadmap, RoadmapImport, Section


def roadmap_of(subject) -> Roadmap | None:
    """The roadmap that a row of it belongs to; none for pages that concern no row."""
    match subject:
        case None | Roadmap():
            return subject
        case Section() | Activity():
            return subject.roadmap
        case Responsible() | Occurrence():
            return subject.activity.roadmap
        case Evidence():
            return subject.occurrence.activity.roadmap
    raise TypeError(f"{subject!r} belongs to no roadmap")


@rules.predicate
def own(user, subject) -> bool:
    """The roadmap, or the import, is of the very organisation the person acts in."""
    return in_own_organization(user, subject if isinstance(subject, RoadmapImport) else roadmap_of(subject))


@rules.predicate
def from_below(user, subject) -> bool:
    """The roadmap is of an organisation at or below the person's place in the tree."""
    return within_scope(user, roadmap_of(subject))


@rules.predicate
def model_from_above(user, subject) -> bool:
    """An approved roadmap of a municipality or region above: everybody below may read it and adopt it."""
    roadmap, acting = roadmap_of(subject), getattr(user, "acting", None)
    if roadmap is None:
        return True
    if acting is None or acting.organization is None or roadmap.state != Roadmap.State.APPROVED:
        return False
    return acting.organization_id != roadmap.organization_id and acting.organization.path.startswith(
        roadmap.organization.path
    )


@rules.predicate
def is_responsible(user, subject) -> bool:
    """The person is named in the activity; true for pages that concern no row."""
    if subject is None:
        return True
    activity = subject if isinstance(subject, Activity) else subject.activity
    return any(each.user_id == user.pk for each in activity.responsible.all())


above_institutions = at_level("municipality", "region")
keeps_plan = keeps_programme & own
decides = is_director & own
reads = has_membership & (from_below | model_from_above)

# --- the plan -----------------------------------------------------------------------------------------------------
rules.add_perm("roadmaps.list_roadmaps", has_membership)
rules.add_perm("roadmaps.view_roadmap", reads)
rules.add_perm("roadmaps.add_roadmap", keeps_plan)
rules.add_perm("roadmaps.view_source", own & (keeps_programme | is_director | is_executor))
rules.add_perm("roadmaps.adopt_roadmap", keeps_programme & model_from_above)
rules.add_perm("roadmaps.change_roadmap", keeps_plan)
rules.add_perm("roadmaps.delete_roadmap", keeps_plan)
rules.add_perm("roadmaps.submit_roadmap", keeps_plan)
rules.add_perm("roadmaps.approve_roadmap", decides)
rules.add_perm("roadmaps.archive_roadmap", keeps_plan | decides)
rules.add_perm("roadmaps.publish_model", above_institutions & (keeps_plan | decides) | is_administrator & from_below)

# --- its execution: nobody above sees the documents of an institution, only states and figures ---------------------
looks_over = oversees | is_director & above_institutions
rules.add_perm("roadmaps.view_execution", looks_over)
rules.add_perm("roadmaps.view_cascade", looks_over & reads)
rules.add_perm("roadmaps.mark_occurrence", own & (keeps_programme | is_director | is_executor & is_responsible))
rules.add_perm("roadmaps.waive_occurrence", own & (keeps_programme | is_director))
rules.add_perm("roadmaps.close_past", keeps_plan | decides)
rules.add_perm("roadmaps.set_dates", keeps_plan)
rules.add_perm("roadmaps.view_evidence", own & (keeps_programme | is_director | is_executor))
rules.add_perm("roadmaps.remove_evidence", own & (keeps_programme | is_director))
