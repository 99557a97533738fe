"""A region at work: `script/services .venv/bin/python benchmarks/load.py --users 200 --seconds 600`.

Writes a synthetic region into the database that DATABASE_URL names (an empty one: `script/services` gives it, with a
Redis), lets curators and methodologists sign in, starts gunicorn and a worker as `script/server` does, and has locust
be all of them at once: they read their lists, confirm meetings, save figures, order reports and take them away. One
more person reads the same tables in Django admin. Prints one JSON line: by page the requests, the errors and the
milliseconds by the clock within which one half and nineteen of twenty were answered. Ends with 1 after an error.

locust brings thirty packages that nothing else here needs, so it has an environment of its own, whose program
LOCUST names:  python -m venv var/locust && var/locust/bin/pip install -r benchmarks/requirements.txt
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
PORT = 8199
SITE = f"http://127.0.0.1:{PORT}"
GUNICORN = ["gunicorn", "crowd.site", "--bind", f"127.0.0.1:{PORT}", "--worker-class", "gthread", "--workers", "2",
            "--threads", "4", "--preload", "--no-control-socket", "--log-level", "warning"]  # fmt: skip
CELERY = ["celery", "--quiet", "-A", "mentorship", "worker", "--pool", "threads", "--concurrency", "2",
          "--without-mingle", "--without-gossip", "--loglevel", "WARNING"]  # fmt: skip
SIZES = {"institutions": 220, "participants": 66_000, "pairs": 20_000, "meetings": 260_000}
SPAWNED_A_SECOND = 5


def main() -> None:
    options = arguments()
    if not os.environ.get("DATABASE_URL"):
        sys.exit("Run it under script/services, which gives it a PostgreSQL and a Redis.")
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        os.environ |= {
            "DATA_DIR": folder, "SECRET_KEY": "for-this-benchmark-only", "DEBUG": "false", "HTTPS": "false",
            "SITE_URL": SITE, "LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "mentorship.settings",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'benchmarks'}", "CROWD": f"{folder}/crowd.json",
        }  # fmt: skip
        prepare(options)
        for command in (GUNICORN, CELERY):
            running.enter_context(started(command))
        wait_for_site()
        pages = run_crowd(options, Path(folder))
    load = round(os.getloadavg()[0], 1)
    print(json.dumps({**vars(options), "cores": os.cpu_count(), "load": load, "pages": pages}, ensure_ascii=False))
    sys.exit(any(page["errors"] for page in pages.values()))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A region at work.")
    parser.add_argument("--users", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--written", action="store_true", help="make_region has been run on this database")
    for name, usual in SIZES.items():
        parser.add_argument(f"--{name}", type=int, default=usual)
    return parser.parse_args()


def prepare(options: argparse.Namespace) -> None:
    """The tables, the static files, the region, the crowd: by the product's own commands."""
    sizes = [f"--{name}={getattr(options, name)}" for name in SIZES]
    region = [] if options.written else [["make_region", "--force", *sizes]]
    for command in (["migrate"], ["collectstatic", "--noinput"], *region):
        subprocess.run([sys.executable, "manage.py", *command, "-v", "0"], cwd=ROOT, check=True, stdout=sys.stderr)
    subprocess.run([sys.executable, "-m", "crowd.people", str(options.users)], cwd=ROOT, check=True, stdout=sys.stderr)


@contextmanager
def started(command: list[str]):
    """A program of this environment, until the crowd has gone."""
    process = subprocess.Popen([Path(sys.executable).parent / command[0], *command[1:]], cwd=ROOT, stdout=sys.stderr)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def wait_for_site() -> None:
    for _tenth in range(600):
        try:
            urllib.request.urlopen(f"{SITE}/healthz")
            return
        except urllib.error.URLError:
            time.sleep(0.1)
    sys.exit("gunicorn does not answer; its own message is above.")


def run_crowd(options: argparse.Namespace, folder: Path) -> dict[str, dict[str, int]]:
    """By page what locust has measured."""
    command = [os.environ.get("LOCUST", "locust"), "-f", str(ROOT / "benchmarks/crowd/scenario.py"), "--headless",
               "--host", SITE, "--users", str(options.users + 1), "--spawn-rate", str(SPAWNED_A_SECOND),
               "--run-time", f"{options.seconds}s", "--csv", str(folder / "told"), "--only-summary"]  # fmt: skip
    subprocess.run(command, check=False, stdout=sys.stderr)  # ends with 1 when a page was refused: said by the figures
    with (folder / "told_stats.csv").open() as file:
        return {row["Name"]: figures(row) for row in csv.DictReader(file)}


def figures(row: dict[str, str]) -> dict[str, int]:
    return {
        "requests": int(row["Request Count"]),
        "errors": int(row["Failure Count"]),
        "p50": int(row["50%"]),
        "p95": int(row["95%"]),
    }


if __name__ == "__main__":
    main()
