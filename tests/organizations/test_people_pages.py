"""The list of roles, invitations in the browser, one's own role and profile, the audit trail."""

import pytest
from django.urls import reverse

from core.audit import record
from core.models import AuditEntry
from core.templatetags.audit import changes_in_words
from organizations.middleware import ACTING_KEY
from organizations.models import Invitation, Membership, Organization, Role

from ..factories import NOW, TODAY, make_member

PEOPLE, INVITE = reverse("organizations:people"), reverse("organizations:invite")
INVITATIONS, AUDIT = reverse("organizations:invitations"), reverse("organizations:audit")
SWITCH, PROFILE = reverse("organizations:switch"), reverse("organizations:profile")


def emails(response) -> set[str]:
    return {row.record.user.email for row in response.context["table"].rows}


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("curator", {"curator", "director", "executor"}),
        ("methodologist", {"curator", "director", "executor", "methodologist", "head"}),
    ],
)
def test_people_are_those_of_the_scope(as_role, world, role, seen):
    assert emails(as_role(role).get(PEOPLE)) == {world.people[name].email for name in seen}
    assert world.stranger.email not in as_role(role).get(PEOPLE).content.decode()


def test_people_are_found_by_words_and_role(as_role, world):
    client = as_role("administrator")
    world.executor.last_name = "Ежова-Ёлкина"
    world.executor.save()
    assert emails(client.get(PEOPLE, {"q": "ёжова мария"})) == {world.executor.email}
    assert emails(client.get(PEOPLE, {"role": "methodologist"})) == {world.methodologist.email}


def test_ended_roles_are_shown_when_asked_for(as_role, world):
    Membership.objects.filter(user=world.executor).update(ended_on=TODAY)
    client = as_role("director")
    assert world.executor.email not in emails(client.get(PEOPLE))
    assert emails(client.get(PEOPLE, {"state": "ended"})) == {world.executor.email}


def test_the_list_of_people_asks_as_many_queries_for_many_as_for_few(as_role, world, django_assert_num_queries):
    client = as_role("director")
    client.get(PEOPLE)
    with django_assert_num_queries(9) as few:
        client.get(PEOPLE)
    for number in range(15):
        make_member(Role.EXECUTOR, world.a1, f"more{number}@example.org")
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(PEOPLE)


def test_a_director_ends_a_role_in_the_own_school(as_role, world):
    membership = world.executor.memberships.get()
    url = reverse("organizations:membership_end", args=[membership.pk])
    client = as_role("director")
    assert client.get(url).status_code == 200
    assert client.post(url, {"ended_on": "2026-11-01"}).url == PEOPLE
    membership.refresh_from_db()
    assert membership.ended_on


def test_a_director_does_not_end_their_own_role(as_role, world):
    url = reverse("organizations:membership_end", args=[world.director.memberships.get().pk])
    assert as_role("director").post(url, {"ended_on": "2026-11-01"}).status_code == 403


@pytest.mark.parametrize(
    ("role", "places", "roles"),
    [
        ("curator", ["a1"], ["executor"]),
        ("director", ["a1"], ["", "curator", "executor"]),
        ("methodologist", ["a1", "a2"], ["", "curator", "director"]),
    ],
)
def test_the_form_offers_what_the_person_may_give(as_role, world, role, places, roles):
    form = as_role(role).get(INVITE).context["form"]
    assert [place.slug for place in form.fields["organization"].queryset] == places
    assert [code for code, _label in form.fields["role"].choices] == roles


def send(client, organization, role="executor", email="nova@example.org", **fields):
    return client.post(INVITE, {"organization": organization, "role": role, "email": email} | fields)


