"""The consent register: what is signed, what is missing; recording for one and for many, scans, withdrawal."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.listing import PARAMETER
from core.views import DownloadView, FormView, ListView, ObjectFormView, number_in, words_in

from ..forms.consents import ConsentForm, ScanForm, TogetherForm, WithdrawalForm
from ..models import Consent, ConsentText, Participation, Person
from ..models.consents import ConsentKind
from ..registers import ConsentFilter, ConsentTable, MissingFilter, MissingTable
from ..selectors.consents import (
    ConsentState,
    classes_of,
    count_by_state,
    papers_to_sign,
    processed_people,
    texts_in_use,
)
from ..selectors.settings import forbids_without_consent
from ..selectors.stages import with_stage
from ..services import consents
from ..services.people import record_export
from ..services.printing import record_register, record_scan_taken
from .common import AboutPerson, PersonMixin

TITLE = gettext_lazy("Consents")
MOST_TOGETHER = 150  # people by at most six fields: under the thousand that a form may hold


class RegisterView(ListView):
    """One half of the register."""

    permission_required = "participants.list_consents"
    template_name = "participants/consent_list.html"
    partial_template_name = "participants/_consent_results.html"
    title = TITLE
    names_leave = True

    def get_filterset_kwargs(self, filterset_class) -> dict[str, Any]:
        groups = classes_of(self.request.user)
        return {**super().get_filterset_kwargs(filterset_class), "on": timezone.localdate(), "groups": groups}

    def lacking(self):
        """Participations in force without a needed consent."""
        today = timezone.localdate()
        rows = Participation.objects.visible_to(self.request.user).kept().in_force(today)
        return with_stage(rows, today).filter(lacks_consent=True)

    def get_context_data(self, **kwargs):
        return super().get_context_data(missing=self.lacking().count(), **kwargs)


class ConsentListView(RegisterView):
    model = Consent
    table_class = ConsentTable
    filterset_class = ConsentFilter

    def get_queryset(self):
        rows = super().get_queryset().filter(person__merged_into=None, person__erased_at=None)
        return rows.select_related("person", "scan")

    def get_table_data(self):
        """The file leaves out whoever has no valid consent to processing, as those of the banks do."""
        rows = super().get_table_data()
        leaving = self.request.GET.get(PARAMETER) and forbids_without_consent(self.request.user.acting.organization)
        return rows.filter(person__in=processed_people(timezone.localdate())) if leaving else rows

    def before_download(self, format: str, rows: int) -> None:
        organization = self.request.user.acting.organization
        record_register(self.get_table_data(), format=format, organization=organization, **self.clock())

    def get_context_data(self, **kwargs):
        counts = count_by_state(self.filterset.counted)
        strip = [(state, counts[state]) for state in ConsentState if state != ConsentState.REPLACED]
        chosen = self.filterset.form.cleaned_data.get("state", "")
        return super().get_context_data(strip=strip, chosen_state=chosen, **kwargs)


class MissingConsentsView(RegisterView):
    """Who takes part without a needed consent: ticked, they get blanks or are marked as signed."""

    model = Participation
    table_class = MissingTable
    filterset_class = MissingFilter
    title = gettext_lazy("Missing consents")

    def get_queryset(self):
        return super().get_queryset().kept().select_related("person")

    def get_table_data(self):
        """No file with names of people without a consent, unless the institution only wants to be warned."""
        rows = super().get_table_data()
        leaving = self.request.GET.get(PARAMETER) and forbids_without_consent(self.request.user.acting.organization)
        return rows.filter(lacks_processing=False) if leaving else rows

    def before_download(self, format: str, rows: int) -> None:
        people = Person.objects.filter(participations__in=self.get_table_data())
        organization = self.request.user.acting.organization
        record_export(people, organization=organization, what={"list": "consents", "format": format}, **self.clock())

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_missing=True, **kwargs)


class ConsentAddView(PersonMixin, ObjectFormView):
    """Enters a signed consent of one person."""

    permission_required = "participants.add_consent"
    template_name = "participants/grouped_form.html"
    form_class = ConsentForm
    title = gettext_lazy("Enter a consent")
    submit = gettext_lazy("Enter the consent")
    success_message = gettext_lazy("The consent is entered.")

    def get_initial(self):
        known = self.object.representatives.first()
        return {
            "kind": self.request.GET.get("kind", ""),
            "signed_on": timezone.localdate(),
            "representative": str(known.pk) if known else "",
        }

    def get_form_kwargs(self):
        texts = texts_in_use(self.object.organization)
        return {**super().get_form_kwargs(), "person": self.object, "texts": texts}

    def perform(self, form) -> Consent:
        return consents.record_consent(self.object, **form.draft, **self.clock())


class ConsentsTogetherView(FormView):
    """After a parents' meeting: who has signed is ticked on one page; what cannot be recorded stays, with why."""

    permission_required = "participants.add_consent"
    template_name = "participants/consents_together.html"
    form_class = TogetherForm
    title = gettext_lazy("Consents of many")
    submit = gettext_lazy("Mark as signed")

    @cached_property
    def rows(self) -> QuerySet[Participation] | None:
        """Those who are named by `pk` (participations), or all of a class: `?group=7 «А»`; None until it is said."""
        rows = Participation.objects.visible_to(self.request.user).kept().in_force(timezone.localdate())
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")[:MOST_TOGETHER]} - {None}
        group = words_in(self.request, "group")
        if numbers:
            return rows.filter(pk__in=numbers)
        return rows.filter(person__class_group=group) if group else None

    @cached_property
    def texts(self) -> dict[str, ConsentText]:
        return texts_in_use(self.request.user.acting.organization)

    def papers(self) -> list[tuple[Person, list[ConsentKind]]]:
        """Who of them still lacks what; `?kind=processing` leaves one kind."""
        if self.rows is None:
            return []
        kinds = [kind for kind in self.texts if self.request.GET.get("kind", "") in ("", kind)]
        return papers_to_sign(self.rows, kinds, only_missing=True, on=timezone.localdate())[:MOST_TOGETHER]

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:consents"))]

    def get_initial(self):
        return {"signed_on": timezone.localdate()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "papers": self.papers(), "on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        chosen = self.rows is not None
        return super().get_context_data(chosen=chosen, groups=classes_of(self.request.user), **kwargs)

    def perform(self, form) -> consents.Pass:
        signed_on = form.cleaned_data["signed_on"]
        return consents.record_consents(form.signings, texts=self.texts, signed_on=signed_on, **self.clock())

    def form_valid(self, form):
        number = self.result.recorded
        if number:
            said = ngettext("%(number)d consent is entered.", "%(number)d consents are entered.", number)
            messages.success(self.request, said % {"number": number})
        if self.result.doubts:
            remaining = TogetherForm(**self.get_form_kwargs())
            return self.render_to_response(self.get_context_data(form=remaining, doubts=self.result.doubts))
        return super().form_valid(form)

    def get_success_url(self) -> str:
        return reverse("participants:consents")

    def get_cancel_url(self) -> str:
        return reverse("participants:consents_missing")


class ConsentMixin(AboutPerson):
    model = Consent

    def get_queryset(self):
        return super().get_queryset().select_related("person__organization", "scan", "text")


class ConsentScanView(ConsentMixin, ObjectFormView):
    permission_required = "participants.add_consent"
    form_class = ScanForm
    title = gettext_lazy("Scan of the consent")
    submit = gettext_lazy("Attach")
    success_message = gettext_lazy("The scan is attached.")

    def perform(self, form) -> None:
        consents.attach_scan(self.object, scan=form.cleaned_data["scan"], **self.clock())


class ConsentScanFileView(ConsentMixin, DownloadView):
    permission_required = "participants.list_consents"

    def get_file(self):
        if self.object.scan is None:
            raise Http404
        record_scan_taken(self.object, **self.clock())
        return self.object.scan


class ConsentWithdrawView(ConsentMixin, ObjectFormView):
    """The withdrawal, with what follows from it said before it is entered."""

    permission_required = "participants.withdraw_consent"
    template_name = "confirm.html"
    form_class = WithdrawalForm
    title = gettext_lazy("Withdrawal of a consent")
    submit = gettext_lazy("Enter the withdrawal")
    success_message = gettext_lazy("The withdrawal is entered.")

    def get_initial(self):
        signer = self.object.representative_name or self.person.get_full_name()
        return {"received_on": timezone.localdate(), "received_from": signer}

    def get_context_data(self, **kwargs):
        text = f"{self.person}: {self.object}"
        return super().get_context_data(text=text, consequences=self.consequences(), danger=True, **kwargs)

    def consequences(self) -> list[str]:
        if self.object.kind == ConsentKind.PROCESSING:
            return [
                _("All consents of this participant end, and so do all their participations and pairs."),
                _("The data are to be destroyed within 30 days; a request with its term is opened on the desk."),
                _("Signed orders stay in the archive, counts stay without the name."),
            ]
        if self.object.kind == ConsentKind.DISSEMINATION:
            return [
                _("What was published about the participant is to be taken down within three working days."),
                _("A request with its term is opened on the desk; taking part goes on."),
            ]
        if self.object.kind == ConsentKind.MENTOR_DUTY:
            return [
                _("The employee leaves the programme as a mentor; the notice to the other side is three working days.")
            ]
        return [_("The participant leaves the programme; their data stay until the consent to processing ends.")]

    def perform(self, form):
        return consents.withdraw_consent(self.object, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        opened = getattr(self, "result", None)
        return reverse("participants:request", args=[opened.pk]) if opened else super().get_success_url()
