"""The tree changes shape: every exit of every service, paths, history, audit."""

from datetime import date, timedelta

import pytest

from core.audit import record
from core.files import store_bytes
from core.models import AuditEntry, StoredFile
from core.revisions import StaleRevision
from organizations.models import Invitation, Membership, Organization, OrganizationChange
from organizations.services import tree
from organizations.services.invitations import invite_person
from organizations.services.tree import Decision, TreeRefused

from ..factories import NOW, TODAY, make_roadmap

DECISION = Decision(TODAY, "Постановление № 15 от 01.11.2026")


def unsaved(parent: Organization | None, **fields) -> Organization:
    values = {"level": "institution", "kind": "school", "full_name": "Школа № 9", "short_name": "СОШ № 9"} | fields
    return Organization(parent=parent, **values)


@pytest.fixture
def by_admin(world):
    return {"by": world.administrator, "at": NOW}


def test_a_new_institution_stands_below_its_municipality(world, by_admin):
    created = tree.create_organization(unsaved(world.north), DECISION, **by_admin)
    created.refresh_from_db()
    assert created.path == world.north.path + created.own_path_step
    assert created.slug == f"org-{created.pk}"
    change = created.changes.get()
    assert (change.kind, change.on, change.ground) == ("created", TODAY, DECISION.ground)
    entry = AuditEntry.objects.get(verb="organization.created")
    assert (entry.subject_id, entry.scope, entry.actor_name) == (str(created.pk), created.path, str(by_admin["by"]))


def test_an_institution_may_belong_to_the_region_itself(world, by_admin):
    created = tree.create_organization(unsaved(world.region, kind="college"), DECISION, **by_admin)
    assert created.path.startswith(world.region.path)


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        ("region", "region"),
        ("municipality", None),
        ("municipality", "north"),
        ("municipality", "a1"),
        ("institution", None),
        ("institution", "a1"),
    ],
)
def test_levels_stand_in_their_order(world, by_admin, level, parent):
    with pytest.raises(TreeRefused):
        tree.create_organization(unsaved(parent and getattr(world, parent), level=level), DECISION, **by_admin)
    assert not Organization.objects.filter(full_name="Школа № 9").exists()


def test_nothing_is_put_below_a_closed_organisation(world, by_admin):
    Organization.objects.filter(pk=world.north.pk).update(closed_on=TODAY)
    with pytest.raises(TreeRefused):
        tree.create_organization(unsaved(world.north), DECISION, **by_admin)


@pytest.mark.parametrize("on", [TODAY + timedelta(days=1), date(26, 11, 16)])
def test_impossible_dates_are_refused(world, by_admin, on):
    with pytest.raises(TreeRefused):
        tree.create_organization(unsaved(world.north), Decision(on), **by_admin)


def test_the_same_organisation_is_not_added_twice(world, by_admin):
    tree.create_organization(unsaved(world.north), DECISION, **by_admin)
    with pytest.raises(TreeRefused):
        tree.create_organization(unsaved(world.north), DECISION, **by_admin)
    tree.create_organization(unsaved(world.south), DECISION, **by_admin)  # elsewhere the name may repeat


def test_a_corrected_slip_is_audited_but_is_no_history(world, by_admin):
    world.a1.full_name = "Школа № 1 имени Пушкина"
    tree.edit_organization(world.a1, seen=1, renamed=None, **by_admin)
    assert not world.a1.changes.exists()
    entry = AuditEntry.objects.get(verb="organization.changed")
    assert entry.changes == {"full_name": ["Организация a1", "Школа № 1 имени Пушкина"]}


def test_a_new_name_is_history(world, by_admin):
    world.a1.full_name = "Лицей № 1"
    tree.edit_organization(world.a1, seen=1, renamed=DECISION, **by_admin)
    change = world.a1.changes.get()
    assert (change.kind, change.before, change.after) == ("renamed", "Организация a1", "Лицей № 1")


def test_a_renaming_without_a_new_name_is_refused(world, by_admin):
    with pytest.raises(TreeRefused):
        tree.edit_organization(world.a1, seen=1, renamed=DECISION, **by_admin)


def test_saving_without_a_change_writes_nothing(world, by_admin):
    tree.edit_organization(world.a1, seen=1, renamed=None, **by_admin)
    world.a1.refresh_from_db()
    assert world.a1.revision == 1
    assert not AuditEntry.objects.exists()


