"""The head of a roadmap and its stamps."""

import pytest

from roadmaps.models import Roadmap

from ..factories import make_roadmap
from .pages import STAMPS, new_roadmap, page, text_of
from .plans import drafted


def head(roadmap: Roadmap, **changes) -> dict:
    return {**new_roadmap(), "title": roadmap.title, "seen": str(roadmap.revision), **STAMPS, **changes}


def test_the_head_with_a_new_stamp(as_role, world):
    roadmap = make_roadmap(world.a1)
    stamp = {"stamps-0-kind": "agreed", "stamps-0-who": "Педагогический совет", "stamps-0-date": "2026-08-30"}
    response = as_role("curator").post(page("edit", roadmap.pk), head(roadmap, title="Иначе", **stamp))
    assert response.status_code == 302
    roadmap.refresh_from_db()
    assert roadmap.title == "Иначе"
    assert roadmap.stamps.get().who == "Педагогический совет"


def test_a_stamp_is_removed(as_role, world):
    roadmap = drafted(world)
    kept = {
        "stamps-TOTAL_FORMS": "1",
        "stamps-INITIAL_FORMS": "1",
        "stamps-0-kind": "agreed",
        "stamps-0-side": "right",
    }
    client = as_role("curator")
    client.post(page("edit", roadmap.pk), head(roadmap, **kept))
    assert roadmap.stamps.count() == 1
    roadmap.refresh_from_db()
    client.post(page("edit", roadmap.pk), head(roadmap, **kept, **{"stamps-0-DELETE": "on"}))
    assert roadmap.stamps.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"stamps-0-kind": "blessed"},
        {"stamps-0-who": "без вида"},
        {"stamps-0-kind": "agreed", "stamps-0-date": "32.13.2026"},
        {"stamps-TOTAL_FORMS": "x"},
        {"stamps-TOTAL_FORMS": "5000"},
    ],
)
def test_a_stamp_that_cannot_be(as_role, world, wrong):
    roadmap = make_roadmap(world.a1)
    response = as_role("curator").post(page("edit", roadmap.pk), head(roadmap, title="Иначе", **wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert Roadmap.objects.get().title != "Иначе"


def test_a_stale_head_shows_the_other_change(as_role, world):
    roadmap = make_roadmap(world.a1)
    Roadmap.objects.update(title="Как написал другой", revision=2)
    client = as_role("curator")
    response = client.post(page("edit", roadmap.pk), head(roadmap, title="Как написал я"))
    body = text_of(response)
    assert "Как написал другой" in body
    assert "Как написал я" in body
    assert Roadmap.objects.get().title == "Как написал другой"
    again = head(roadmap, title="Как написал я", seen=response.context["form"]["seen"].value())
    assert client.post(page("edit", roadmap.pk), again).status_code == 302
    assert Roadmap.objects.get().title == "Как написал я"
