"""The next version, copies, adoption, and what may be thrown away."""

import uuid
from datetime import date

import pytest

from roadmaps.models import Activity, Roadmap
from roadmaps.selectors.plan import with_plan
from roadmaps.selectors.versions import models_for, previous_version, versions_of
from roadmaps.services import approval, versions
from roadmaps.services.copying import copy_roadmap
from roadmaps.services.versions import VersionRefused

from ..factories import NOW, make_roadmap
from .plans import approved, draft_of, drafted, submitted


def uids(roadmap: Roadmap) -> list:
    return list(Activity.objects.filter(section__roadmap=roadmap).values_list("uid", flat=True))


def test_the_next_version_is_a_draft_of_the_same_rows(world):
    first = approved(world)
    second = versions.start_new_version(first, by=world.curator, at=NOW)
    assert (second.version, second.chain, second.state) == (2, first.chain, Roadmap.State.DRAFT)
    assert uids(second) == uids(first)
    assert second.order is None
    assert not second.stamps.filter(kind="approved_by_order").exists()
    assert draft_of(second).sections == draft_of(first).sections
    assert Roadmap.objects.get(pk=first.pk).state == Roadmap.State.APPROVED


@pytest.mark.parametrize("state", [state for state in Roadmap.State if state != Roadmap.State.APPROVED])
def test_only_an_approved_roadmap_has_a_next_version(world, state):
    with pytest.raises(VersionRefused):
        versions.start_new_version(make_roadmap(world.a1, state=state), by=world.curator, at=NOW)


def test_one_version_is_in_work_at_a_time(world):
    first = make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    versions.start_new_version(first, by=world.curator, at=NOW)
    with pytest.raises(VersionRefused):
        versions.start_new_version(first, by=world.curator, at=NOW)
    assert Roadmap.objects.count() == 2


def test_versions_are_listed_latest_first_and_compared_with_the_approved_one(world):
    first = make_roadmap(world.a1, state=Roadmap.State.APPROVED)
    second = versions.start_new_version(first, by=world.curator, at=NOW)
    assert list(versions_of(first)) == [second, first]
    assert previous_version(second) == first
    assert previous_version(first) is None


def test_a_draft_is_thrown_away(world):
    versions.delete_draft(drafted(world), by=world.curator, at=NOW)
    assert not Roadmap.objects.exists()


def test_a_draft_that_was_made_into_another_can_still_be_thrown_away(world):
    source = drafted(world)
    copied(source, world.a1, world.curator)
    versions.delete_draft(source, by=world.curator, at=NOW)
    assert Roadmap.objects.count() == 1


def test_what_was_ever_submitted_is_kept(world):
    roadmap = submitted(world)
    with pytest.raises(VersionRefused):
        versions.delete_draft(roadmap, by=world.curator, at=NOW)
    approval.withdraw_roadmap(roadmap, by=world.curator, at=NOW)
    with pytest.raises(VersionRefused):
        versions.delete_draft(roadmap, by=world.curator, at=NOW)
    assert Roadmap.objects.exists()


def copied(source: Roadmap, organization, by, *, years: int = 1, chain: uuid.UUID | None = None) -> Roadmap:
    return copy_roadmap(
        with_plan(Roadmap.objects.filter(pk=source.pk)).get(),
        organization=organization,
        years=years,
        title="Дорожная карта на следующий год",
        track="students",
        period_from=date(2027, 9, 1),
        period_to=date(2028, 8, 31),
        chain=chain or uuid.uuid4(),
        by=by,
        at=NOW,
    )


def test_a_copy_for_the_next_period(world):
    source = make_roadmap(world.a1, state=Roadmap.State.ARCHIVED)
    copy = copied(source, world.a1, world.curator)
    assert (copy.adopted_from, copy.version, copy.state) == (source, 1, Roadmap.State.DRAFT)
    assert copy.chain != source.chain
    assert Activity.objects.filter(section__roadmap=copy, deadline="до 15.04.2028").count() == 2


def test_a_copy_sent_twice_is_one(world):
    source, chain = make_roadmap(world.a1), uuid.uuid4()
    assert copied(source, world.a1, world.curator, chain=chain) == copied(source, world.a1, world.curator, chain=chain)
    assert Roadmap.objects.count() == 2


def test_a_school_adopts_the_municipal_roadmap(world):
    model = make_roadmap(world.north, state=Roadmap.State.APPROVED)
    adopted = copied(model, world.a1, world.curator, years=0)
    assert (adopted.organization, adopted.adopted_from, adopted.level) == (world.a1, model, "institution")
    assert uids(adopted) == uids(model)


def test_what_a_new_roadmap_can_be_made_of(world):
    own = make_roadmap(world.a1)
    make_roadmap(world.a1, state=Roadmap.State.ARCHIVED)
    model = make_roadmap(world.north, state=Roadmap.State.APPROVED)
    make_roadmap(world.region)  # not approved yet
    make_roadmap(world.a2, state=Roadmap.State.APPROVED)  # a neighbour's
    make_roadmap(world.south, state=Roadmap.State.APPROVED)  # of another municipality
    assert models_for(world.curator) == ([own], [model])
