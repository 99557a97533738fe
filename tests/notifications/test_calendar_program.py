"""A real calendar program reads the feed: khal, with a collection of its own, before and after a date is changed."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from roadmaps.models import Occurrence
from roadmaps.services.occurrences import set_dates

from ..factories import NOW
from .calendars import DUE, Program, in_force

CONFIGURATION = """
[calendars]
[[mentorship]]
path = {home}/mentorship
[sqlite]
path = {home}/khal.db
[locale]
timeformat = %H:%M
dateformat = %d.%m.
longdateformat = %d.%m.%Y
datetimeformat = %d.%m. %H:%M
longdatetimeformat = %d.%m.%Y %H:%M
local_timezone = Europe/Moscow
default_timezone = Europe/Moscow
[default]
default_calendar = mentorship
"""


class Khal:
    def __init__(self, home: Path):
        self.home = home
        (home / "mentorship").mkdir()
        self.config = home / "config"
        self.config.write_text(CONFIGURATION.format(home=home), encoding="utf-8")

    def run(self, *arguments: str) -> str:
        program = Path(sys.executable).with_name("khal")
        done = subprocess.run(
            [program, "-c", self.config, *arguments],
            env={"HOME": str(self.home), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def subscribe(self, content: bytes) -> None:
        """What a subscription does each hour: what is known is replaced by its UID, the rest is added."""
        feed = self.home / "feed.ics"
        feed.write_bytes(content)
        self.run("import", "--batch", "-a", "mentorship", str(feed))

    def list(self) -> list[str]:
        shown = self.run(
            "list", "--format", "{start-date-long}..{end-date-long} {title}", "--day-format", "", "01.11.2026", "365d"
        )
        return [line for line in shown.splitlines() if line]


@pytest.fixture
def khal(tmp_path) -> Khal:
    home = tmp_path / "khal"
    home.mkdir()
    return Khal(home)


def test_a_changed_date_moves_the_event_in_a_calendar_program(world, khal):
    in_force(world.a1, activities=1)
    program = Program(world.curator)
    khal.subscribe(program.download())
    assert khal.list() == ["15.04.2027..15.04.2027 Мероприятие 1.1"]
    moved, at = DUE + timedelta(days=14), NOW + timedelta(hours=1)
    set_dates(Occurrence.objects.get().activity, [(None, moved)], by=world.curator, at=at)
    khal.subscribe(program.download(at))
    assert khal.list() == ["29.04.2027..29.04.2027 Мероприятие 1.1"]


def test_a_calendar_program_takes_a_whole_plan(world, khal):
    in_force(world.a1, sections=2, activities=5)
    khal.subscribe(Program(world.curator).download())
    assert len(khal.list()) == 10
