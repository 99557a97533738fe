"""Adopting a model: its head for the own organisation, and names for those whom the model calls by their role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..drafts import RoadmapDraft
from ..selectors.people import Staff
from ..shifting import roles_in
from .head import CopyForm, NewRoadmapForm


class PeopleMixin(forms.Form):
    """One choice for each role or group that the plan holds responsible: left as it is, or a person of the staff."""

    def __init__(self, *args, proposed: RoadmapDraft, staff: Staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles = roles_in(proposed)
        people = [(written, person.get_full_name()) for person, written in staff.written.items()]
        for number, role in enumerate(self.roles if people else ()):
            self.fields[f"person_{number}"] = forms.ChoiceField(
                label=_("Responsible «%(role)s»") % {"role": role},
                choices=[("", _("leave as it is")), *people],
                required=False,
            )

    @property
    def people(self) -> dict[str, str]:
        """The role as written -> the person as to be written."""
        chosen = ((role, self.cleaned_data.get(f"person_{number}")) for number, role in enumerate(self.roles))
        return {role: person for role, person in chosen if person}


class AdoptForm(PeopleMixin, CopyForm):
    """The roadmap of an organisation above, adopted."""


class AdoptModelForm(PeopleMixin, NewRoadmapForm):
    """A model of the product, adopted."""
