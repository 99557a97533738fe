"""The banks as tables."""

import django_tables2 as tables
from django.template.defaultfilters import floatformat
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.tables import NUMBER

from .badges import stage_badge
from .models import Course, Participation, Partner, Programme
from .selectors.stages import Stage

BY_NAME = ("person__last_name", "person__first_name", "person__patronymic", "pk")


class BankTable(tables.Table):
    """Participations of one bank with `stage` and `lacks_consent` (selectors.stages).

    Cells are made here and not by templates: a template for each of them took more time than the rest of the page.
    """

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    person = tables.Column(verbose_name=pgettext_lazy("person", "Full name"), order_by=BY_NAME)
    place = tables.Column(
        accessor="person__studies_or_works",
        verbose_name=_("Class, position"),
        order_by=("person__class_group", "person__position", *BY_NAME),
    )
    form = tables.Column(verbose_name=_("Form, programme"), order_by=("form__title", *BY_NAME), empty_values=())
    joined_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Since"))
    stage = tables.Column(verbose_name=_("State"))

    class Meta:
        attrs = {"class": "table bank"}
        model = Participation
        fields = ["chosen", "person", "place", "form", "joined_on", "stage"]
        order_by = "person"

    def render_chosen(self, value: int, record: Participation) -> str:
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" aria-label="{}">'
        return format_html(box, value, record.person)

    def render_person(self, value) -> str:
        link = format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)
        if value.archived_on is None:
            return link
        return format_html('{} <span class="text-muted">{}</span>', link, _("in the archive"))

    def render_form(self, record: Participation) -> str:
        if record.programme is None:
            return record.form or "—"
        return format_html('{}<div class="small text-muted">{}</div>', record.form or "—", record.programme)

    def render_stage(self, value: str, record: Participation) -> str:
        if value == Stage.CONSENT or record.left_on or not record.lacks_consent:
            return stage_badge(value)
        return format_html('{}<div class="small text-bad">{}</div>', stage_badge(value), _("no consent"))


class ProgrammeTable(tables.Table):
    """The base of programmes; `mentors` and `mentees` count those in force."""

    title = tables.TemplateColumn(template_name="participants/_programme_title.html", verbose_name=_("Programme"))
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Organisation"))
    form = tables.Column(order_by="form__title")
    period = tables.TemplateColumn(
        "{{ record.starts_on|date:'d.m.Y' }}&nbsp;– {{ record.ends_on|date:'d.m.Y' }}",
        verbose_name=_("Period"),
        order_by=("starts_on", "ends_on"),
    )
    mentors = tables.Column(verbose_name=_("Mentors"), attrs=NUMBER)
    mentees = tables.Column(verbose_name=_("Mentees"), attrs=NUMBER)

    class Meta:
        model = Programme
        fields = ["title", "organization", "form", "period", "mentors", "mentees"]
        order_by = "-period"


class PartnerTable(tables.Table):
    """Partners with `mentors` and the state of their agreements (selectors.partners); no contact persons."""

    name = tables.TemplateColumn(template_name="participants/_partner_name.html", verbose_name=_("Partner"))
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Institution"))
    kind = tables.Column(verbose_name=_("Kind"))
    inn = tables.Column(verbose_name=_("Taxpayer number"))
    since = tables.DateColumn(format="d.m.Y", verbose_name=_("Since"))
    agreement = tables.TemplateColumn(
        template_name="participants/_partner_agreement.html",
        verbose_name=_("Agreement"),
        order_by=("has_agreement", "endless", "agreement_until"),
    )
    mentors = tables.Column(verbose_name=_("Mentors"), attrs=NUMBER)

    class Meta:
        attrs = {"class": "table table-dense"}
        model = Partner
        fields = ["name", "organization", "kind", "inn", "since", "agreement", "mentors"]
        order_by = "name"


class CourseTable(tables.Table):
    """Courses of the School of mentors with their numbers (selectors.training)."""

    title = tables.Column(linkify=True, verbose_name=_("Course"))
    organization = tables.Column(accessor="organization__short_name", verbose_name=_("Institution"))
    period = tables.TemplateColumn(
        "{{ record.starts_on|date:'d.m.Y' }}&nbsp;– {{ record.ends_on|date:'d.m.Y' }}",
        verbose_name=_("Period"),
        order_by=("starts_on", "ends_on"),
    )
    hours = tables.Column(verbose_name=_("Hours"), attrs=NUMBER)
    sessions_held = tables.Column(verbose_name=pgettext_lazy("course", "Sessions"), attrs=NUMBER)
    attended = tables.Column(verbose_name=_("Mentors"), attrs=NUMBER)
    trained = tables.Column(verbose_name=_("Certificates"), attrs=NUMBER)

    class Meta:
        model = Course
        fields = ["title", "organization", "period", "hours", "sessions_held", "attended", "trained"]
        order_by = "-period"

    def render_hours(self, value):
        return floatformat(value)
