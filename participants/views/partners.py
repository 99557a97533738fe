"""Partners: those above read their names, the institution also whom to call and what was signed."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, DetailView, DownloadView, EditView, FormView, ListView, ObjectFormView
from organizations.models import Organization

from ..filters import PartnerFilter
from ..forms.partners import AgreementForm, EndForm, PartnerForm
from ..models import Agreement, Partner
from ..selectors.partners import ENDS_SOON, mentors_of, tally, with_numbers
from ..services import partners
from ..tables import PartnerTable

TITLE = _("Partners")


class PartnerListView(ListView):
    permission_required = "participants.list_partners"
    model = Partner
    table_class = PartnerTable
    filterset_class = PartnerFilter
    template_name = "participants/partner_list.html"
    partial_template_name = "participants/_partner_results.html"
    title = TITLE

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("organization"), timezone.localdate())

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate()}

    def get_table_kwargs(self):
        organization = self.request.user.acting.organization
        alone = organization is not None and organization.level == Organization.Level.INSTITUTION
        return {**super().get_table_kwargs(), "exclude": ["organization"] if alone else []}

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            today=today, soon=today + ENDS_SOON, tally=tally(self.request.user.scope_path, today), **kwargs
        )


class PartnerMixin:
    model = Partner

    def get_queryset(self):
        return with_numbers(super().get_queryset().select_related("organization"), timezone.localdate())

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:partners"))]


class PartnerView(PartnerMixin, DetailView):
    permission_required = "participants.view_partner"
    template_name = "participants/partner_detail.html"

    def get_title(self):
        return self.object.name

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            agreements=list(self.object.agreements.select_related("scan")),
            people=mentors_of(self.object, self.request.user, today),
            today=today,
            soon=today + ENDS_SOON,
            **kwargs,
        )


class PartnerAddView(FormView):
    permission_required = "participants.change_partner"
    template_name = "participants/grouped_form.html"
    form_class = PartnerForm
    title = _("New partner")
    success_message = _("The partner is added.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:partners"))]

    def get_cancel_url(self):
        return reverse("participants:partners")

    def get_initial(self):
        return {"since": timezone.localdate()}

    def perform(self, form) -> Partner:
        return partners.add_partner(
            form.save(commit=False), organization=self.request.user.acting.organization, **self.clock()
        )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Partner()}

    def get_success_url(self):
        return self.result.get_absolute_url()


class PartnerEditView(PartnerMixin, EditView):
    permission_required = "participants.change_partner"
    template_name = "participants/grouped_form.html"
    form_class = PartnerForm
    title = _("Partner")
    success_message = _("Saved.")

    def perform(self, form) -> None:
        partners.change_partner(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class PartnerEndView(PartnerMixin, ObjectFormView):
    permission_required = "participants.change_partner"
    form_class = EndForm
    title = _("End the partnership")
    submit = _("End the partnership")
    success_message = _("The partnership is ended; its card stays, for the counts of past dates.")

    def get_initial(self):
        return {"on": timezone.localdate()}

    def perform(self, form) -> None:
        partners.end_partnership(self.object, on=form.cleaned_data["on"], **self.clock())


class PartnerResumeView(PartnerMixin, ActionView):
    permission_required = "participants.change_partner"
    title = _("Take the end of the partnership back?")
    submit = _("Partner again")
    success_message = _("The partnership goes on.")

    def perform(self) -> None:
        partners.resume_partnership(self.object, **self.clock())


class AgreementAddView(PartnerMixin, ObjectFormView):
    permission_required = "participants.change_partner"
    form_class = AgreementForm
    title = _("New agreement")
    success_message = _("The agreement is added.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": Agreement(partner=self.object)}

    def perform(self, form) -> Agreement:
        return partners.add_agreement(self.object, form.instance, scan=form.cleaned_data["paper"], **self.clock())


class AgreementMixin:
    model = Agreement

    def get_queryset(self):
        return super().get_queryset().select_related("partner__organization", "scan")

    def get_permission_object(self) -> Partner:
        return self.object.partner

    def get_breadcrumbs(self):
        partner = self.object.partner
        return [(TITLE, reverse("participants:partners")), (partner.name, partner.get_absolute_url())]

    def get_success_url(self):
        return self.object.partner.get_absolute_url()


class AgreementEditView(AgreementMixin, EditView):
    permission_required = "participants.change_partner"
    form_class = AgreementForm
    title = _("Agreement")
    success_message = _("Saved.")

    def perform(self, form) -> None:
        partners.change_agreement(form.instance, scan=form.cleaned_data["paper"], **self.clock())


class AgreementScanView(AgreementMixin, DownloadView):
    """The scan names who signed: it stays in the institution."""

    permission_required = "participants.change_partner"

    def get_file(self):
        if self.object.scan is None:
            raise Http404
        return self.object.scan
