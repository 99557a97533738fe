"""Versions of a roadmap on its pages."""

from roadmaps.models import Activity, Roadmap
from roadmaps.services import versions

from ..factories import NOW, make_roadmap
from .pages import State, page, said, text_of
from .plans import drafted, submitted


def test_a_new_version_and_its_difference(as_role, world):
    first, client = make_roadmap(world.a1, state=State.APPROVED), as_role("curator")
    assert client.get(page("new_version", first.pk)).status_code == 200
    response = client.post(page("new_version", first.pk))
    second = Roadmap.objects.get(version=2)
    assert response.url == second.get_absolute_url()
    Activity.objects.filter(section__roadmap=second, number="1.1").update(title="Иначе <b>")
    body = text_of(client.get(page("diff", second.pk)))
    assert "<ins>Иначе &lt;b&gt;</ins>" in body
    assert said(client.post(page("new_version", first.pk)))
    assert Roadmap.objects.count() == 2


def test_versions_are_compared_either_way(as_role, world):
    first = make_roadmap(world.a1, state=State.APPROVED)
    versions.start_new_version(first, by=world.curator, at=NOW)
    client = as_role("curator")
    assert client.get(page("diff", first.pk, **{"with": 2})).status_code == 200
    assert client.get(page("diff", first.pk)).status_code == 200  # nothing before it
    for unknown in ("1", "77", "x", "9" * 30):
        assert client.get(page("diff", first.pk, **{"with": unknown})).status_code == 404


def test_a_draft_is_deleted_and_what_was_submitted_is_not(as_role, world):
    roadmap, client = drafted(world), as_role("curator")
    assert client.get(page("delete", roadmap.pk)).status_code == 200
    assert client.post(page("delete", roadmap.pk)).url == page("list")
    assert not Roadmap.objects.exists()
    kept = submitted(world)
    client.post(page("delete", kept.pk))
    assert Roadmap.objects.filter(pk=kept.pk).exists()


def test_everything_is_numbered_anew(as_role, world):
    roadmap = make_roadmap(world.a1)
    Activity.objects.update(number="?")
    as_role("curator").post(page("renumber", roadmap.pk))
    assert list(Activity.objects.values_list("number", flat=True)) == ["1.1", "1.2"]
