"""The card of a person: entering, looking, changing, the archive; representatives of minors."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import ActionView, DetailView, EditView, FormView, ObjectFormView

from ..forms.people import PersonForm, QuickForm, RepresentativeForm
from ..models import Participation, Person, Representative
from ..selectors.cards import card_of
from ..selectors.duplicates import similar_people
from ..selectors.trail import trail_of
from ..services import people, representatives
from ..services.participation import add_participant
from ..services.people import PersonRefused
from .common import AboutPerson, LookMixin, PersonMixin, bank_crumb


class PersonView(PersonMixin, DetailView):
    """The card; looking at it is written into the audit trail. A merged record leads to the one it became."""

    permission_required = "participants.view_person"
    template_name = "participants/person_detail.html"

    def get_queryset(self):
        return Person.objects.visible_to(self.request.user).select_related("organization", "partner", "merged_into")

    def get_title(self):
        return self.object.get_full_name() or _("Participant %(number)s") % {"number": self.object.audit_label}

    def get_breadcrumbs(self):
        participation = self.object.participations.order_by("left_on", "-joined_on").first()
        return [bank_crumb(participation.role if participation else Participation.Role.MENTEE)]

    def get(self, request, *args, **kwargs):
        if self.object.merged_into:
            return redirect(self.object.merged_into)
        people.record_look(self.object, **self.clock())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(
            card=card_of(self.object, today),
            age=self.object.age_on(today),
            minor=self.object.is_minor_on(today),
            **kwargs,
        )


class PersonHistoryView(PersonMixin, DetailView):
    """Who has looked at the card, changed it, exported it: the audit trail of one person."""

    permission_required = "participants.view_person"
    template_name = "participants/person_history.html"
    title = gettext_lazy("Who looked and what was changed")

    def get_context_data(self, **kwargs):
        return super().get_context_data(entries=trail_of(self.object).reverse()[:200], **kwargs)


class PersonAddView(FormView):
    """Person, participation and representative on one page; a likely double is asked about before it is entered."""

    permission_required = "participants.add_person"
    template_name = "participants/person_add.html"
    form_class = QuickForm
    submit = gettext_lazy("Enter into the bank")
    success_message = gettext_lazy("Entered into the bank.")

    @property
    def role(self) -> str:
        if self.kwargs["role"] not in Participation.Role.values:
            raise Http404
        return self.kwargs["role"]

    def get_title(self):
        return _("New mentor") if self.role == Participation.Role.MENTOR else _("New mentee")

    def get_breadcrumbs(self):
        return [bank_crumb(self.role)]

    def get_cancel_url(self):
        return bank_crumb(self.role)[1]

    def get_initial(self):
        mentor = self.role == Participation.Role.MENTOR
        kind = Person.Kind.EMPLOYEE if mentor else Person.Kind.LEARNER
        return {"joined_on": timezone.localdate(), "kind": kind}

    def get_form_kwargs(self):
        organization = self.request.user.acting.organization
        return {
            **super().get_form_kwargs(),
            "organization": organization,
            "role": self.role,
            "on": timezone.localdate(),
        }

    def perform(self, form) -> Person:
        organization = self.request.user.acting.organization
        form.similar = [] if form.cleaned_data["another"] else similar_people(form.draft, organization)
        if form.similar:
            raise PersonRefused(_("It seems this person is in the bank already. Look at the list below."))
        return add_participant(
            form.draft, form.participation, form.representative, organization=organization, **self.clock()
        )

    def get_success_url(self):
        return self.result.get_absolute_url()


class PersonEditView(LookMixin, PersonMixin, EditView):
    permission_required = "participants.change_person"
    template_name = "participants/grouped_form.html"
    form_class = PersonForm
    title = gettext_lazy("Personal data")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        organization = self.object.organization
        return {**super().get_form_kwargs(), "organization": organization, "on": timezone.localdate()}

    def perform(self, form) -> None:
        people.change_person(self.object, form.draft, seen=form.cleaned_data["seen"], **self.clock())


class PersonArchiveView(PersonMixin, ActionView):
    permission_required = "participants.change_person"
    title = gettext_lazy("Put into the archive?")
    submit = gettext_lazy("Put into the archive")
    success_message = gettext_lazy("The person is in the archive.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The person no longer stands in the lists; the card, the consents and the history stay."),
            _("You can bring the person back at any time."),
        ]
        return super().get_context_data(text=self.object, consequences=consequences, **kwargs)

    def perform(self) -> None:
        people.archive_person(self.object, **self.clock())


class PersonRestoreView(PersonMixin, ActionView):
    permission_required = "participants.change_person"
    title = gettext_lazy("Bring back from the archive?")
    submit = gettext_lazy("Bring back")
    success_message = gettext_lazy("The person is in the lists again.")

    def perform(self) -> None:
        people.restore_person(self.object, **self.clock())


class RepresentativeAddView(PersonMixin, ObjectFormView):
    permission_required = "participants.change_person"
    form_class = RepresentativeForm
    title = gettext_lazy("New legal representative")
    success_message = gettext_lazy("The representative is added.")

    def perform(self, form) -> Representative:
        return representatives.add_representative(self.object, form.draft, **self.clock())


class RepresentativeMixin(AboutPerson):
    permission_required = "participants.change_person"
    model = Representative

    def get_queryset(self):
        return super().get_queryset().select_related("person__organization")

    def get_permission_object(self):
        return self.person


class RepresentativeEditView(RepresentativeMixin, EditView):
    form_class = RepresentativeForm
    title = gettext_lazy("Legal representative")
    success_message = gettext_lazy("Saved.")

    def perform(self, form) -> None:
        representatives.change_representative(self.object, form.draft, **self.clock())


class RepresentativeDeleteView(RepresentativeMixin, ActionView):
    title = gettext_lazy("Strike out the representative?")
    submit = gettext_lazy("Strike out")
    success_message = gettext_lazy("The representative is struck out.")

    def get_context_data(self, **kwargs):
        consequences = [_("Consents that the representative has signed stay, with the name on them.")]
        return super().get_context_data(text=self.object, consequences=consequences, danger=True, **kwargs)

    def perform(self) -> None:
        representatives.delete_representative(self.object, **self.clock())
