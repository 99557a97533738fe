"""«Состояние»: does the product work, for its administrator, and what stands still when it does not.

The same checks as /readyz, the queues with their signs of life, what waits to be sent, when each job was last done.
"""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from celery.schedules import crontab
from django.conf import settings
from django.db import connection
from django.db.models import Count, Min, Q
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from kombu.exceptions import OperationalError

from core.heartbeat import heartbeats
from core.views import PageView
from notifications.models import Delivery

from .celery import LETTERS, QUEUES, REPORTS, SWEEPS, TIMETABLE
from .celery import app as celery_app
from .health import CHECKS, LONGEST_SILENCE, passes

QUEUE_NAMES = {
    LETTERS: pgettext_lazy("queue", "Letters"),
    REPORTS: pgettext_lazy("queue", "Reports and documents"),
    SWEEPS: pgettext_lazy("queue", "Reminders and other regular work"),
}
JOB_NAMES = {
    "notifications.remind": gettext_lazy("Reminders of what falls due"),
    "notifications.send_letters": gettext_lazy("Letters that wait for sending"),
    "organizations.send_invitations": gettext_lazy("Letters of invitation"),
    "pairing.send_links": gettext_lazy("Letters with links of mentors"),
    "monitoring.send_links": gettext_lazy("Letters with links to surveys"),
    "reports.resume_runs": gettext_lazy("Reports that nobody has finished"),
    "roadmaps.resume_imports": gettext_lazy("Uploaded documents that nobody has read"),
    "roadmaps.discard_forgotten_imports": gettext_lazy("Deleting of forgotten uploads"),
    "roadmaps.bind_events": gettext_lazy("Deadlines that waited for an event"),
    "roadmaps.recount": gettext_lazy("What the records count towards activities"),
    "monitoring.count_stale": gettext_lazy("Figures of institutions that changed"),
    "monitoring.count_all": gettext_lazy("Nightly count of all figures"),
    "participants.resume_imports": gettext_lazy("Uploaded banks that nobody has finished"),
    "participants.forget_imports": gettext_lazy("Destroying of old uploads of banks"),
    "participants.destroy_old_consents": gettext_lazy("Destroying of consents whose term of storage is over"),
}
LATEST = timedelta(minutes=15)  # how long after its time a job, or a delivery, is not yet late


@dataclass(frozen=True)
class Line:
    """One thing that works or does not, with its state (core/templatetags/interface.py) and what is known of it."""

    label: str | Promise
    state: str
    details: str | Promise = ""
    seen_at: datetime | None = None
    waiting: int | None = None


def services() -> Iterator[Line]:
    """What the product stands on."""
    for name, (label, describe) in SERVICES.items():
        check, problem = CHECKS[name]
        works = passes(name, check)
        yield Line(label, "works" if works else "faulty", describe() if works else problem)


def _free_space() -> str:
    return _("%(size)s free") % {"size": filesizeformat(shutil.disk_usage(settings.DATA_DIR).free)}


SERVICES: dict[str, tuple[str | Promise, Callable[[], str]]] = {
    "database": (gettext_lazy("Database"), lambda: connection.display_name),
    "broker": (gettext_lazy("Queue of work"), lambda: "Redis" if settings.BROKER_URL else _("files of this computer")),
    "files": (gettext_lazy("Writing of files"), lambda: ""),
    "disk": (gettext_lazy("Room for data"), _free_space),
}


def queues(seen: dict[str, datetime], *, at: datetime) -> Iterator[Line]:
    """The queues: the last sign of life of their workers, and how many messages wait for them."""
    waiting = waiting_messages()
    for queue in QUEUES:
        last = seen.get(queue)
        alive = last is not None and at - last <= LONGEST_SILENCE[queue]
        yield Line(QUEUE_NAMES[queue], "works" if alive else "silent", seen_at=last, waiting=waiting.get(queue))


def waiting_messages() -> dict[str, int]:
    """How many messages wait in each queue; nothing is known while the broker is away."""
    try:
        with celery_app.connection_for_write() as broker:
            channel = broker.default_channel
            return {queue: channel.queue_declare(queue=queue).message_count for queue in QUEUES}
    except OperationalError:
        return {}


def jobs(seen: dict[str, datetime], *, at: datetime) -> Iterator[Line]:
    """The timetable: when each job was last done, and whether it should have been done again."""
    for task, when in TIMETABLE.items():
        last = seen.get(task)
        if last is None:
            yield Line(JOB_NAMES[task], "not_yet")
        else:
            late = at > next_time(when, last) + LATEST
            yield Line(JOB_NAMES[task], "late" if late else "on_time", seen_at=last)


def next_time(when: crontab, after: datetime) -> datetime:
    """The first moment of a line of the timetable after another moment."""
    start, step, _now = when.remaining_delta(after)
    return start + step


def outbox(user, *, at: datetime) -> dict[str, int | datetime | None]:
    """Deliveries to the people of the person's organisations: how many wait, since when the oldest is due, failed."""
    state = Delivery.State
    return Delivery.objects.visible_to(user).aggregate(
        waiting=Count("pk", filter=Q(state__in=[state.WAITING, state.SENDING])),
        oldest=Min("not_before", filter=Q(state__in=[state.WAITING, state.SENDING], not_before__lte=at)),
        failed=Count("pk", filter=Q(state=state.FAILED)),
    )


class StatusView(PageView):
    permission_required = "mentorship.view_status"
    template_name = "status.html"
    title = gettext_lazy("State of the product")

    def get_context_data(self, **kwargs):
        at = timezone.now()
        seen = heartbeats()
        return super().get_context_data(
            services=list(services()),
            queues=list(queues(seen, at=at)),
            jobs=list(jobs(seen, at=at)),
            outbox=outbox(self.request.user, at=at),
            late_before=at - LATEST,
            **kwargs,
        )
