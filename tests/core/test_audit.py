"""The audit trail speaks Russian: whatever a service records has been put into words."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

from core.audit import verb_labels

RECORDED = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_]+)"')


def test_every_recorded_verb_is_in_words():
    own = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    recorded = {
        verb for folder in own for source in folder.rglob("*.py") for verb in RECORDED.findall(source.read_text())
    }
    assert len(recorded) > 20
    assert recorded <= verb_labels().keys()
