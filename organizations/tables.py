"""Lists as tables."""

import django_tables2 as tables
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from core.models import AuditEntry, CalendarDay

from .models import Invitation, Membership


class PartColumn(tables.TemplateColumn):
    """A cell made by a template; empty when that says nothing, so that a phone leaves the cell out."""

    def __init__(self, part: str, **kwargs):
        super().__init__(template_name=f"organizations/_{part}.html", **kwargs)

    def render(self, *args, **kwargs) -> str:
        return mark_safe(super().render(*args, **kwargs).strip())  # noqa: S308 - stripped, otherwise as rendered


NUMBER = {"td": {"class": "number"}, "th": {"class": "number"}}


def place_column() -> tables.Column:
    """The organisation of a row; none means the whole system."""
    return tables.Column(
        verbose_name=_("Organisation"),
        linkify=True,
        order_by="organization__short_name",
        default=_("the whole system"),
    )


class OrganizationTable(tables.Table):
    """The tree, line by line (selectors.TreeRow)."""

    name = PartColumn("tree_name", verbose_name=_("Organisation"), orderable=False)
    kind = tables.Column(accessor="organization__get_kind_display", verbose_name=_("Kind"), orderable=False)
    institutions = tables.Column(verbose_name=_("Institutions"), orderable=False, attrs=NUMBER)
    members = tables.Column(verbose_name=_("People"), orderable=False, attrs=NUMBER)

    def render_institutions(self, value: int, record) -> str:
        return "" if record.organization.level == "institution" else value


class MembershipTable(tables.Table):
    person = PartColumn(
        "person",
        verbose_name=_("Person"),
        order_by=("user__last_name", "user__first_name", "user__patronymic", "pk"),
    )
    role = PartColumn("role")
    organization = place_column()
    since = tables.DateColumn(format="d.m.Y")
    actions = PartColumn("membership_actions", verbose_name="", orderable=False, exclude_from_export=True)

    class Meta:
        model = Membership
        fields = ["person", "role", "organization", "since", "actions"]
        order_by = "person"


class InvitationTable(tables.Table):
    email = PartColumn("invited", verbose_name=_("Who is invited"))
    organization = place_column()
    letter = PartColumn("invitation_letter", verbose_name=_("Letter"), order_by="sent_at")
    expires_at = PartColumn(
        "invitation_term",
    )
    actions = PartColumn("invitation_actions", verbose_name="", orderable=False)

    class Meta:
        model = Invitation
        fields = ["email", "role", "organization", "letter", "expires_at", "actions"]
        order_by = "-created_at"


class AuditTable(tables.Table):
    at = tables.DateTimeColumn(format="d.m.Y H:i")
    actor_name = tables.Column(verbose_name=_("Who"), empty_values=(None,))
    verb = PartColumn("audit_verb", verbose_name=_("What was done"))
    subject_label = tables.Column(verbose_name=_("With what"))
    changes = PartColumn("audit_changes", verbose_name=_("Changes"), orderable=False)

    class Meta:
        model = AuditEntry
        fields = ["at", "actor_name", "verb", "subject_label", "changes"]
        order_by = "-at"

    def render_actor_name(self, value: str) -> str:
        return value or _("the product itself")


class CalendarTable(tables.Table):
    date = PartColumn("calendar_date", orderable=False)
    kind = tables.Column(orderable=False)
    title = tables.Column(orderable=False)
    actions = PartColumn("calendar_actions", verbose_name="", orderable=False)

    class Meta:
        model = CalendarDay
        fields = ["date", "kind", "title", "actions"]
