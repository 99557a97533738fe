"""Who holds which role, and what everybody has done."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import AuditEntry
from core.views import ListView, ObjectFormView

from .. import selectors
from ..filters import AuditFilter, MembershipFilter
from ..forms import EndMembershipForm
from ..models import Membership
from ..services import people
from ..tables import AuditTable, MembershipTable


class PeopleView(ListView):
    permission_required = "organizations.list_people"
    model = Membership
    table_class = MembershipTable
    filterset_class = MembershipFilter
    template_name = "organizations/membership_list.html"
    partial_template_name = "organizations/_rows.html"
    title = gettext_lazy("People and roles")

    def get_queryset(self):
        return super().get_queryset().select_related("user", "organization")

    def get_context_data(self, **kwargs):
        waiting = selectors.invitations_in_force(self.request.user, timezone.now())
        return super().get_context_data(waiting=waiting, **kwargs)


class MembershipEndView(ObjectFormView):
    permission_required = "organizations.end_membership"
    model = Membership
    form_class = EndMembershipForm
    template_name = "confirm.html"
    title = gettext_lazy("End the role")
    submit = gettext_lazy("End the role")
    success_message = gettext_lazy("The role has ended.")

    def get_queryset(self):
        return super().get_queryset().select_related("user", "organization")

    def get_initial(self):
        return {"ended_on": timezone.localdate()}

    def get_breadcrumbs(self):
        return [(_("People and roles"), self.get_success_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, consequences=self.get_consequences(), danger=True, **kwargs)

    def get_consequences(self) -> list[str]:
        return [
            _("From now on the person cannot act in this role; their other roles stay."),
            _("What they are responsible for stays with their name until you name somebody else."),
            _("What they did stays in the papers and in the audit trail."),
        ]

    def perform(self, form):
        people.end_membership(self.object, ended_on=form.cleaned_data["ended_on"], **self.clock())

    def get_success_url(self):
        return reverse("organizations:people")


class AuditView(ListView):
    permission_required = "organizations.view_audit"
    model = AuditEntry
    table_class = AuditTable
    filterset_class = AuditFilter
    table_pagination = {"per_page": 50}
    template_name = "organizations/audit_list.html"
    partial_template_name = "organizations/_rows.html"
    title = gettext_lazy("Audit trail")

    def get_queryset(self):
        return selectors.trail_for(self.request.user)