def test_an_invitation_is_written_and_a_worker_woken(as_role, world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        response = send(as_role("curator"), world.a1.pk)
    assert response.url == INVITATIONS
    assert Invitation.objects.get().organization == world.a1
    assert len(callbacks) == 1


@pytest.mark.parametrize(
    ("role", "organization", "offered"),
    [
        ("curator", "a1", "director"),
        ("curator", "b1", "executor"),
        ("director", "a1", "director"),
        ("methodologist", "north", "methodologist"),
        ("methodologist", "b1", "curator"),
        ("administrator", "a1", "methodologist"),
        ("administrator", "a1", "administrator"),
    ],
)
def test_nobody_gives_a_role_they_may_not(as_role, world, role, organization, offered):
    response = send(as_role(role), getattr(world, organization).pk, offered)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Invitation.objects.exists()


def test_the_whole_system_must_be_chosen_and_is_not_the_default(as_role):
    client = as_role("administrator")
    assert send(client, "", "administrator").context["form"].errors["organization"]
    assert send(client, "whole", "curator").context["form"].errors["role"]
    assert send(client, "whole", "administrator").status_code == 302
    assert Invitation.objects.get().organization is None


@pytest.mark.parametrize("organization", ["whole", "x", "9" * 30, "\x00", "-1"])
def test_junk_for_an_organisation_is_refused(as_role, organization):
    assert send(as_role("director"), organization).context["form"].errors["organization"]


@pytest.mark.parametrize("organization", ["x", "9" * 5000, "0", "-1", "²"])
def test_junk_in_the_address_of_the_form_is_harmless(as_role, organization):
    assert as_role("director").get(INVITE, {"organization": organization}).status_code == 200


def test_a_role_above_the_tree_is_seen_only_from_there(as_role, world):
    send(as_role("administrator"), "whole", "administrator", "boss@example.org")
    assert "boss@example.org" in as_role("administrator").get(INVITATIONS).content.decode()
    regional = make_member(Role.ADMINISTRATOR, world.region, "regional@example.org")
    client = as_role("administrator")
    client.force_login(regional)
    assert "boss@example.org" not in client.get(INVITATIONS).content.decode()
    pk = Invitation.objects.get().pk
    assert client.post(reverse("organizations:invitation_revoke", args=[pk])).status_code == 404


def test_an_invitation_is_repeated_and_revoked_in_the_list(as_role, world):
    client = as_role("director")
    send(client, world.a1.pk)
    pk = Invitation.objects.get().pk
    for name in ("invitation_resend", "invitation_revoke"):
        url = reverse(f"organizations:{name}", args=[pk])
        assert url in client.get(INVITATIONS).content.decode()
        assert client.get(url).status_code == 200
        assert client.post(url).url == INVITATIONS
    assert Invitation.objects.get().revoked_at
    assert client.post(url).url == INVITATIONS  # a second click is told, not broken
    assert "nova@example.org" not in client.get(INVITATIONS).context["table"].as_html(
        client.get(INVITATIONS).wsgi_request
    )


def test_a_curator_does_not_revoke_the_invitation_of_a_director(as_role, world):
    invitation = Invitation.objects.create(
        organization=world.a1, role=Role.DIRECTOR, email="d@example.org", created_at=NOW, expires_at=NOW
    )
    url = reverse("organizations:invitation_revoke", args=[invitation.pk])
    assert as_role("curator").post(url).status_code == 403


def test_a_person_acts_in_the_role_they_choose(as_role, world):
    second = Membership.objects.create(
        user=world.curator, organization=world.north, role=Role.METHODOLOGIST, since=TODAY
    )
    client = as_role("curator")
    assert client.get(PEOPLE).context["acting"].organization == world.a1
    assert client.post(SWITCH, {"membership": second.pk}).url == reverse("home")
    assert client.get(PEOPLE).context["acting"] == second
    second.ended_on = TODAY
    second.save()
    assert client.get(PEOPLE).context["acting"].organization == world.a1  # changed rights take effect at once


@pytest.mark.parametrize("junk", ["", "x", "9" * 5000, "0", "²"])
def test_nobody_acts_in_a_role_that_is_not_there(as_role, junk):
    assert as_role("curator").post(SWITCH, {"membership": junk}).status_code == 404


def test_nobody_acts_in_another_persons_role_nor_in_an_ended_one(as_role, world):
    client = as_role("curator")
    assert client.post(SWITCH, {"membership": world.director.memberships.get().pk}).status_code == 404
    ended = Membership.objects.create(
        user=world.curator, organization=world.a2, role=Role.CURATOR, since=TODAY, ended_on=TODAY
    )
    assert client.post(SWITCH, {"membership": ended.pk}).status_code == 404
    assert ACTING_KEY not in client.session


def test_a_person_corrects_their_own_name(as_role, world):
    client = as_role("executor")
    names = {"last_name": "Новикова", "first_name": "Анна", "patronymic": "", "phone": "+7 900 000-00-00"}
    assert client.post(PROFILE, names).url == PROFILE
    world.executor.refresh_from_db()
    assert str(world.executor) == "Новикова Анна"
    assert client.post(PROFILE, names | {"last_name": ""}).context["form"].errors


def test_somebody_without_a_role_has_a_profile_and_nothing_else(as_role):
    client = as_role("nobody")
    assert client.get(PROFILE).status_code == 200
    for url in (PEOPLE, INVITE, INVITATIONS, AUDIT):
        assert client.get(url).status_code == 403


@pytest.fixture
def trail(world):
    for organization in (world.a1, world.b1, world.north, world.region):
        record("organization.changed", organization, by=world.curator, at=NOW, scope=organization.path)
    record("engine.started", world.a1, by=None, at=NOW, scope=world.a1.path, changes={"kind": ["school", "college"]})


@pytest.mark.parametrize(("role", "seen"), [("director", 2), ("head", 1), ("administrator", 5)])
def test_the_trail_is_that_of_the_own_place(as_role, trail, role, seen):
    """The head of a municipality reads its own trail, not that of the schools, where children are named."""
    assert len(as_role(role).get(AUDIT).context["table"].rows) == seen


def test_the_trail_is_filtered(as_role, world, trail):
    client = as_role("administrator")

    def found(**asked):
        return len(client.get(AUDIT, asked).context["table"].rows)

    assert found(verb="engine.started") == 1
    assert found(who="CURATOR") == 4
    assert found(subject="лицей") == 1
    assert found(since="2026-11-17") == found(until="2026-11-15") == 0
    assert found(since="2026-11-16", until="2026-11-16") == 5
    assert found(since="2026-13-45", verb="x") == 5


def test_the_trail_speaks_in_words(as_role, world, trail):
    """A verb and a value that the apps have put into words are said so, an unknown verb as it is."""
    response = as_role("director").get(AUDIT)
    cells = [row.get_cell("verb") for row in response.context["table"].rows]
    assert "engine.started" in cells
    assert "organization.changed" not in cells
    entry = AuditEntry.objects.get(verb="engine.started")
    entry.changes |= {"closed_on": [None, "2026-11-16"], "require_second_factor": [False, True], "gone": 5}
    said = {str(change["label"]): (change["before"], change["after"]) for change in changes_in_words(entry)}
    kind = Organization.Kind
    fields = {name: str(Organization._meta.get_field(name).verbose_name) for name in ("kind", "closed_on")}
    assert said[fields["kind"]] == (kind.SCHOOL.label, kind.COLLEGE.label)
    assert said[fields["closed_on"]] == ("", "16.11.2026")
    assert said["gone"] == ("", "5")
