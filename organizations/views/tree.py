"""The tree of organisations: the list, the card, and one page for each thing that can befall an organisation."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, EditView, FormView, ListView, ObjectFormView, number_in

from .. import selectors
from ..filters import OrganizationFilter
from ..forms import DecisionForm, MergeForm, MoveForm, NewOrganizationForm, OrganizationForm
from ..models import Membership, Organization
from ..services import tree
from ..tables import OrganizationTable

Level = Organization.Level
TREE = gettext_lazy("Organisations")
WHOM_TO_INVITE = {
    Level.REGION: gettext_lazy("The organisation is in the tree. Now invite its coordinator."),
    Level.MUNICIPALITY: gettext_lazy("The organisation is in the tree. Now invite its methodologist."),
    Level.INSTITUTION: gettext_lazy("The organisation is in the tree. Now invite its director and curator."),
}


class OrganizationListView(ListView):
    permission_required = "organizations.list_organizations"
    model = Organization
    table_class = OrganizationTable
    filterset_class = OrganizationFilter
    table_pagination = {"per_page": 100}
    template_name = "organizations/organization_list.html"
    partial_template_name = "organizations/_tree.html"
    title = TREE

    def get_table_data(self):
        self.rows = selectors.tree_rows(self.request.user, self.object_list)
        return self.rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "counts": selectors.level_counts(self.rows)}


class OrganizationMixin:
    """A page about one organisation, with the way to it from the top of what the person sees."""

    model = Organization

    def get_queryset(self):
        return super().get_queryset().select_related("parent", "successor")

    def get_breadcrumbs(self):
        above = selectors.visible_ancestors(self.request.user, self.object)
        crumbs = [(one.short_name, one.get_absolute_url()) for one in above]
        if self.request.user.has_perm("organizations.list_organizations"):
            crumbs.insert(0, (TREE, reverse("organizations:list")))
        return crumbs


class OrganizationDetailView(OrganizationMixin, DetailView):
    permission_required = "organizations.view_organization"
    template_name = "organizations/organization_detail.html"

    def get_title(self):
        return self.object.short_name

    def get_context_data(self, **kwargs):
        people = Membership.objects.visible_to(self.request.user).current().filter(organization=self.object)
        return super().get_context_data(
            people=people.select_related("user").order_by("user__last_name", "pk"),
            children=selectors.children_of(self.object),
            changes=self.object.changes.order_by("-on", "-pk"),
            **kwargs,
        )


class OrganizationCreateView(FormView):
    permission_required = "organizations.add_organization"
    form_class = NewOrganizationForm
    title = gettext_lazy("New organisation")
    submit = gettext_lazy("Add")

    @property
    def success_message(self):
        return WHOM_TO_INVITE[self.result.level]

    def get_breadcrumbs(self):
        return [(TREE, reverse("organizations:list"))]

    def get_initial(self):
        parent = self.parents.filter(pk=number_in(self.request.GET.get("parent"))).first()
        level = _level_below(parent) if parent else self.levels[-1]
        return {"on": timezone.localdate(), "parent": parent, "level": level}

    @property
    def parents(self):
        return selectors.possible_parents(self.request.user)

    @property
    def levels(self) -> list[str]:
        return selectors.levels_to_add(self.request.user)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "parents": self.parents, "levels": self.levels}

    def perform(self, form):
        return tree.create_organization(form.instance, form.decision, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()

    def get_cancel_url(self):
        return reverse("organizations:list")


def _level_below(parent: Organization) -> str:
    return Level.MUNICIPALITY if parent.level == Level.REGION else Level.INSTITUTION


class ChangeMixin(OrganizationMixin):
    """A page that does something to an organisation; its card is the last step of the way."""

    def get_breadcrumbs(self):
        return [*super().get_breadcrumbs(), (self.object.short_name, self.object.get_absolute_url())]


class OrganizationEditView(ChangeMixin, EditView):
    permission_required = "organizations.change_organization"
    form_class = OrganizationForm
    title = gettext_lazy("Edit the organisation")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "locked": self._locked()}

    def _locked(self) -> set[str]:
        user = self.request.user
        locked = set()
        if not user.has_perm("organizations.move_organization", self.object):
            locked.add("slug")
        if not user.has_perm("organizations.secure_organization", self.object):
            locked.add("require_second_factor")
        return locked

    def perform(self, form):
        seen = form.cleaned_data["seen"]
        tree.edit_organization(form.instance, seen=seen, renamed=form.renamed, **self.clock())


class DecisionView(ChangeMixin, ObjectFormView):
    """A change of the tree with its date and ground; the page says what follows from it."""

    template_name = "confirm.html"
    form_class = DecisionForm
    danger = False

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_consequences(self) -> list[str]:
        return []

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            text=self.object.full_name, consequences=self.get_consequences(), danger=self.danger, **kwargs
        )


class OrganizationMoveView(DecisionView):
    permission_required = "organizations.move_organization"
    form_class = MoveForm
    title = gettext_lazy("Move to another place in the tree")
    submit = gettext_lazy("Move")
    success_message = gettext_lazy("The organisation has moved.")

    def get_form_kwargs(self):
        parents = selectors.possible_parents(self.request.user).filter(level__in=tree.PARENT_LEVELS[self.object.level])
        return {**super().get_form_kwargs(), "parents": parents.exclude(pk=self.object.parent_id)}

    def get_consequences(self):
        return [
            _("Everything below it and all its papers move with it."),
            _("The people of the new place will see them, those of the old place no longer."),
            _("History keeps where it stood before."),
        ]

    def perform(self, form):
        parent = form.cleaned_data["parent"]
        tree.move_organization(self.object, form.decision, parent=parent, **self.clock())


class OrganizationMergeView(DecisionView):
    permission_required = "organizations.move_organization"
    form_class = MergeForm
    danger = True
    title = gettext_lazy("Merge into another organisation")
    submit = gettext_lazy("Merge")
    success_message = gettext_lazy("The organisation has become a part of another one.")

    def get_form_kwargs(self):
        successors = selectors.possible_successors(self.request.user, self.object)
        return {**super().get_form_kwargs(), "successors": successors}

    def get_consequences(self):
        return [
            _("It closes; its roadmaps, orders and files stay and are seen by the people of the successor."),
            _("What stands below it comes to stand below the successor."),
            _("Its people can no longer act in it. Invite those who go over to the successor there."),
        ]

    def perform(self, form):
        successor = form.cleaned_data["successor"]
        tree.merge_organization(self.object, form.decision, successor=successor, **self.clock())


class OrganizationCloseView(DecisionView):
    permission_required = "organizations.close_organization"
    danger = True
    title = gettext_lazy("Close the organisation")
    submit = gettext_lazy("Close the organisation")
    success_message = gettext_lazy("The organisation is closed.")

    def get_consequences(self):
        return [
            _("Its people can no longer act in it; invitations to it are revoked."),
            _("Its roadmaps, orders and files stay and can be read by those who stand above it."),
            _("It can be opened again."),
        ]

    def perform(self, form):
        tree.close_organization(self.object, form.decision, **self.clock())


class OrganizationReopenView(DecisionView):
    permission_required = "organizations.close_organization"
    title = gettext_lazy("Open the organisation again")
    submit = gettext_lazy("Open again")
    success_message = gettext_lazy("The organisation works again.")

    def get_consequences(self):
        if not self.object.successor_id:
            return [_("The people who acted in it can do so again.")]
        return [
            _("It leaves «%(successor)s», whose people no longer see its papers.")
            % {"successor": self.object.successor},
            _("What stood below it stays with the successor."),
            _("The people who acted in it can do so again."),
        ]

    def perform(self, form):
        tree.reopen_organization(self.object, form.decision, **self.clock())
