"""The Celery app, its queues and the whole timetable.

Tasks carry ids and call one service. Whatever they do was a row first, so a lost message only means that the next
sweep does it; that is why the embedded file transport is good enough (docs/background.md).
"""

import os
from pathlib import Path

from celery import Celery
from celery.schedules import crontab
from celery.signals import worker_ready
from django.conf import settings
from kombu import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

app = Celery("mentorship")

# A hundred reports must not hold a letter back: docker-compose.yml gives them processes of their own.
LETTERS, REPORTS, SWEEPS = "letters", "reports", "sweeps"
QUEUES = (LETTERS, REPORTS, SWEEPS)
ROUTES = {
    "notifications.send_letters": LETTERS,
    "organizations.send_invitations": LETTERS,
    "pairing.send_links": LETTERS,
    "monitoring.send_links": LETTERS,
    "reports.*": REPORTS,
    # Documents take as long as reports do.
    "roadmaps.read_import": REPORTS,
    "roadmaps.resume_imports": REPORTS,
    "participants.read_import": REPORTS,
    "participants.accept_import": REPORTS,
    "participants.resume_imports": REPORTS,
    "*": SWEEPS,
}

HEARTBEAT = "core.beat_heart"
TIMETABLE = {
    # What is due becomes rows, and rows are planned for the hour of each person. Every hour: it is always soon after
    # midnight in one of the eleven time zones, and a morning without power is made up for at noon.
    "notifications.remind": crontab(minute=5),
    # Letters and webhooks whose hour has come, and what is urgent at once; those that failed or were cut off.
    "notifications.send_letters": crontab(),
    # Letters of invitation whose immediate sending failed or was cut off.
    "organizations.send_invitations": crontab(minute="*/5"),
    # Letters with links of mentors, likewise.
    "pairing.send_links": crontab(minute="*/5"),
    # Letters with links to surveys, likewise.
    "monitoring.send_links": crontab(minute="*/5"),
    # Report runs that no worker finished.
    "reports.resume_runs": crontab(),
    # Uploaded documents that no worker has read.
    "roadmaps.resume_imports": crontab(),
    # Uploads that nobody has gone on with for two weeks are deleted with their documents.
    "roadmaps.discard_forgotten_imports": crontab(minute=40, hour="7-20"),
    # Events that deadlines wait for (an order is signed, pairs are formed): once they have happened, dates appear.
    "roadmaps.bind_events": crontab(minute="*/10"),
    # Orders, events and meetings counted towards the activities of roadmaps: the numbers follow the records.
    "roadmaps.recount": crontab(minute="5-55/10"),
    # Figures follow what changed in an institution, so that a page seldom has to count; at night all are counted anew.
    "monitoring.count_stale": crontab(minute="*/10"),
    "monitoring.count_all": crontab(minute=30, hour=3),
    # Uploaded banks that no worker has read or finished writing.
    "participants.resume_imports": crontab(),
    # Files and rows of uploaded banks are destroyed after thirty days.
    "participants.forget_imports": crontab(minute=50, hour="7-20"),
    # Scans of consents and names of representatives three years after the end of the consent.
    "participants.destroy_old_consents": crontab(minute=20, hour=4),
}
# The sign of life of each queue, every minute: it comes all the way from the timetable through a worker to a row.
HEARTBEATS = {f"heartbeat of {queue}": queue for queue in QUEUES}
MISSED_AFTER = 3600  # seconds; a worker that was away for a weekend finds one hour's sweeps, not three days'
# A page that publishes while Redis hangs waits four seconds at the most, and then leaves the row to the sweep.
REDIS_OPTIONS = {"visibility_timeout": 3600, "socket_connect_timeout": 2, "socket_timeout": 2, "max_retries": 0}


def _transport() -> dict:
    if settings.BROKER_URL:
        return {
            "broker_url": settings.BROKER_URL,
            "broker_transport": "mentorship.transport:RedisTransport",
            "broker_connection_retry_on_startup": True,
            "broker_transport_options": REDIS_OPTIONS,
        }
    folder = Path(settings.DATA_DIR) / "broker"
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "broker_url": "filesystem://localhost",
        "broker_transport": "mentorship.transport:FileTransport",
        "broker_transport_options": {
            "data_folder_in": str(folder),
            "data_folder_out": str(folder),
            "control_folder": str(folder / "control"),
            "polling_interval": 0.1,
        },
    }


def _schedule() -> dict:
    jobs = {task: {"task": task, "schedule": when} for task, when in TIMETABLE.items()}
    for name, queue in HEARTBEATS.items():
        jobs[name] = {"task": HEARTBEAT, "schedule": crontab(), "args": [queue], "options": {"queue": queue}}
    for job in jobs.values():
        job["options"] = {"expires": MISSED_AFTER, **job.get("options", {})}
    return jobs


app.conf.update(
    **_transport(),
    timezone=settings.TIME_ZONE,
    task_queues=[Queue(name, Exchange(name), routing_key=name) for name in QUEUES],
    task_routes=ROUTES,
    task_default_queue=SWEEPS,
    task_create_missing_queues=False,
    task_serializer="json",
    accept_content=["json"],
    task_ignore_result=True,
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_time_limit=600,
    task_soft_time_limit=540,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    beat_scheduler="mentorship.timetable:Timetable",
    beat_schedule_filename=str(Path(settings.DATA_DIR) / "beat-schedule"),
    beat_schedule=_schedule(),
)
app.autodiscover_tasks()


@worker_ready.connect
def _beat_at_once(sender, **kwargs) -> None:
    """A worker that has just started shows it without waiting for the next minute."""
    for queue in sender.app.amqp.queues.consume_from:
        sender.app.send_task(HEARTBEAT, args=[queue], queue=queue)
