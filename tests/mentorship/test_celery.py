"""The timetable and the queues: every job exists, goes where it belongs, and leaves a row when it is done."""

import re

import pytest
from celery import Celery
from django.apps import apps
from django.conf import settings
from kombu.exceptions import OperationalError

from core.heartbeat import heartbeats
from core.models import Heartbeat
from core.queue import tell_worker
from mentorship import celery
from mentorship.tasks import note_sweep
from reports.tasks import build

app = celery.app
app.loader.import_default_modules()


def queue_of(task: str) -> str:
    return app.amqp.router.route({}, task)["queue"].name


def test_every_job_of_the_timetable_exists():
    assert set(celery.TIMETABLE) <= set(app.tasks)


def is_sent(task: str) -> bool:
    """Whether a module of the task's own app hands it to a worker."""
    folder = settings.BASE_DIR / task.split(".")[0]
    sending = re.compile(rf"tell_worker\({app.tasks[task].__name__}\b")
    return any(sending.search(file.read_text()) for file in folder.rglob("*.py"))


def test_every_task_that_no_code_sends_has_its_time():
    ours = {task for task in app.tasks if not task.startswith("celery.")} - {celery.HEARTBEAT}
    assert {task for task in ours if not is_sent(task)} <= set(celery.TIMETABLE)


def test_every_job_and_queue_fits_into_its_row():
    longest = Heartbeat._meta.get_field("name").max_length
    assert max(map(len, [*celery.TIMETABLE, *celery.QUEUES])) <= longest


def test_every_task_is_named_by_its_app():
    ours = {task for task in app.tasks if not task.startswith("celery.")}
    assert all(apps.is_installed(task.split(".")[0]) for task in ours)


def test_letters_and_reports_have_queues_of_their_own_and_the_rest_are_sweeps():
    queues = {task: queue_of(task) for task in app.tasks if not task.startswith("celery.")}
    assert {task for task, queue in queues.items() if queue == celery.LETTERS} == {
        "notifications.send_letters",
        "organizations.send_invitations",
        "pairing.send_links",
        "monitoring.send_links",
    }
    assert {task for task, queue in queues.items() if queue == celery.REPORTS} == {
        "reports.build",
        "reports.resume_runs",
        "roadmaps.read_import",
        "roadmaps.resume_imports",
        "participants.read_import",
        "participants.accept_import",
        "participants.resume_imports",
    }
    assert set(queues.values()) == set(celery.QUEUES)


def test_nothing_waits_in_the_queue_for_its_time_and_all_of_the_timetable_expires():
    for job in app.conf.beat_schedule.values():
        assert job["options"]["expires"] == celery.MISSED_AFTER
        assert not {"eta", "countdown"} & set(job["options"])


def test_each_queue_has_its_sign_of_life_every_minute():
    beats = [job for job in app.conf.beat_schedule.values() if job["task"] == celery.HEARTBEAT]
    assert sorted((job["args"][0], job["options"]["queue"]) for job in beats) == [(q, q) for q in celery.QUEUES]


@pytest.mark.parametrize("setting", ["task_acks_late", "task_reject_on_worker_lost"])
def test_a_task_is_given_back_when_its_worker_dies(setting):
    assert app.conf[setting] is True


def test_only_json_is_taken_and_no_task_runs_for_ever():
    assert app.conf.accept_content == ["json"]
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit < 3600  # Redis offers a task again after an hour


def test_a_job_that_is_done_is_noted_and_other_tasks_are_not(db):
    note_sweep(app.tasks["reports.resume_runs"])
    note_sweep(build)
    assert list(heartbeats()) == ["reports.resume_runs"]


def test_without_a_broker_telling_a_worker_leaves_the_row_to_the_sweep(monkeypatch, caplog):
    def away(*args, **options):
        raise OperationalError("redis://:secret@host")

    monkeypatch.setattr(build, "apply_async", away)
    tell_worker(build, 17)
    assert "reports.build (17,) waits for the sweep" in caplog.text
    assert "secret" not in caplog.text


def test_a_broker_that_is_away_does_not_hold_a_page_up():
    away = Celery("away", broker="redis://127.0.0.1:1/0", set_as_current=False)
    away.conf.broker_transport_options = celery.REDIS_OPTIONS
    with pytest.raises(OperationalError):
        away.send_task("any", retry=False)
