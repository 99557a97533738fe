"""Pairs, their meetings and rounds of matching as tables."""

from datetime import date

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from core.templatetags.interface import icon
from organizations.tables import NUMBER

from .badges import meeting_badge, silent_badge, standing_badge
from .models import MatchRound, Meeting, Pairing
from .selectors.standing import BY_MENTOR, IN_FORCE, Standing


class PairTable(tables.Table):
    """Pairs with `standing`, the mentor and `members` (selectors.standing), `last_met` and `is_silent`
    (selectors.rhythm); what an order can name can be ticked."""

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
        if record.standing != Standing.DRAFT and (record.standing not in IN_FORCE or record.pending_change):
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

    def render_standing(self, value: str, record: Pairing) -> str:
        badge = standing_badge(value)
        if not record.is_silent:
            return badge
        since = (
            _("last met on %(day)s") % {"day": f"{record.last_met:%d.%m.%Y}"} if record.last_met else _("not met yet")
        )
        return format_html('{} {}<div class="small text-muted">{}</div>', badge, silent_badge(), since)


class MeetingTable(tables.Table):
    """Meetings with `day` and the people of the pair (selectors.meetings.with_pair). A planned one whose day has come
    is confirmed by its own button, or ticked with others."""

    chosen = tables.Column(
        accessor="pk", verbose_name="", orderable=False, exclude_from_export=True, attrs={"td": {"class": "pick"}}
    )
    day = tables.Column(verbose_name=_("Day"), order_by=("day", "planned_time", "pk"))
    pair = tables.Column(
        accessor="pairing", verbose_name=_("Pair"), order_by=tuple(f"pairing__{name}" for name in BY_MENTOR)
    )
    kind = tables.Column(accessor="get_kind_display", verbose_name=_("Kind"), order_by=("kind", "pk"))
    topic = tables.Column(verbose_name=_("Topic, next step"), empty_values=())
    state = tables.Column(verbose_name=_("State"))

    class Meta:
        attrs = {"class": "table bank"}
        model = Meeting
        fields = ["chosen", "day", "pair", "kind", "topic", "state"]
        order_by = "-day"

    def __init__(self, *args, on: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def _waits(self, meeting: Meeting) -> bool:
        return meeting.state == Meeting.State.PLANNED and meeting.planned_on <= self.on

    def render_chosen(self, value: int, record: Meeting) -> str:
        if not self._waits(record):
            return ""
        box = '<input class="form-check-input" type="checkbox" name="pk" value="{}" aria-label="{}">'
        return format_html(box, value, f"{record.day:%d.%m.%Y}, {record.pairing.mentor.person}")

    def render_day(self, value: date, record: Meeting) -> str:
        hour = record.planned_time if record.state == Meeting.State.PLANNED else None
        words = f"{value:%d.%m.%Y}" + (f" {hour:%H:%M}" if hour else "")
        return format_html('<a href="{}">{}</a>', record.get_absolute_url(), words)

    def render_pair(self, value: Pairing) -> str:
        mentees = ", ".join(str(member.mentee.person) for member in value.members)
        link = format_html('<a href="{}">{}</a>', value.get_absolute_url(), value.mentor.person)
        return format_html('{}<div class="small text-muted">{}</div>', link, mentees)

    def render_kind(self, value: str, record: Meeting) -> str:
        if record.minutes is None:
            return value
        minutes = _("%(minutes)s min.") % {"minutes": record.minutes}
        return format_html('{}<div class="small text-muted">{}</div>', value, minutes)

    def render_topic(self, record: Meeting) -> str:
        if not record.next_step:
            return record.topic or "—"
        return format_html('{}<div class="small text-muted">→ {}</div>', record.topic, record.next_step)

    def render_state(self, value: str, record: Meeting) -> str:
        badge = meeting_badge(record.state)
        if not self._waits(record):
            return badge
        url = reverse("pairing:meeting_confirm", args=[record.pk])
        button = '{}<div><button class="btn btn-sm" type="submit" formaction="{}?back=meetings">{}{}</button></div>'
        return format_html(button, badge, url, icon("check"), _("It was held"))


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
