"""The shape of what is entered about organisations and people."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.forms import DayField, PlainTextForm, RevisionedForm
from core.models import CalendarDay

from .models import Invitation, Organization, Role, SavedView, TimeZone, User
from .rules import grantable_roles
from .services.invitations import Newcomer
from .services.production_calendar import EDITABLE as EDITABLE_DAY
from .services.tree import EDITABLE, Decision

GROUND_HELP = _("Order or resolution with its number and date, if there is one.")
NAME_HELP = {
    "short_name": _("As people say it: «School No. 5». It stands in lists and menus."),
    "full_name": _("As in the charter. It stands in orders and reports."),
    "slug": _("Latin letters, digits and hyphens; stands in names of files. Left empty, it is made by itself."),
    "founder": _("For example: «Department of education of … district»."),
    "place": _("For example: «пгт. Абан»."),
    "require_second_factor": _(
        "Everybody who acts in this organisation confirms the sign-in with a telephone or a key."
    ),
}
SLUG_TAKEN = {"slug": {"unique": _("Another organisation has this code. Think of a different one.")}}
CALENDAR_HELP = _("For example: «Day off moved from Saturday, 3 January».")
LABELS = {"founder": _("Founder (first line of an order)")}


class PlainErrorsMixin:
    """Leaves the constraints of the table to the service, which says in words what is wrong."""

    def validate_constraints(self):
        pass


class DecisionForm(forms.Form):
    """A change of the tree: from which day, by what paper."""

    on = DayField(label=_("From the date"))
    ground = forms.CharField(label=_("Ground"), required=False, max_length=300, help_text=GROUND_HELP)

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["on"], self.cleaned_data["ground"])


class PlaceField(forms.ModelChoiceField):
    """An organisation with what it belongs to, since names repeat from one municipality to another."""

    def label_from_instance(self, organization: Organization) -> str:
        if organization.level == Organization.Level.INSTITUTION:
            return f"{organization.short_name} ({organization.parent.short_name})"
        return organization.short_name


class MoveForm(DecisionForm):
    field_order = ["parent", "on", "ground"]

    parent = PlaceField(Organization.objects.none(), label=_("Will belong to"), empty_label=_("choose"))

    def __init__(self, *args, parents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = parents


class MergeForm(DecisionForm):
    field_order = ["successor", "on", "ground"]

    successor = PlaceField(Organization.objects.none(), label=_("Becomes a part of"), empty_label=_("choose"))

    def __init__(self, *args, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = successors


class TimeZoneField(forms.ChoiceField):
    """By whose clock an organisation lives; most go by that of the region."""

    def __init__(self, **kwargs):
        super().__init__(
            label=_("Time zone"),
            required=False,
            choices=[("", _("as the organisation above has it")), *TimeZone.choices],
            help_text=_("By this clock reminders come and the calendar shows hours."),
            **kwargs,
        )


class NewOrganizationForm(PlainErrorsMixin, DecisionForm, forms.ModelForm):
    """An organisation that appears: where it stands, what it is, since when."""

    field_order = [
        "level", "parent", "kind", "short_name", "full_name", "founder", "place", "time_zone", "head_position", "slug",
    ]  # fmt: skip

    parent = PlaceField(
        Organization.objects.none(), label=_("Belongs to"), required=False, empty_label=_("nobody: it is a region")
    )
    slug = forms.SlugField(label=_("Short code"), max_length=50, required=False, help_text=NAME_HELP["slug"])
    time_zone = TimeZoneField()

    class Meta:
        model = Organization
        fields = ["level", "parent", *(name for name in EDITABLE if name != "require_second_factor")]
        help_texts = NAME_HELP
        labels = LABELS
        error_messages = SLUG_TAKEN

    def __init__(self, *args, parents, levels, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("Exists since")
        self.fields["parent"].queryset = parents
        self.fields["level"].choices = [choice for choice in Organization.Level.choices if choice[0] in levels]
        if Organization.Level.REGION not in levels:
            self.fields["parent"].required = True
            self.fields["parent"].empty_label = None


class OrganizationForm(RevisionedForm):
    """What an organisation is. The date of renaming separates a new name from a corrected slip."""

    renamed_on = DayField(
        label=_("Renamed on"),
        required=False,
        help_text=_(
            "Only when the name officially changes: history keeps the old one. Correcting a slip needs no date."
        ),
    )
    ground = forms.CharField(label=_("Ground of renaming"), required=False, max_length=300, help_text=GROUND_HELP)
    time_zone = TimeZoneField()
    field_order = [
        "kind", "short_name", "full_name", "renamed_on", "ground", "founder", "place", "time_zone", "head_position",
        "slug", "require_second_factor",
    ]  # fmt: skip

    class Meta:
        model = Organization
        fields = EDITABLE
        help_texts = NAME_HELP | {"slug": _("Latin letters, digits and hyphens; stands in names of files.")}
        labels = LABELS
        error_messages = SLUG_TAKEN

    def __init__(self, *args, locked: set[str], **kwargs):
        super().__init__(*args, **kwargs)
        for name in locked:
            del self.fields[name]

    @property
    def renamed(self) -> Decision | None:
        on = self.cleaned_data["renamed_on"]
        return Decision(on, self.cleaned_data["ground"]) if on else None


class PlaceOrWholeField(PlaceField):
    """The last choice is the whole system. It must be chosen: an organisation forgotten must not mean every one."""

    WHOLE = "whole"

    class iterator(forms.models.ModelChoiceIterator):  # noqa: N801 - the name Django looks for
        def __iter__(self):
            yield from super().__iter__()
            yield PlaceOrWholeField.WHOLE, _("the whole system (only for an administrator)")

    def to_python(self, value):
        return self.WHOLE if value == self.WHOLE else super().to_python(value)


class InviteForm(PlainErrorsMixin, forms.ModelForm):
    """Whom to let in, where and as what; only what the person who invites may give is offered."""

    class Meta:
        model = Invitation
        fields = ["organization", "role", "email", "last_name", "first_name", "patronymic", "position"]
        help_texts = {"last_name": _("The names can be left empty: the person writes them when coming in.")}

    def __init__(self, *args, acting, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.acting = acting
        self._offer_places(places)
        self._offer_roles(places)
        self.order_fields(self.Meta.fields)

    def _offer_places(self, places) -> None:
        whole = bool(grantable_roles(self.acting, None))
        only_one = not whole and len(places) == 1
        self.fields["organization"] = (PlaceOrWholeField if whole else PlaceField)(
            places.select_related("parent"), label=_("Organisation"), empty_label=None if only_one else _("choose")
        )

    def _offer_roles(self, places) -> None:
        by_level = {place.level: place for place in places}.values()
        offered = {role for place in [None, *by_level] for role in grantable_roles(self.acting, place)}
        choices = [choice for choice in Role.choices if choice[0] in offered]
        self.fields["role"].choices = choices if len(choices) == 1 else [("", _("choose")), *choices]

    def clean_organization(self) -> Organization | None:
        place = self.cleaned_data["organization"]
        return None if place == PlaceOrWholeField.WHOLE else place

    def clean(self):
        data = super().clean()
        if "role" in data and "organization" in data:
            roles = grantable_roles(self.acting, data["organization"])
            if data["role"] not in roles:
                known = ", ".join(str(Role(role).label) for role in roles)
                self.add_error("role", _("In this organisation you can give the roles: %(roles)s.") % {"roles": known})
        return data


class NewcomerForm(forms.Form):
    """The first page of somebody who has no account yet."""

    last_name = forms.CharField(
        label=_("Last name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    first_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    patronymic = forms.CharField(
        label=_("Patronymic"),
        max_length=100,
        required=False,
        help_text=_("If you have one."),
        widget=forms.TextInput(attrs={"autocomplete": "additional-name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=128,
        help_text=password_validators_help_text_html,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    repeated = forms.CharField(
        label=_("Password once more"),
        strip=False,
        max_length=128,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, email: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self):
        data = super().clean()
        password = data.get("password")
        if password and data.get("repeated") and password != data["repeated"]:
            self.add_error("repeated", _("The two passwords differ. Type the same one twice."))
        if password:
            names = {name: data.get(name, "") for name in ("last_name", "first_name", "patronymic")}
            try:
                validate_password(password, User(email=self.email, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return data

    @property
    def newcomer(self) -> Newcomer:
        data = self.cleaned_data
        return Newcomer(data["last_name"], data["first_name"], data["patronymic"], data["password"])


class ConfirmForm(forms.Form):
    """A button and nothing else: somebody who has an account takes the role."""


class EndMembershipForm(forms.Form):
    ended_on = DayField(label=_("Last day in this role"))


class SavedViewForm(PlainTextForm, forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ["name"]
        labels = {"name": _("Name of the view")}
        help_texts = {"name": _("For example: «Ready, without a mentor». Only you see it.")}


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["last_name", "first_name", "patronymic", "phone"]
        help_texts = {"phone": _("For colleagues, and for the note about the executor in documents.")}


class CalendarDaysForm(forms.Form):
    """One day of the production calendar, or several in a row."""

    starts = DayField(label=pgettext_lazy("calendar", "Day"))
    ends = DayField(
        label=pgettext_lazy("calendar", "Last day"),
        required=False,
        help_text=_("Only for several days in a row; each is entered on its own."),
    )
    kind = forms.ChoiceField(label=_("Kind of day"), choices=CalendarDay.Kind.choices)
    title = forms.CharField(label=_("What it is"), max_length=200, help_text=CALENDAR_HELP)

    def clean_ends(self):
        return self.cleaned_data["ends"] or self.cleaned_data.get("starts")


class CalendarDayForm(RevisionedForm):
    class Meta:
        model = CalendarDay
        fields = EDITABLE_DAY
        help_texts = {"title": CALENDAR_HELP}
