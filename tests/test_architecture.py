"""The house stays in order: who may import whom, migrations complete, README names every app."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
OURS = sorted(config.name for config in apps.get_app_configs() if (ROOT / config.name / "__init__.py").exists())


def test_imports_run_downwards_only():
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("app", OURS)
def test_every_app_says_what_it_is_for(app):
    package = ROOT / app / "__init__.py"
    assert package.read_text(encoding="utf-8").lstrip().startswith('"""')


@pytest.mark.parametrize("app", OURS)
def test_the_readme_names_every_app(app):
    assert f"`{app}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_nothing_is_left_open_in_the_code():
    for path in ROOT.glob("*/**/*.py"):
        if path.is_relative_to(ROOT / ".venv") or path.name == Path(__file__).name:
            continue
        text = path.read_text(encoding="utf-8")
        assert "TODO" not in text, path
        assert "FIXME" not in text, path