def test_a_stale_form_does_not_overwrite(world, by_admin):
    theirs, mine = Organization.objects.get(pk=world.a1.pk), world.a1
    theirs.place = "пгт. Абан"
    tree.edit_organization(theirs, seen=1, renamed=None, **by_admin)
    mine.founder = "Управление образования"
    with pytest.raises(StaleRevision) as conflict:
        tree.edit_organization(mine, seen=1, renamed=None, **by_admin)
    assert conflict.value.current.place == "пгт. Абан"
    assert not Organization.objects.get(pk=world.a1.pk).founder


def test_a_renaming_does_not_make_two_of_one_name(world, by_admin):
    world.a1.full_name = world.a2.full_name
    with pytest.raises(TreeRefused):
        tree.edit_organization(world.a1, seen=1, renamed=None, **by_admin)


def test_a_closed_organisation_is_not_edited(world, by_admin):
    tree.close_organization(world.a1, DECISION, **by_admin)
    world.a1.place = "Абан"
    with pytest.raises(TreeRefused):
        tree.edit_organization(world.a1, seen=2, renamed=None, **by_admin)


def test_a_moved_institution_takes_its_papers_along(world, by_admin):
    """The new municipality sees the roadmap, the file and the trail; the old one no longer does."""
    roadmap = make_roadmap(world.a1)
    stored = store_bytes(b"x", name="x.txt", content_type="text/plain", scope=world.a1.path, by=None, at=NOW)
    record("roadmap.created", roadmap, by=None, at=NOW, scope=world.a1.path)
    beside = store_bytes(b"y", name="y.txt", content_type="text/plain", scope=world.a2.path, by=None, at=NOW)

    tree.move_organization(world.a1, DECISION, parent=world.south, **by_admin)

    world.a1.refresh_from_db()
    assert world.a1.parent == world.south
    assert world.a1.path == world.south.path + world.a1.own_path_step
    old = Membership.objects.get(user=world.methodologist)
    assert not type(roadmap).objects.within(old.scope_path).exists()
    for model in (type(roadmap), StoredFile, AuditEntry):
        assert model.objects.within(world.south.path).exists()
    assert StoredFile.objects.get(pk=stored.pk).scope == world.a1.path
    assert StoredFile.objects.get(pk=beside.pk).scope == world.a2.path
    change = world.a1.changes.get()
    assert (change.kind, change.before, change.after) == ("moved", world.north.short_name, world.south.short_name)


def test_a_moved_municipality_takes_its_institutions_along(world, by_admin):
    other = tree.create_organization(
        unsaved(None, level="region", kind="authority", full_name="Южный край"), DECISION, **by_admin
    )
    tree.move_organization(world.north, DECISION, parent=other, **by_admin)
    moved = Organization.objects.within(other.path).exclude(pk=other.pk)
    assert set(moved) == {world.north, world.a1, world.a2}
    for organization in moved:
        assert organization.path == organization.parent.path + organization.own_path_step


@pytest.mark.parametrize(
    ("moved", "parent"),
    [("a1", "a2"), ("a1", "a1"), ("north", "a1"), ("north", "south"), ("region", "north"), ("a1", "north")],
)
def test_no_cycles_no_wrong_levels_no_move_to_the_same_place(world, by_admin, moved, parent):
    before = dict(Organization.objects.values_list("pk", "path"))
    with pytest.raises(TreeRefused):
        tree.move_organization(getattr(world, moved), DECISION, parent=getattr(world, parent), **by_admin)
    assert dict(Organization.objects.values_list("pk", "path")) == before
    assert not OrganizationChange.objects.exists()


def test_nothing_happens_before_the_organisation_existed(world, by_admin):
    created = tree.create_organization(unsaved(world.north), DECISION, **by_admin)
    with pytest.raises(TreeRefused):
        tree.move_organization(created, Decision(TODAY - timedelta(days=1)), parent=world.south, **by_admin)


def test_a_merged_institution_closes_and_its_successor_sees_its_papers(world, by_admin):
    make_roadmap(world.a1)
    invite_person(Invitation(email="x@example.org", role="curator", organization=world.a1), **by_admin)

    tree.merge_organization(world.a1, DECISION, successor=world.b1, **by_admin)

    merged = Organization.objects.get(pk=world.a1.pk)
    assert (merged.closed_on, merged.successor, merged.parent) == (TODAY, world.b1, world.b1)
    assert merged.path == world.b1.path + merged.own_path_step
    assert merged.roadmaps.visible_to(world.stranger).exists()
    assert not world.curator.memberships.current().exists()
    assert Invitation.objects.get().revoked_at == NOW
    assert list(merged.changes.values_list("kind", "after")) == [("merged", world.b1.short_name)]
    assert list(world.b1.changes.values_list("kind", "after")) == [("absorbed", merged.short_name)]


