"""Letters: what a person is told, as an e-mail in text and HTML, the most urgent first.

What is due is said as of the day on which the letter goes out: it may have waited for a weekend or a mail server. Only
titles that the product itself gives stand in it, nothing personal about children; the rest is behind the link.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from organizations.models import Membership

from .kinds import kind_of
from .models import Delivery, Notification
from .unsubscribing import EVERYTHING, token_for

SHOWN = 30  # of a group; the rest is counted and stands in the inbox
SUBJECT = 90  # characters of a title

# From the most urgent down: heading of the group.
URGENCIES = {
    "overdue": pgettext_lazy("letter", "Overdue"),
    "today": pgettext_lazy("letter", "Today"),
    "news": pgettext_lazy("letter", "New"),
    "soon": pgettext_lazy("letter", "Soon"),
}


@dataclass(frozen=True)
class Item:
    notification: Notification
    when: str  # «просрочено на 3 дня, срок 12.11.2026»; empty without a deadline
    url: str


@dataclass(frozen=True)
class Group:
    """Notifications that are equally urgent, the earliest deadline first."""

    urgency: str
    items: list[Item]

    @property
    def title(self) -> str:
        return str(URGENCIES[self.urgency])

    @property
    def shown(self) -> list[Item]:
        return self.items[:SHOWN]

    @property
    def more(self) -> int:
        return max(len(self.items) - SHOWN, 0)


def full_address(notification: Notification) -> str:
    """The link that marks it read and leads to what it speaks of."""
    return site() + reverse("notifications:open", args=[notification.pk])


def site() -> str:
    return settings.SITE_URL.rstrip("/")


def compose(delivery: Delivery, notifications: list[Notification], *, on: date) -> EmailMultiAlternatives:
    """The letter of a delivery, as of the recipient's day."""
    optional = sorted({notification.kind for notification in notifications if kind_of(notification.kind).optional})
    groups = grouped(notifications, on)
    context = {
        "delivery": delivery,
        "subject": subject_of(groups),
        "groups": groups,
        "named": _needs_names(delivery, notifications),
        "inbox": site() + reverse("notifications:inbox"),
        "preferences": site() + reverse("notifications:preferences"),
        "unsubscribing": [(kind_of(code), _unsubscribe_address(delivery, code)) for code in optional],
    }
    letter = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string("notifications/letter.txt", context),
        to=[delivery.recipient.email],
        headers=_headers(delivery, optional),
    )
    letter.attach_alternative(render_to_string("notifications/letter.html", context), "text/html")
    return letter


def _headers(delivery: Delivery, optional: list[str]) -> dict[str, str]:
    """The same Message-ID at every attempt, so that mail programs fold a repetition. RFC 8058 for unsubscribing."""
    headers = {
        "Message-ID": f"<delivery-{delivery.pk}@{urlsplit(settings.SITE_URL).hostname}>",
        "Auto-Submitted": "auto-generated",
    }
    if optional:
        address = _unsubscribe_address(delivery, optional[0] if len(optional) == 1 else EVERYTHING)
        headers["List-Unsubscribe"] = f"<{address}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _unsubscribe_address(delivery: Delivery, kind: str) -> str:
    return site() + reverse("notifications:unsubscribe", args=[token_for(delivery.recipient_id, kind)])


def _needs_names(delivery: Delivery, notifications: Iterable[Notification]) -> bool:
    """Whether to say which organisation each is about: not to whom it can only be their own."""
    about = {notification.organization_id for notification in notifications}
    own = Membership.objects.current().filter(user=delivery.recipient_id).values_list("organization_id", flat=True)
    return len(about) > 1 or set(own) != about


def grouped(notifications: Iterable[Notification], on: date) -> list[Group]:
    """The groups that hold something, the most urgent first."""
    items: dict[str, list[Item]] = {urgency: [] for urgency in URGENCIES}
    for notification in sorted(notifications, key=lambda each: (each.due or date.max, each.pk)):
        due = notification.due
        item = Item(notification, when(due, on) if due else "", full_address(notification))
        items[_urgency(due, on)].append(item)
    return [Group(urgency, items[urgency]) for urgency in URGENCIES if items[urgency]]


def _urgency(due: date | None, on: date) -> str:
    if due is None:
        return "news"
    if due == on:
        return "today"
    return "overdue" if due < on else "soon"


def when(due: date, on: date) -> str:
    """«просрочено на 3 дня, срок 12.11.2026», «срок завтра, 20.11.2026», «осталось 5 дней, срок 24.11.2026»."""
    days = (due - on).days
    day = f"{due:%d.%m.%Y}"
    if days == 0:
        return _("due today")
    if days == 1:
        return _("due tomorrow, %(day)s") % {"day": day}
    if days < 0:
        said = ngettext("%(days)d day overdue, due %(day)s", "%(days)d days overdue, due %(day)s", -days)
    else:
        said = ngettext("%(days)d day left, due %(day)s", "%(days)d days left, due %(day)s", days)
    return said % {"days": abs(days), "day": day}


def subject_of(groups: list[Group]) -> str:
    """The one thing the letter is about, or how much of it is late, due today and so on."""
    if sum(len(group.items) for group in groups) == 1:
        [group] = groups
        [item] = group.items
        title = Truncator(" ".join(item.notification.title.split())).chars(SUBJECT)
        return f"{group.title}: {title}" if item.when else title
    counted = ", ".join(f"{group.title.lower()} – {len(group.items)}" for group in groups)
    return _("Mentorship: %(counted)s") % {"counted": counted}
