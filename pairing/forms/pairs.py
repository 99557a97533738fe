"""Pairs: made by hand, ordered, changed, ended."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.files import KINDS
from core.forms import DayField, RevisionedForm
from orders.models import Order
from organizations.models import Organization
from participants.forms.people import Grouped
from participants.models import MentoringKind, Participation, Programme

from ..drafts import Drafted, EndDraft, Issue, OnPaper, PairDraft, Registered
from ..models import PairChange, Pairing
from ..selectors.choices import Choice
from ..services.conflicts import Why
from .people import ManySelect, PeopleChoice, PersonChoice


class PairForm(Grouped, forms.Form):
    """A pair or, with several mentees, a group."""

    mentor = PersonChoice(Participation.objects.none(), label=_("Mentor"), empty_label=_("choose"))
    mentees = PeopleChoice(
        Participation.objects.none(), label=_("Mentees"), widget=ManySelect(attrs={"size": 10}),
        help_text=_("Several make a group: hold Ctrl and click."),
    )  # fmt: skip
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Planned to"))
    kind = forms.ModelChoiceField(MentoringKind.objects.none(), label=_("Kind of mentoring"), required=False)
    programme = forms.ModelChoiceField(Programme.objects.none(), label=_("Programme"), required=False)
    role_model = forms.CharField(label=_("Role model"), required=False, max_length=150)

    groups = (
        (_("Who"), ("mentor", "mentees")),
        (_("When and how"), ("starts_on", "ends_on", "kind", "programme", "role_model")),
    )

    def __init__(self, *args, organization: Organization, mentors, mentees, hindrances, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].offer(mentors, hindrances)
        self.fields["mentees"].offer(mentees, hindrances)
        self.fields["kind"].queryset = MentoringKind.objects.usable_in(organization)
        self.fields["programme"].queryset = Programme.objects.filter(organization=organization, closed_on=None)

    @property
    def draft(self) -> PairDraft:
        return PairDraft(**{**self.cleaned_data, "mentees": tuple(self.cleaned_data["mentees"])})


class PairFactsForm(Grouped, RevisionedForm):
    """What is written about a pair and needs no order; pay and agreement only between employees (article 351.8)."""

    agreement_on = DayField(label=_("Additional agreement of"), required=False)

    groups = (
        (_("About the pair"), ("kind", "programme", "role_model")),
        (_("Additional agreement with the mentor (Labour Code, article 351.8)"),
         ("agreement_number", "agreement_on", "pay", "pay_basis")),
    )  # fmt: skip

    class Meta:
        model = Pairing
        fields = ["kind", "programme", "role_model", "agreement_number", "agreement_on", "pay", "pay_basis"]

    def __init__(self, *args, employment: bool, **kwargs):
        super().__init__(*args, **kwargs)
        organization = self.instance.organization
        self.fields["kind"].queryset = MentoringKind.objects.usable_in(organization)
        self.fields["programme"].queryset = Programme.objects.filter(organization=organization)
        if not employment:
            for name in ("agreement_number", "agreement_on", "pay", "pay_basis"):
                del self.fields[name]


class OrderForm(Grouped, forms.Form):
    """A signed order: of the register, or on paper with the number and date that it bears and its scan."""

    order = forms.ModelChoiceField(
        Order.objects.none(), label=_("Order of the register"), required=False,
        empty_label=_("not there yet: enter it below"),
    )  # fmt: skip
    number = forms.CharField(label=_("Number of the paper order"), max_length=40, required=False)
    signed_on = DayField(label=_("Date of the paper order"), required=False)
    scan = forms.FileField(
        label=_("Scan"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ",".join(sorted(KINDS))})
    )

    def __init__(self, *args, orders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["order"].queryset = orders

    @property
    def is_signed(self) -> bool:
        """Whether a signed order is to be given."""
        return True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.is_signed or data.get("order"):
            return data
        if not data.get("number") and "number" not in self.errors:
            self.add_error("number", _("Choose an order of the register or give the number of the paper one."))
        elif not data.get("signed_on") and "signed_on" not in self.errors:
            self.add_error("signed_on", _("Give the date of the order."))
        return data

    @property
    def issue(self) -> Issue | None:
        data = self.cleaned_data
        if data["order"]:
            return Registered(data["order"])
        return OnPaper(data["number"], data["signed_on"], data["scan"])


class ChangeForm(OrderForm):
    """A change of pairs and the order it rests on: drafted here, signed already, or none where none is needed."""

    DRAFTED, SIGNED, NONE = "drafted", "signed", "none"
    way = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (DRAFTED, _("draft it: the text and the annex are made of the data of the pair")),
            (SIGNED, _("it is signed already: enter it below")),
            (NONE, _("without an order")),
        ],
        widget=forms.RadioSelect,
        initial=DRAFTED,
        help_text=_("What a drafted order says comes into force when the director signs it."),
    )
    facts: tuple[str, ...] = ()
    needs_order = True

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.needs_order:
            self.fields["way"].choices = self.fields["way"].choices[:-1]

    @property
    def groups(self):
        return (
            (_("What is changed"), self.facts),
            (_("What it rests on"), ("way",)),
            (_("If the order is signed already"), ("order", "number", "signed_on", "scan")),
        )

    @property
    def is_signed(self) -> bool:
        return self.cleaned_data.get("way") == self.SIGNED

    @property
    def issue(self) -> Issue | None:
        """None without an order."""
        if self.is_signed:
            return super().issue
        return Drafted() if self.cleaned_data["way"] == self.DRAFTED else None


class ConflictField(forms.BooleanField):
    """Whether the two are to be kept apart from now on; the order says nothing of it."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("They did not get along: never pair them again"), required=False,
            help_text=_("Only for a conflict, and never printed. Illness, dismissal or workload keep nobody apart."),
            **kwargs,
        )  # fmt: skip


