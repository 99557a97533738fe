"""The command lines of docker-compose.yml and of the image, and their processes as compose keeps them."""

import json
import os
import re
import shlex
import signal
from contextlib import ExitStack, suppress
from pathlib import Path

import yaml

from .processes import ROOT, kill_group, running

SERVICES = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]


def command_of(service: str) -> list[str]:
    return shlex.split(SERVICES[service]["command"])


def command_of_image(port: int) -> list[str]:
    found = re.findall(r"^CMD (\[.*?\])$", (ROOT / "Dockerfile").read_text().replace("\\\n", ""), re.MULTILINE)
    return [f"127.0.0.1:{port}" if part == "0.0.0.0:8000" else part for part in json.loads(found[-1])]


class Kept(ExitStack):
    """A service that is started again whenever it ends. As in its container, nothing outlives its first process."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path):
        super().__init__()
        self._started = command, environment, log
        self._start()

    def _start(self) -> None:
        self._process = self.enter_context(running(*self._started))
        self.callback(kill_group, self._process)

    def kill(self) -> None:
        kill_group(self._process)
        self._process.wait()
        self._start()

    def kill_child(self) -> None:
        """One of the processes that do the work, if they have begun; the first one starts another in its place."""
        for child in self._children()[:1]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def _children(self) -> list[int]:
        pid = self._process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
