"""Pairs and rounds of matching as tables."""

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from organizations.tables import NUMBER

from .badges import standing_badge
from .models import MatchRound, Pairing
from .selectors.standing import Standing

BY_MENTOR = ("mentor__person__last_name", "mentor__person__first_name", "mentor__person__patronymic", "pk")


class PairTable(tables.Table):
    """Pairs with `standing`, the mentor and `members` (selectors.standing); a draft can be ticked for an order."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    mentor = tables.Column(verbose_name=_("Mentor"), order_by=BY_MENTOR)
    members = tables.Column(verbose_name=_("Mentees"), orderable=False, empty_values=())
    form = tables.Column(verbose_name=_("Form, kind"), order_by=("form__title", *BY_MENTOR))
    period = tables.Column(accessor="starts_on", verbose_name=_("Period"), order_by=("starts_on", "pk"))
    order = tables.Column(verbose_name=_("Order"), order_by=("order__signed_on", "pk"), default="—")
    standing = tables.Column(verbose_name=_("State"), order_by=("standing", *BY_MENTOR))

    class Meta:
        attrs = {"class": "table bank"}
        model = Pairing
        fields = ["chosen", "mentor", "members", "form", "period", "order", "standing"]
        order_by = "mentor"

    def render_chosen(self, value: int, record: Pairing) -> str:
        if record.standing != Standing.DRAFT:
            return ""
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" aria-label="{}">'
        return format_html(box, value, record.mentor.person)

    def render_mentor(self, value, record: Pairing) -> str:
        where = value.person.studies_or_works
        link = format_html('<a href="{}">{}</a>', record.get_absolute_url(), value.person)
        return format_html('{}<div class="small text-muted">{}</div>', link, where) if where else link

    def render_members(self, record: Pairing) -> str:
        said = ((member.mentee.person, self._detail(member)) for member in record.members)
        return format_html_join("", '<div>{} <span class="small text-muted">{}</span></div>', said) or "—"

    def _detail(self, member) -> str:
        left = _("until %(day)s") % {"day": f"{member.left_on:%d.%m.%Y}"} if member.left_on else ""
        return ", ".join(filter(None, (member.mentee.person.class_group, left)))

    def render_form(self, value, record: Pairing) -> str:
        if record.kind is None:
            return value
        return format_html('{}<div class="small text-muted">{}</div>', value, record.kind)

    def render_period(self, record: Pairing) -> str:
        return f"{record.starts_on:%d.%m.%Y} – {record.last_day:%d.%m.%Y}"

    def render_order(self, value) -> str:
        return format_html('<a href="{}">{}</a>', value.get_absolute_url(), value)

    def render_standing(self, value: str) -> str:
        return standing_badge(value)


class RoundTable(tables.Table):
    """Rounds with `pairs` and `without`, the numbers of their proposals and unmatched."""

    number = tables.Column(accessor="pk", verbose_name="№", linkify=True)
    created_at = tables.DateTimeColumn(format="d.m.Y H:i", verbose_name=_("Made"))
    form = tables.Column(verbose_name=_("Form of mentoring"), default=_("all forms"))
    goal = tables.Column(accessor="get_goal_display", verbose_name=_("Goal"), order_by="goal")
    pairs = tables.Column(verbose_name=_("Pairs"), attrs=NUMBER)
    without = tables.Column(verbose_name=_("Without a mentor"), attrs=NUMBER)
    state = tables.Column(accessor="get_state_display", verbose_name=_("State"), order_by="state")

    class Meta:
        model = MatchRound
        fields = ["number", "created_at", "form", "goal", "pairs", "without", "state"]
        order_by = "-created_at"
