"""Which section of the guide a page of the product leads to: «?» opens the guide where the page is explained."""

from fnmatch import fnmatchcase

from django.http import HttpRequest

from organizations.models import Role

from .pages import all_pages, page_of

# The first pattern that fits the name of the URL wins; `*` at the end of a namespace is all the rest of it.
PLACES = (
    ("home", "today"),
    ("first_steps_hide", "today"),
    ("search", "search"),
    ("status", "state"),
    ("help*", "help"),
    ("account_login", "sign-in"),
    ("account_*", "account"),
    ("mfa_*", "account"),
    ("usersessions_*", "account"),
    ("session_stay", "account"),
    ("organizations:profile", "account"),
    ("organizations:switch", "roles"),
    ("organizations:people", "people"),
    ("organizations:membership*", "people"),
    ("organizations:invit*", "people"),
    ("organizations:accept", "sign-in"),
    ("organizations:calendar*", "calendar"),
    ("organizations:audit", "audit"),
    ("organizations:*", "organizations"),
    ("notifications:deliver*", "deliveries"),
    ("notifications:webhook*", "deliveries"),
    ("notifications:escalation", "organizations"),
    ("notifications:*", "notifications"),
    ("orders:*", "orders"),
    ("roadmaps:import*", "roadmap-import"),
    ("roadmaps:execution", "execution"),
    ("roadmaps:occurrence*", "execution"),
    ("roadmaps:evidence*", "execution"),
    ("roadmaps:activity", "execution"),
    ("roadmaps:overdue", "execution"),
    ("roadmaps:close_past", "execution"),
    ("roadmaps:review", "roadmap-approval"),
    ("roadmaps:submit", "roadmap-approval"),
    ("roadmaps:approve", "roadmap-approval"),
    ("roadmaps:on_paper", "roadmap-approval"),
    ("roadmaps:return", "roadmap-approval"),
    ("roadmaps:model*", "models"),
    ("roadmaps:publish", "models"),
    ("roadmaps:unpublish", "models"),
    ("roadmaps:cascade", "models"),
    ("roadmaps:*", "roadmaps"),
    ("participants:import*", "bank-import"),
    ("participants:consent*", "consents"),
    ("participants:request*", "subject-requests"),
    ("participants:act*", "subject-requests"),
    ("participants:incident*", "subject-requests"),
    ("participants:access_report", "subject-requests"),
    ("participants:course*", "training"),
    ("participants:session*", "training"),
    ("participants:attendance*", "training"),
    ("participants:certificate*", "training"),
    ("participants:partner*", "partners"),
    ("participants:agreement*", "partners"),
    ("participants:offer*", "partners"),
    ("participants:counts", "counts"),
    ("participants:*", "banks"),
    ("pairing:counts", "counts"),
    ("pairing:meeting*", "meetings"),
    ("pairing:journal", "meetings"),
    ("pairing:pair_journal", "meetings"),
    ("pairing:link*", "mentor-links"),
    ("pairing:plan*", "plans"),
    ("pairing:event*", "events"),
    ("pairing:reflection*", "events"),
    ("pairing:award*", "events"),
    ("pairing:case*", "events"),
    ("pairing:pair_closing", "completion"),
    ("pairing:pair_results", "completion"),
    ("pairing:pairs_complete", "completion"),
    ("pairing:roll_over*", "new-year"),
    ("pairing:*", "pairs"),
    ("monitoring:survey*", "surveys"),
    ("monitoring:swot*", "surveys"),
    ("monitoring:stage_two", "surveys"),
    ("monitoring:site*", "sites"),
    ("monitoring:act_*", "sites"),
    ("monitoring:exchange*", "exchange"),
    ("monitoring:sending*", "exchange"),
    ("monitoring:template*", "exchange"),
    ("monitoring:filled_file", "exchange"),
    ("monitoring:indicator*", "indicators"),
    ("monitoring:targets", "indicators"),
    ("monitoring:counts", "indicators"),
    ("monitoring:rules", "indicators"),
    ("monitoring:value*", "indicators"),
    ("monitoring:charts", "indicators"),
    ("monitoring:*", "quarter"),
    ("reports:*", "reports"),
    ("mentor:*", "mentor-page"),
    ("questionnaire:*", "answers"),
    ("survey:*", "answers"),
)  # fmt: skip
PART_OF_ROLE = {
    Role.CURATOR: "curator",
    Role.DIRECTOR: "director",
    Role.EXECUTOR: "executor",
    Role.METHODOLOGIST: "methodologist",
    Role.COORDINATOR: "coordinator",
    Role.ADMINISTRATOR: "administrator",
}


def section_of(url_name: str) -> str | None:
    """The anchor for the page of this URL name (with its namespace)."""
    return next((section for pattern, section in PLACES if fnmatchcase(url_name, pattern)), None)


def help_url(request: HttpRequest) -> str:
    """The section on this page in the part of one's role; where that part has none, in the part that has."""
    acting = getattr(request.user, "acting", None)
    own = page_of(PART_OF_ROLE[acting.role] if acting else "start")
    place = request.resolver_match and section_of(request.resolver_match.view_name)
    page = next((page for page in (own, *all_pages()) if place and page.has(place)), None)
    return f"{page.url}#{place}" if page else own.url
