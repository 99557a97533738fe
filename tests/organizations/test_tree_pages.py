"""The list, the card and the forms of organisations, as a browser sees them."""

import pytest
from django.urls import reverse

from organizations.models import Organization
from organizations.selectors import natural_key, tree_rows

from ..factories import make_member, make_organization

LIST = reverse("organizations:list")


def url(name: str, organization: Organization) -> str:
    return reverse(f"organizations:{name}", args=[organization.pk])


def shown(response) -> list[str]:
    return [row.organization.slug for row in response.context["table"].data.data]


def entered(world, **fields) -> dict:
    values = {"level": "institution", "parent": world.north.pk, "kind": "school", "slug": "", "on": "2026-09-01"}
    names = {"short_name": "СОШ № 9", "full_name": "Школа № 9", "head_position": "Директор"}
    return values | names | fields


def edited(organization: Organization, **fields) -> dict:
    names = ("kind", "slug", "full_name", "short_name", "founder", "place", "head_position")
    return {name: getattr(organization, name) for name in names} | {"seen": organization.revision} | fields


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("administrator", ["region", "north", "a1", "a2", "south", "b2", "b1"]),
        ("coordinator", ["region", "north", "a1", "a2", "south", "b2", "b1"]),
        ("methodologist", ["north", "a1", "a2"]),
        ("director", ["a1"]),
    ],
)
def test_the_list_is_the_tree_below_the_person(as_role, role, expected):
    assert shown(as_role(role).get(LIST)) == expected


def test_a_search_keeps_what_stands_above_and_ignores_case(as_role):
    response = as_role("administrator").get(LIST, {"q": "ГИМНАЗИЯ"})
    assert shown(response) == ["region", "south", "b2"]
    assert [row.is_context for row in response.context["table"].data.data] == [True, True, False]
    assert response.context["counts"] == [("institution", 1)]


def test_closed_organisations_are_shown_when_asked_for(as_role, world):
    Organization.objects.filter(pk=world.a2.pk).update(closed_on="2026-09-01")
    client = as_role("methodologist")
    assert shown(client.get(LIST)) == ["north", "a1"]
    assert shown(client.get(LIST, {"state": "closed"})) == ["north", "a2"]
    assert shown(client.get(LIST, {"state": "all"})) == ["north", "a1", "a2"]


def test_names_are_sorted_as_people_count():
    names = ["Школа № 10", "Школа № 9", "школа № 1", "Лицей", "1", ""]
    assert sorted(names, key=natural_key) == ["", "1", "Лицей", "школа № 1", "Школа № 9", "Школа № 10"]


def test_the_tree_counts_institutions_and_people(world):
    rows = {row.organization: row for row in tree_rows(world.coordinator, Organization.objects.all())}
    assert (rows[world.region].institutions, rows[world.north].institutions, rows[world.a1].members) == (4, 2, 3)
    assert [rows[one].depth for one in (world.region, world.north, world.a1)] == [0, 1, 2]


def test_the_list_asks_as_many_queries_for_many_as_for_few(as_role, world, django_assert_num_queries):
    client = as_role("administrator")
    client.get(LIST)
    with django_assert_num_queries(10) as few:
        client.get(LIST)
    for number in range(20):
        make_organization(f"more-{number}", world.south)
    with django_assert_num_queries(len(few.captured_queries)):
        client.get(LIST)