class ReplaceForm(ChangeForm):
    """The mentors stand above the fields as `choices`, each with what speaks for and against (change.html)."""

    mentor = PersonChoice(Participation.objects.none(), label=_("New mentor"), empty_label=_("choose"))
    first_day = DayField(label=_("First day of the new mentor"))
    reason = forms.CharField(
        label=_("Why the mentor is replaced"), max_length=500,
        help_text=_("It stands in the annex of the order, for example: перевод на другую работу."),
    )  # fmt: skip
    is_conflict = ConflictField()
    facts = ("first_day", "reason", "is_conflict")

    def __init__(self, *args, mentors, choices: Sequence[Choice], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors
        self.choices = choices

    @property
    def chosen(self) -> str:
        return str(self["mentor"].value() or "")


class ExtendForm(ChangeForm):
    ends_on = DayField(label=_("New last day"))
    facts = ("ends_on",)


class EndForm(ChangeForm):
    """The order may be missing for pairs of learners; between employees the service asks for it and the notice."""

    last_day = DayField(label=_("Last day"))
    initiator = forms.ChoiceField(label=_("Who ended it"), choices=[("", _("choose")), *PairChange.Initiator.choices])
    reason = forms.CharField(
        label=_("Why it ends"), max_length=500,
        help_text=_("It stands in the order in brackets, for example: заявление от 10.11.2026."),
    )  # fmt: skip
    is_conflict = ConflictField()
    notice_on = DayField(
        label=_("Notice given on"), help_text=_("Three working days before the end at the latest: article 351.8.")
    )
    agreement_number = forms.CharField(
        label=_("Additional agreement no."), max_length=50, required=False,
        help_text=_("The order ends the agreement with the mentor together with the pair."),
    )  # fmt: skip
    agreement_on = DayField(label=_("Additional agreement of"), required=False)
    facts = ("last_day", "initiator", "reason", "is_conflict", "notice_on", "agreement_number", "agreement_on")

    def __init__(self, *args, employment: bool, **kwargs):
        self.needs_order = employment
        super().__init__(*args, **kwargs)
        if not employment:
            for name in ("notice_on", "agreement_number", "agreement_on"):
                del self.fields[name]

    @property
    def draft(self) -> EndDraft:
        return EndDraft(**{name: self.cleaned_data[name] for name in self.facts if name in self.fields})


class CompleteForm(ChangeForm):
    last_day = DayField(
        label=_("Last day"), help_text=_("A pair whose period is over before ended on the last day of its period.")
    )
    facts = ("last_day",)
    needs_order = False


class JoinForm(forms.Form):
    mentee = PersonChoice(Participation.objects.none(), label=_("Mentee"), empty_label=_("choose"))
    on = DayField(label=_("Since"))

    def __init__(self, *args, mentees, hindrances, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentee"].offer(mentees, hindrances)


class LeaveForm(forms.Form):
    last_day = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Why the mentee leaves"), max_length=300)
    is_conflict = ConflictField()


class LiftConflictForm(forms.Form):
    why = forms.ChoiceField(label=_("Why"), choices=Why, widget=forms.RadioSelect)
