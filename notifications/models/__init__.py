"""Nouns: what a person must hear, how it reaches them, what they wish; their calendar."""

from .calendars import CalendarFeed, CalendarItem
from .deliveries import Delivery, DeliveryItem
from .told import Notification
from .webhooks import Webhook
from .wishes import Choice, Escalation, Preference

__all__ = [
    "CalendarFeed",
    "CalendarItem",
    "Choice",
    "Delivery",
    "DeliveryItem",
    "Escalation",
    "Notification",
    "Preference",
    "Webhook",
]
