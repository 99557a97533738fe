"""The bank of cases and practices."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, DetailView, EditView, FormView, ListView, ObjectFormView, number_in
from participants.models import Participation
from participants.models.personal import names_path

from ..forms.closing import CaseForm, PublishForm, ShareForm
from ..lists import CaseFilter, CaseTable
from ..models import CaseStory, Pairing
from ..selectors.cases import named_by, names_in, to_take_off
from ..selectors.standing import with_people
from ..services import cases

TITLE = _("Cases and practices")


class CaseListView(ListView):
    """Those above the institution find the practices that were opened to them."""

    permission_required = "pairing.list_cases"
    model = CaseStory
    table_class = CaseTable
    filterset_class = CaseFilter
    template_name = "pairing/case_list.html"
    partial_template_name = "pairing/_case_results.html"
    download_formats = ()
    title = TITLE

    @property
    def is_inside(self) -> bool:
        return names_path(self.request.user) is not None

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "pairing")

    def get_table_kwargs(self):
        hidden = ["organization"] if self.is_inside else ["pairing", "state"]
        return {**super().get_table_kwargs(), "exclude": hidden}

    def get_context_data(self, **kwargs):
        own = CaseStory.objects.visible_to(self.request.user) if self.is_inside else CaseStory.objects.none()
        take_off = own.filter(pk__in=to_take_off(own, timezone.localdate()))
        return super().get_context_data(is_inside=self.is_inside, take_off=take_off, **kwargs)


class CaseMixin:
    model = CaseStory
    context_object_name = "case"

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "pairing__mentor__person")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:cases")), (self.object.title, self.object.get_absolute_url())]


class CaseView(CaseMixin, DetailView):
    """The text; in the institution also whom it names and who has agreed to be published."""

    permission_required = "pairing.view_case"
    template_name = "pairing/case_detail.html"

    def get_title(self):
        return self.object.title

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:cases"))]

    def get_context_data(self, **kwargs):
        may_change = self.request.user.has_perm("pairing.change_case", self.object)
        named = named_by(self.object, timezone.localdate()) if may_change else []
        lacking = [each for each in named if not each.may_be_published]
        return super().get_context_data(may_change=may_change, named=named, lacking=lacking, **kwargs)


class CaseFormMixin:
    permission_required = "pairing.change_case"
    form_class = CaseForm

    def get_form_kwargs(self):
        user = self.request.user
        pairs = with_people(Pairing.objects.visible_to(user)).order_by("-starts_on", "pk")
        people = Participation.objects.visible_to(user).kept().select_related("person", "form")
        return {**super().get_form_kwargs(), "pairs": pairs, "people": people}


class CaseAddView(CaseFormMixin, FormView):
    """`?pair=` is the pair from whose end one comes."""

    title = _("New case")
    success_message = _("The case is in the bank.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:cases"))]

    def get_cancel_url(self):
        return reverse("pairing:cases")

    def get_form_kwargs(self):
        instance = CaseStory(organization=self.request.user.acting.organization)
        initial = {"pairing": number_in(self.request.GET.get("pair"))}
        return {**super().get_form_kwargs(), "instance": instance, "initial": initial}

    def perform(self, form) -> CaseStory:
        people = list(form.cleaned_data["people"])
        organization = self.request.user.acting.organization
        return cases.add_case(form.instance, people=people, organization=organization, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class CaseEditView(CaseFormMixin, CaseMixin, EditView):
    title = _("Case")
    success_message = _("Saved.")

    def perform(self, form) -> None:
        people, seen = list(form.cleaned_data["people"]), form.cleaned_data["seen"]
        cases.change_case(form.instance, people=people, seen=seen, **self.clock())


class CaseShareView(CaseMixin, ObjectFormView):
    """The text is searched for names of the institution's people; then the curator answers for it."""

    permission_required = "pairing.change_case"
    template_name = "pairing/case_share.html"
    form_class = ShareForm
    title = _("Open as a practice to others?")
    submit = _("Open")
    success_message = _("The methodologist can read the practice now: its title and text only.")

    @cached_property
    def found(self):
        return names_in(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "found": self.found}

    def get_context_data(self, **kwargs):
        return super().get_context_data(found=self.found, **kwargs)

    def perform(self, form) -> None:
        cases.share_practice(self.object, despite=form.cleaned_data.get("despite", False), **self.clock())


class CaseWithholdView(CaseMixin, ActionView):
    permission_required = "pairing.change_case"
    title = _("Close the practice to others?")
    submit = _("Close")
    success_message = _("The practice is read in the institution only.")

    def perform(self) -> None:
        cases.withhold_practice(self.object, **self.clock())


class CasePublishView(CaseMixin, ObjectFormView):
    permission_required = "pairing.change_case"
    template_name = "pairing/case_publish.html"
    form_class = PublishForm
    title = _("The case is published")
    submit = _("Record the publication")
    success_message = _("The publication is recorded.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(named=named_by(self.object, timezone.localdate()), **kwargs)

    def perform(self, form) -> None:
        cases.publish_case(self.object, **form.cleaned_data, **self.clock())


class CaseUnpublishView(CaseMixin, ActionView):
    permission_required = "pairing.change_case"
    title = _("Was the case taken off the page?")
    submit = _("It was taken off")
    success_message = _("The case is no longer published.")

    def perform(self) -> None:
        cases.unpublish_case(self.object, **self.clock())


class CaseDeleteView(CaseMixin, ActionView):
    permission_required = "pairing.change_case"
    title = _("Delete the case?")
    submit = _("Delete")
    success_message = _("The case is deleted.")

    def perform(self) -> None:
        self.is_gone = False
        cases.delete_case(self.object, **self.clock())
        self.is_gone = True

    def get_success_url(self):
        return reverse("pairing:cases") if getattr(self, "is_gone", False) else self.object.get_absolute_url()