def test_what_stood_below_a_merged_municipality_comes_to_its_successor(world, by_admin):
    tree.merge_organization(world.north, DECISION, successor=world.south, **by_admin)
    world.a1.refresh_from_db()
    assert world.a1.is_open
    assert world.a1.parent == world.south
    assert world.a1.path == world.south.path + world.a1.own_path_step
    assert world.a1.changes.get().kind == "moved"


def test_a_chain_of_mergers_stays_flat(world, by_admin):
    """Who was absorbed before comes to hang at the last successor, so that paths never grow without end."""
    tree.merge_organization(world.a1, DECISION, successor=world.a2, **by_admin)
    tree.merge_organization(world.a2, DECISION, successor=world.b1, **by_admin)
    first = Organization.objects.get(pk=world.a1.pk)
    assert first.successor == world.a2
    assert first.path == world.b1.path + first.own_path_step


@pytest.mark.parametrize(("merged", "successor"), [("a1", "a1"), ("a1", "north"), ("region", "region")])
def test_only_equals_merge(world, by_admin, merged, successor):
    with pytest.raises(TreeRefused):
        tree.merge_organization(getattr(world, merged), DECISION, successor=getattr(world, successor), **by_admin)


def test_regions_do_not_merge(world, by_admin):
    other = tree.create_organization(
        unsaved(None, level="region", kind="authority", full_name="Южный край"), DECISION, **by_admin
    )
    with pytest.raises(TreeRefused):
        tree.merge_organization(world.region, DECISION, successor=other, **by_admin)


def test_nothing_is_merged_twice_nor_into_what_is_closed(world, by_admin):
    tree.merge_organization(world.a1, DECISION, successor=world.a2, **by_admin)
    for merged, successor in ((world.a1, world.a2), (world.a2, world.a1)):
        with pytest.raises(TreeRefused):
            tree.merge_organization(merged, DECISION, successor=successor, **by_admin)


def test_closing_keeps_the_row_and_ends_acting_in_it(world, by_admin):
    tree.close_organization(world.a1, DECISION, **by_admin)
    world.a1.refresh_from_db()
    assert world.a1.closed_on == TODAY
    assert world.curator.memberships.exists()
    assert not world.curator.memberships.current().exists()
    with pytest.raises(TreeRefused):
        tree.close_organization(world.a1, DECISION, **by_admin)


def test_a_municipality_with_working_institutions_does_not_close(world, by_admin):
    with pytest.raises(TreeRefused):
        tree.close_organization(world.north, DECISION, **by_admin)


def test_a_closed_organisation_opens_again_with_its_people(world, by_admin):
    tree.close_organization(world.a1, DECISION, **by_admin)
    tree.reopen_organization(world.a1, DECISION, **by_admin)
    world.a1.refresh_from_db()
    assert world.a1.is_open
    assert world.curator.memberships.current().exists()
    assert list(world.a1.changes.values_list("kind", flat=True)) == ["closed", "reopened"]


def test_an_open_organisation_does_not_open(world, by_admin):
    with pytest.raises(TreeRefused):
        tree.reopen_organization(world.a1, DECISION, **by_admin)


def test_it_does_not_open_before_it_closed(world, by_admin):
    tree.close_organization(world.a1, DECISION, **by_admin)
    with pytest.raises(TreeRefused):
        tree.reopen_organization(world.a1, Decision(TODAY - timedelta(days=1)), **by_admin)


def test_a_merged_organisation_that_opens_leaves_its_successor(world, by_admin):
    make_roadmap(world.a1)
    tree.merge_organization(world.a1, DECISION, successor=world.b1, **by_admin)
    tree.reopen_organization(world.a1, DECISION, **by_admin)
    opened = Organization.objects.get(pk=world.a1.pk)
    assert (opened.successor, opened.parent, opened.is_open) == (None, world.south, True)
    assert not opened.roadmaps.visible_to(world.stranger).exists()
    assert opened.roadmaps.exists()


def test_it_does_not_open_below_a_closed_municipality(world, by_admin):
    for organization in (world.a1, world.a2, world.north):
        tree.close_organization(organization, DECISION, **by_admin)
    with pytest.raises(TreeRefused):
        tree.reopen_organization(world.a1, DECISION, **by_admin)
