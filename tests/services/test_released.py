"""Databases filled by versions that were handed over come forward: nothing is lost, everything can be read.

tests/data/released holds demo worlds as those versions made them (invented people, sessions left out): the first one
handed over, with roadmaps, orders and reminders, which has the longest way to come. Whoever hands over the next
version adds its world.
"""

import lzma
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from core.backup.databases import attached, misses_migrations, sqlite_file
from core.backup.rows import contents, stored_models

from .processes import BIN, ROOT

pytestmark = [pytest.mark.services, pytest.mark.timeout(600)]

RELEASED = sorted((ROOT / "tests" / "data" / "released").glob("*.sqlite3.xz"))
KEPT = (
    "organizations_organization",
    "organizations_user",
    "organizations_membership",
    "roadmaps_activity",
    "roadmaps_occurrence",
    "orders_order",
    "core_auditentry",
    "core_storedfile",
    "participants_person",
    "participants_consent",
    "pairing_pairing",
    "pairing_meeting",
)


def counts(database: Path) -> dict[str, int]:
    """Rows of the tables that are there."""
    with closing(sqlite3.connect(database)) as opened:
        there = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        return {
            table: opened.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0]  # noqa: S608 (our own names)
            for table in KEPT
            if table in there
        }


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.name.partition(".")[0])
def test_a_filled_database_comes_forward(released, tmp_path, settings, attachable):
    database = tmp_path / "db.sqlite3"
    database.write_bytes(lzma.decompress(released.read_bytes()))
    before = counts(database)
    assert before["roadmaps_activity"] > 900
    there = {"DATABASE_URL": f"sqlite:///{database}", "DATA_DIR": str(tmp_path), "SECRET_KEY": settings.SECRET_KEY}
    done = subprocess.run(
        [BIN / "python", "manage.py", "migrate", "--noinput", "-v", "0"],
        cwd=ROOT,
        env=os.environ | there,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")
    after = counts(database)
    assert {table: after[table] for table in before} == before
    with attached("released", sqlite_file(database)) as alias:
        assert not misses_migrations(alias)
        assert sum(contents(model, alias)[0] for model in stored_models()) >= sum(before.values())
