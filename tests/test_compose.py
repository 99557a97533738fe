"""docker-compose.yml as data: there is no Docker where the tests run, so its mistakes are looked for here."""

import re
from pathlib import Path

import pytest
import yaml

from mentorship import celery

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
WORKERS = ("worker", "worker-reports")
OURS = ("web", *WORKERS, "beat", "migrate", "backups")
NAME = re.compile(r"(?<!\$)\$\{([A-Z_]+)(:\?|:-)?")


def test_the_services_are_those_the_product_needs():
    assert set(SERVICES) == {*OURS, "postgres", "redis"}


def test_only_the_site_is_published_and_only_to_this_server():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    assert SERVICES["web"]["ports"] == ["${BIND:-127.0.0.1}:${PORT:-8000}:8000"]


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_every_service_comes_back_after_a_restart_of_the_server(name):
    assert SERVICES[name]["restart"] == ("no" if name == "migrate" else "unless-stopped")


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"web", "migrate"}))
def test_every_service_says_whether_it_is_healthy(name):
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD-SHELL"


def test_the_health_check_of_the_site_is_the_image_s_own():
    assert "healthcheck" not in SERVICES["web"]
    assert "/healthz" in (ROOT / "Dockerfile").read_text()


@pytest.mark.parametrize("name", OURS)
def test_our_processes_can_change_nothing_but_their_data(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["volumes"] == ["data:/data"] + ["backups:/backups"] * (name == "backups")
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.mark.parametrize("name", sorted(set(OURS) - {"migrate"}))
def test_nothing_of_ours_starts_before_the_tables_are_there(name):
    assert SERVICES[name]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_every_queue_has_one_service_of_workers():
    consumed = [re.search(r"--queues (\S+)", SERVICES[name]["command"])[1].split(",") for name in WORKERS]
    assert sorted(queue for queues in consumed for queue in queues) == sorted(celery.QUEUES)


@pytest.mark.parametrize("name", WORKERS)
def test_the_health_check_asks_the_worker_by_its_own_name(name):
    own = re.search(r"--hostname (\w+)@%h", SERVICES[name]["command"])[1]
    assert f"--destination {own}@$$HOSTNAME" in SERVICES[name]["healthcheck"]["test"][1]


def test_every_named_volume_is_declared_and_used():
    mounted = {
        mount.split(":")[0]
        for service in SERVICES.values()
        for mount in service.get("volumes", [])
        if not mount.startswith(".")
    }
    assert mounted == set(COMPOSE["volumes"])


def test_no_secret_has_a_value_here():
    required = ("SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD", "BACKUP_PASSPHRASE", "EMAIL_URL", "SITE_URL")
    for secret in required:
        assert {operator for name, operator in NAME.findall(TEXT) if name == secret} == {":?"}, secret


def test_every_setting_is_described_in_the_example():
    described = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    used = {name for name, _operator in NAME.findall(TEXT)}
    read = set(re.findall(r"""env\.\w+\(\s*"([A-Z_]+)\"""", (ROOT / "mentorship" / "settings.py").read_text()))
    assert (used - {"VERSION"} | read) - described == set()


def test_the_image_does_not_run_as_root_and_holds_no_secrets():
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (.+)$", dockerfile, re.MULTILINE) == ["mentorship"]
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert "*" in ignored
    assert not {"!.env", "!var", "!.git"} & set(ignored)


def test_the_image_contains_every_app():
    allowed = set((ROOT / ".dockerignore").read_text().split())
    apps = {path.parent.name for path in ROOT.glob("*/apps.py")} | {"mentorship"}
    assert {f"!{app}" for app in apps} <= allowed
