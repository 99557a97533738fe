"""Counts of target groups: the trail tells which group was counted, never how many."""

from core.models import AuditEntry
from participants.services.settings import count_groups

from ..factories import NOW, TODAY


def test_the_trail_holds_no_number(world):
    for learners in (731, 732):
        count_groups({"orphans": learners}, organization=world.a1, on=TODAY, by=world.curator, at=NOW)
    entries = AuditEntry.objects.filter(verb="target_group.counted")
    assert entries.count() == 2
    assert not [entry for entry in entries if "73" in f"{entry.subject_label}{entry.changes}"]
    assert entries[0].subject_label
