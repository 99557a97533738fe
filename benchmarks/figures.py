"""The figures of a region as of any date: `python benchmarks/figures.py [SHARE | here]`. Aims: measures.md.

Writes the synthetic region (`make_region`) at SHARE of its full size (1: 1,500 institutions, 500,000 participants,
150,000 pairs, 2,000,000 meetings) into a throw-away database: a file of SQLite, or a new database beside the one that
DATABASE_URL names; with `here` the region that `make_region` has written into that database is taken. Prints one JSON
line: `sql` is one hand-written aggregate over the tables of pairs, `ours` all counts of all indicators over the facts,
both as of several dates, the best of five; `unchanged` is what a page pays when nothing changed since; `refresh`
counts one institution again. Seconds by the clock: the database does the work. The two must give the same numbers.
"""

import json
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parents[1]))
folder = tempfile.TemporaryDirectory(prefix="figures-")
os.environ |= {"SECRET_KEY": "for-this-benchmark-only", "DATA_DIR": folder.name, "LOG_LEVEL": "ERROR"}
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")

import django  # noqa: E402 - a script stands outside the project's packages

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from monitoring.models import Fact  # noqa: E402
from monitoring.region import Sizes, write_region  # noqa: E402
from monitoring.selectors.counts import Moment, counted  # noqa: E402
from monitoring.selectors.rules import rules_of  # noqa: E402
from monitoring.services.facts import catch_up, count_again  # noqa: E402
from organizations.models import Organization  # noqa: E402

DATES = (date(2022, 4, 1), date(2023, 1, 1), date(2024, 10, 1), date(2025, 7, 1), date(2026, 1, 1))
BY_HAND = """
    SELECT COUNT(DISTINCT p.id), COUNT(DISTINCT w.fingerprint)
    FROM pairing_pairing p
    JOIN orders_order o ON o.id = p.order_id AND o.state = 'signed' AND o.signed_on <= %(on)s
    JOIN participants_participation mr ON mr.id = p.mentor_id
    JOIN participants_consent mc ON mc.person_id = mr.person_id AND mc.kind = 'processing' AND mc.signed_on <= %(on)s
         AND (mc.withdrawn_on IS NULL OR mc.withdrawn_on > %(on)s)
    JOIN pairing_membership m ON m.pairing_id = p.id AND m.joined_on <= %(on)s
         AND (m.left_on IS NULL OR m.left_on > %(on)s)
    JOIN participants_participation me ON me.id = m.mentee_id
    JOIN participants_person w ON w.id = me.person_id
    JOIN participants_consent c ON c.person_id = w.id AND c.kind = 'processing' AND c.signed_on <= %(on)s
         AND (c.withdrawn_on IS NULL OR c.withdrawn_on > %(on)s)
    LEFT JOIN pairing_pairchange e ON e.pairing_id = p.id
    WHERE p.state = 'approved' AND p.starts_on <= %(on)s AND COALESCE(e.last_day, p.ends_on) >= %(on)s
"""


def timed(work):
    """(seconds of the best of five, the answer of the last)."""
    best = float("inf")
    for _turn in range(5):
        started = perf_counter()
        answer = work()
        best = min(best, perf_counter() - started)
    return best, answer


def by_hand(on: date) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, {"on": on})
        return cursor.fetchone()


def measure(region: Organization) -> dict:
    rules = rules_of(region)
    sql = ours = 0.0
    for on in DATES:
        one, (pairs, mentees) = timed(lambda on=on: by_hand(on))
        other, counts = timed(lambda on=on: counted(region.path, Moment(on), rules))
        assert (counts["pairs"], counts["mentees"]) == (pairs, mentees), (on, counts, pairs, mentees)
        sql, ours = sql + one, ours + other
    school = Organization.objects.institutions().first()
    catch_up(region, at=timezone.now(), most=None)
    unchanged, _rest = timed(lambda: catch_up(region, at=timezone.now()))
    refresh, _facts = timed(lambda: count_again([school], at=timezone.now()))
    return {
        "sql": round(sql / len(DATES), 4),
        "ours": round(ours / len(DATES), 4),
        "ratio": round(ours / sql, 2),
        "unchanged": round(unchanged, 4),
        "refresh": round(refresh, 4),
    }


def write(share: float) -> dict:
    sizes = Sizes(*(max(1, int(number * share)) for number in vars(Sizes()).values()))
    started, busy = perf_counter(), process_time()
    write_region(sizes, seed=1, say=lambda text: print(text, file=sys.stderr))
    written, worked = perf_counter() - started, process_time() - busy
    return {**vars(sizes), "written": round(written, 1), "written_cpu": round(worked, 1)}


def compare() -> dict:
    region = Organization.objects.get(slug="synthetic")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    load = round(os.getloadavg()[0], 1)
    return {"database": connection.vendor, "facts": Fact.objects.count(), **measure(region), "load": load}


def in_new_database(share: float) -> dict:
    connection.settings_dict["TEST"]["NAME"] = f"{folder.name}/region" if connection.vendor == "sqlite" else None
    name = settings.DATABASES["default"]["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        return {**write(share), **compare()}
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "1"
    print(json.dumps(compare() if wanted == "here" else in_new_database(float(wanted))))
