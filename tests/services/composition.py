"""The command lines of docker-compose.yml."""

import shlex

import yaml

from .processes import ROOT

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def command_of(service: str) -> list[str]:
    return shlex.split(SERVICES[service]["command"])
