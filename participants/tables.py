"""The banks as tables."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.tables import NUMBER

from .models import Participation, Programme

BY_NAME = ("person__last_name", "person__first_name", "person__patronymic", "pk")


class BankTable(tables.Table):
    """Participations of one bank with `stage` and `lacks_consent` (selectors.stages)."""

    chosen = tables.TemplateColumn(
        template_name="participants/_bank_chosen.html",
        verbose_name="",
        orderable=False,
        exclude_from_export=True,
        attrs={"td": {"class": "pick"}},
    )
    person = tables.TemplateColumn(
        template_name="participants/_bank_person.html",
        verbose_name=pgettext_lazy("person", "Full name"),
        order_by=BY_NAME,
    )
    place = tables.Column(
        accessor="person__studies_or_works",
        verbose_name=_("Class, position"),
        order_by=("person__class_group", "person__position", *BY_NAME),
    )
    form = tables.TemplateColumn(
        template_name="participants/_bank_form.html",
        verbose_name=_("Form, programme"),
        order_by=("form__title", *BY_NAME),
    )
    joined_on = tables.DateColumn(format="d.m.Y", verbose_name=_("Since"))
    stage = tables.TemplateColumn(template_name="participants/_bank_stage.html", verbose_name=_("State"))

    class Meta:
        attrs = {"class": "table bank"}
        model = Participation
        fields = ["chosen", "person", "place", "form", "joined_on", "stage"]
        order_by = "person"


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