def test_htmx_gets_only_the_rows(as_role):
    response = as_role("administrator").get(LIST, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "Северный край" in response.content.decode()


@pytest.mark.parametrize(
    "junk", [{"page": "999"}, {"page": "x"}, {"sort": "path"}, {"level": "%00"}, {"q": "[(*\\"}, {"kind": "?"}]
)
def test_junk_in_the_address_shows_a_list(as_role, junk):
    assert as_role("administrator").get(LIST, junk).status_code == 200


def test_the_card_shows_people_children_and_history(as_role, world):
    response = as_role("administrator").get(url("detail", world.north))
    page = response.content.decode()
    assert str(world.methodologist) in page
    assert world.a1.short_name in page
    assert url("edit", world.north) in page


def test_a_curator_sees_the_card_without_buttons(as_role, world):
    page = as_role("curator").get(url("detail", world.a1)).content.decode()
    assert world.director.email in page
    for name in ("edit", "move", "merge", "close"):
        assert url(name, world.a1) not in page


def test_an_executor_sees_no_addresses_of_colleagues(as_role, world):
    page = as_role("executor").get(url("detail", world.a1)).content.decode()
    assert world.director.email not in page


def test_the_successor_of_a_closed_one_is_named(as_role, world):
    Organization.objects.filter(pk=world.a1.pk).update(closed_on="2026-09-01", successor=world.a2)
    page = as_role("administrator").get(url("detail", world.a1)).content.decode()
    assert world.a2.short_name in page
    assert url("reopen", world.a1) in page
    assert url("edit", world.a1) not in page


def test_a_methodologist_adds_a_school_below_their_municipality(as_role, world):
    client = as_role("methodologist")
    form = client.get(reverse("organizations:create")).context["form"]
    assert [level for level, _label in form.fields["level"].choices] == ["institution"]
    response = client.post(reverse("organizations:create"), entered(world))
    created = Organization.objects.get(full_name="Школа № 9")
    assert response.url == created.get_absolute_url()
    assert created.parent == world.north


@pytest.mark.parametrize(
    ("level", "whom"), [("region", "координатор"), ("municipality", "методист"), ("institution", "руководител")]
)
def test_whoever_adds_an_organisation_is_told_whom_to_invite(as_role, world, level, whom):
    parent = {"region": None, "municipality": world.region, "institution": world.north}[level]
    data = entered(world, level=level, parent=parent.pk if parent else "", kind="authority")
    page = as_role("administrator").post(reverse("organizations:create"), data, follow=True).content.decode()
    assert page.count("Пригласите") + page.count("пригласите") == 2
    assert all(whom in words[:50] for words in page.lower().split("пригласите")[1:])


@pytest.mark.parametrize("fields", [{"parent": "south"}, {"level": "municipality", "parent": "region"}])
def test_a_methodologist_adds_nothing_elsewhere(as_role, world, fields):
    data = entered(world, **fields | {"parent": getattr(world, fields["parent"]).pk})
    assert as_role("methodologist").post(reverse("organizations:create"), data).status_code == 200
    assert not Organization.objects.filter(full_name="Школа № 9").exists()


def test_the_page_of_a_municipality_offers_a_place_in_it(as_role, world):
    form = as_role("administrator").get(reverse("organizations:create"), {"parent": world.north.pk}).context["form"]
    assert (form.initial["parent"], form.initial["level"]) == (world.north, "institution")


@pytest.mark.parametrize(
    "junk",
    [
        {"on": "2026-02-30"}, {"on": "9999-12-31"}, {"parent": "x"}, {"parent": "9" * 30}, {"parent": ""},
        {"level": "planet"}, {"level": "region"}, {"slug": "Школа"}, {"slug": "a1"}, {"short_name": "\x00"},
        {"full_name": "x" * 501},
    ],
)  # fmt: skip
def test_bad_input_is_said_in_the_form(as_role, world, junk):
    response = as_role("administrator").post(reverse("organizations:create"), entered(world, **junk))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Organization.objects.filter(full_name="Школа № 9").exists()


def test_a_name_with_markup_is_text(as_role, world):
    client = as_role("administrator")
    client.post(reverse("organizations:create"), entered(world, short_name="<script>alert(1)</script>"))
    page = client.get(LIST).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_stale_form_shows_both_and_then_saves(as_role, world):
    client = as_role("director")
    mine = edited(world.a1, place="Абан")
    client.post(url("edit", world.a1), edited(world.a1, founder="Управление образования"))
    response = client.post(url("edit", world.a1), mine)
    assert response.status_code == 200
    assert response.context["current"].founder == "Управление образования"
    assert response.context["form"]["seen"].value() == "2"
    assert client.post(url("edit", world.a1), mine | {"seen": 2}).status_code == 302
    world.a1.refresh_from_db()
    assert world.a1.place == "Абан"


def test_the_clock_of_an_organisation_is_chosen_among_those_of_russia(as_role, world):
    client = as_role("director")
    client.post(url("edit", world.a1), edited(world.a1, time_zone="Asia/Krasnoyarsk"))
    assert "Красноярск (МСК+4)" in client.get(url("detail", world.a1)).content.decode()
    refused = client.post(url("edit", world.a1), edited(world.a1, time_zone="Europe/Paris", seen=2))
    assert "time_zone" in refused.context["form"].errors
    client.post(url("edit", world.a1), edited(world.a1, time_zone="", seen=2))
    world.a1.refresh_from_db()
    assert world.a1.time_zone == ""


def test_a_refused_form_does_not_rename_the_page(as_role, world):
    response = as_role("director").post(url("edit", world.a1), edited(world.a1, short_name="", place="x"))
    assert world.a1.short_name in response.content.decode()


@pytest.mark.parametrize(
    ("role", "locked"), [("director", {"slug"}), ("methodologist", {"slug", "require_second_factor"})]
)
def test_some_fields_are_the_administrators(as_role, world, role, locked):
    client = as_role(role)
    fields = set(client.get(url("edit", world.a1)).context["form"].fields)
    assert not fields & locked
    client.post(url("edit", world.a1), edited(world.a1, slug="stolen", require_second_factor="on", place="Абан"))
    world.a1.refresh_from_db()
    assert (world.a1.slug, world.a1.place) == ("a1", "Абан")
    assert world.a1.require_second_factor == (role == "director")


def test_an_administrator_moves_merges_closes_and_opens(as_role, world):
    client = as_role("administrator")
    day = {"on": "2026-11-01", "ground": "Приказ № 1"}
    assert client.post(url("move", world.a1), day | {"parent": world.south.pk}).status_code == 302
    assert client.post(url("merge", world.a1), day | {"successor": world.b1.pk}).status_code == 302
    assert client.post(url("close", world.a2), day).status_code == 302
    assert client.post(url("reopen", world.a2), day).status_code == 302
    world.a1.refresh_from_db()
    world.a2.refresh_from_db()
    assert (world.a1.successor, world.a2.is_open) == (world.b1, True)


def test_a_refusal_is_said_on_the_page_and_changes_nothing(as_role, world):
    response = as_role("administrator").post(url("close", world.north), {"on": "2026-11-01"})
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()
    world.north.refresh_from_db()
    assert world.north.is_open


def test_a_regional_administrator_moves_only_within_the_region(client, world):
    other = make_organization("other", None)
    client.force_login(make_member("administrator", world.region, "regional@example.org"))
    response = client.post(url("move", world.north), {"on": "2026-11-01", "parent": other.pk})
    assert response.context["form"].errors["parent"]
    assert client.get(url("detail", other)).status_code == 404
