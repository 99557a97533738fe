"""What the pages of the banks share: the way to them, and the person or the participation they are about."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Participation, Person
from ..services.people import record_look

MENTEES = (_("Mentees"), "participants:mentees")
MENTORS = (_("Mentors"), "participants:mentors")
BANKS = {Participation.Role.MENTEE: MENTEES, Participation.Role.MENTOR: MENTORS}


def bank_crumb(role: str = Participation.Role.MENTEE) -> tuple:
    label, name = BANKS[Participation.Role(role)]
    return label, reverse(name)


class AboutPerson:
    """A page about a person or something of theirs; `person` is whose card the way leads through."""

    @property
    def person(self) -> Person:
        return self.object if isinstance(self.object, Person) else self.object.person

    def get_breadcrumbs(self):
        return [bank_crumb(), (self.person.list_name, self.person.get_absolute_url())]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"person": self.person, **kwargs})

    def get_success_url(self) -> str:
        return self.person.get_absolute_url()


class PersonMixin(AboutPerson):
    """Records that are closed (merged, erased) have no pages but the card."""

    model = Person

    def get_queryset(self):
        return super().get_queryset().kept().select_related("organization", "partner")


class LookMixin:
    """A page that shows all that is known of people: that somebody has opened it is written into the audit trail."""

    def record_look(self) -> None:
        record_look(self.object, **self.clock())

    def get(self, request, *args, **kwargs):
        self.record_look()
        return super().get(request, *args, **kwargs)


class ParticipationMixin(AboutPerson):
    model = Participation

    def get_queryset(self):
        return super().get_queryset().kept().select_related("person__organization", "form", "programme")
