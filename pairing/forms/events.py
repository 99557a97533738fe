"""Events: what is written about one, its files, the activities it serves, what all said together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ComparedForm, DayField, FilesField, RevisionedForm, RowsField
from organizations.models import Organization
from participants.forms.people import Grouped
from participants.models import Programme
from roadmaps.models import Activity

from ..models import Event, GroupReflection

MOST_GUESTS = 10_000


class ActivitiesChoice(RowsField):
    """Activities of roadmaps in force, as «2.3 Проведение семинаров»."""

    def label_from_instance(self, activity: Activity) -> str:
        words = f"{activity.number} {activity.title}".strip()
        return words if len(words) <= 160 else f"{words[:159]}…"


class EventForm(Grouped, RevisionedForm):
    on = DayField(label=_("Date"))
    activities = ActivitiesChoice(
        Activity.objects.none(), label=_("For which activities of the roadmap"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=_("Once held, the event counts towards them. Several: hold Ctrl and click."),
    )  # fmt: skip

    groups = (
        (_("What, when, where"), ("kind", "title", "on", "place")),
        (_("Programme"), ("programme", "agenda")),
        (_("What it is held for"), ("activities",)),
    )

    class Meta:
        model = Event
        fields = ["kind", "title", "on", "place", "programme", "agenda"]
        widgets = {"agenda": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": _("Without names of participants: those above the institution read it too."),
            "agenda": _("Who speaks of what, in which order. It stays in the institution."),
        }

    def __init__(self, *args, organization: Organization, activities=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = Programme.objects.filter(organization=organization)
        if activities is None:
            del self.fields["activities"]
        else:
            self.fields["activities"].queryset = activities


class HoldForm(ComparedForm, forms.Form):
    guests = forms.IntegerField(
        label=_("Guests besides participants"), min_value=0, max_value=MOST_GUESTS, initial=0,
        help_text=_("Parents, partners, teachers who are not in the banks: a number only."),
    )  # fmt: skip


class EventFilesForm(forms.Form):
    uploads = FilesField(
        label=_("Files"), help_text=_("Photographs, a presentation, a protocol, a scan of the list with signatures.")
    )


class ServedForm(forms.Form):
    activities = ActivitiesChoice(
        Activity.objects.none(), label=_("Activities of roadmaps in force"), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    def __init__(self, *args, activities, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["activities"].queryset = activities


class GroupReflectionForm(ComparedForm, forms.ModelForm):
    one_for_all = True

    class Meta:
        model = GroupReflection
        fields = ["reached", "valuable", "missing", "proposals"]
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in fields}
