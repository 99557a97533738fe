"""What every page says in the same way: icons, states, due dates, progress.

These tags are built in (settings.TEMPLATES), so templates use them without `{% load %}`.
"""

import re
from dataclasses import dataclass
from datetime import date

from django import forms, template
from django.db import models
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from ..conflicts import differences

register = template.Library()


@dataclass(frozen=True)
class Status:
    """A word, an icon and a tone (a colour of static/css/app.css): never the colour alone."""

    label: str | Promise
    icon: str
    tone: str


STATUSES = {
    "not_started": Status(pgettext_lazy("status", "not started"), icon="circle-dashed", tone="neutral"),
    "in_progress": Status(pgettext_lazy("status", "in progress"), icon="progress", tone="active"),
    "waiting": Status(pgettext_lazy("status", "waiting for others"), icon="hourglass", tone="waiting"),
    "returned": Status(pgettext_lazy("status", "returned"), icon="arrow-back-up", tone="warning"),
    "done": Status(pgettext_lazy("status", "done"), icon="circle-check", tone="good"),
    "overdue": Status(pgettext_lazy("status", "overdue"), icon="clock-exclamation", tone="bad"),
    "not_required": Status(pgettext_lazy("status", "not required"), icon="circle-minus", tone="neutral"),
    "draft": Status(pgettext_lazy("status", "draft"), icon="pencil", tone="neutral"),
    "submitted": Status(pgettext_lazy("status", "awaiting approval"), icon="send", tone="waiting"),
    "approved": Status(pgettext_lazy("status", "approved"), icon="rubber-stamp", tone="good"),
    "archived": Status(pgettext_lazy("status", "archived"), icon="archive", tone="neutral"),
    "to_sign": Status(pgettext_lazy("status", "for signature"), icon="send", tone="waiting"),
    "signed": Status(pgettext_lazy("status", "signed"), icon="signature", tone="good"),
    "cancelled": Status(pgettext_lazy("status", "cancelled"), icon="ban", tone="warning"),
    "queued": Status(pgettext_lazy("status", "in the queue"), icon="hourglass", tone="waiting"),
    "running": Status(pgettext_lazy("status", "being made"), icon="progress", tone="active"),
    "ready": Status(pgettext_lazy("status", "ready"), icon="circle-check", tone="good"),
    "failed": Status(pgettext_lazy("status", "did not succeed"), icon="alert-circle", tone="bad"),
    "works": Status(pgettext_lazy("status", "works"), icon="circle-check", tone="good"),
    "faulty": Status(pgettext_lazy("status", "does not work"), icon="alert-circle", tone="bad"),
    "silent": Status(pgettext_lazy("status", "stands still"), icon="alert-circle", tone="bad"),
    "on_time": Status(pgettext_lazy("status", "on time"), icon="circle-check", tone="good"),
    "late": Status(pgettext_lazy("status", "late"), icon="clock-exclamation", tone="bad"),
    "not_yet": Status(pgettext_lazy("status", "not yet done"), icon="circle-dashed", tone="neutral"),
    "sent": Status(pgettext_lazy("status", "sent"), icon="mail-forward", tone="good"),
    "unsent": Status(pgettext_lazy("status", "not sent"), icon="alert-circle", tone="bad"),
    "needless": Status(pgettext_lazy("status", "not needed"), icon="circle-minus", tone="neutral"),
    "off": Status(pgettext_lazy("status", "switched off"), icon="circle-minus", tone="neutral"),
}


@register.simple_tag
def icon(name: str, css_class: str = "") -> str:
    """A decorative icon of the sprite; the words beside it carry the meaning."""
    css = f"icon {css_class}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"></use></svg>', css, static("img/icons.svg"), name
    )


@register.inclusion_tag("_status.html")
def status(code: str) -> dict:
    """A state in the one vocabulary of the product; an unknown code is a mistake and raises KeyError."""
    return {"status": STATUSES[code]}


@register.inclusion_tag("_due.html")
def due(day: date, today: date) -> dict:
    """«до 15 октября (ср), осталось 6 дней», «просрочено на 3 дня»; `today` comes from the view."""
    return {
        "day": day,
        "said": _day_in_words(day, today),
        "left": _time_left(day, today),
        "tone": _urgency(day, today),
    }


def _day_in_words(day: date, today: date) -> str:
    """«15 октября (ср)», with the year when it is another one."""
    said = date_format(day, "j E" if day.year == today.year else "j E Y")
    return f"{said} ({date_format(day, 'D').lower()})"


def _time_left(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow")
    return ngettext("%(days)d day left", "%(days)d days left", days) % {"days": days}


def _urgency(day: date, today: date) -> str:
    days = (day - today).days
    if days < 0:
        return "bad"
    return "warning" if days <= 7 else "neutral"


@register.inclusion_tag("_progress.html")
def progress(done: int, total: int, label: str | Promise = "") -> dict:
    """How much of a whole is done: an accessible <progress> with the figures in words."""
    return {"done": done, "total": total, "percent": round(100 * done / total) if total else 0, "label": label}


@register.inclusion_tag("_conflict.html")
def conflict(form: forms.BaseForm, current: models.Model) -> dict:
    """What another person saved meanwhile, beside what was typed here (core/conflicts.py)."""
    return {"differences": list(differences(form, current))}


BROWSERS = (
    ("Яндекс Браузер", r"YaBrowser/(\d+)"),
    ("Edge", r"Edg/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Firefox", r"Firefox/(\d+)"),
    ("Chrome", r"Chrome/(\d+)"),
    ("Safari", r"Version/(\d+).*Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iOS", "iPhone|iPad"),
    ("Windows", "Windows"),
    ("macOS", "Mac OS X"),
    ("Linux", "Linux"),
)


@register.filter
def device(user_agent: str) -> str:
    """«Яндекс Браузер 24, Windows»: a User-Agent header in words a person recognises."""
    browser = next((f"{name} {m[1]}" for name, pattern in BROWSERS if (m := re.search(pattern, user_agent))), "")
    system = next((name for name, pattern in SYSTEMS if re.search(pattern, user_agent)), "")
    return ", ".join(filter(None, (browser, system))) or _("unknown device")
