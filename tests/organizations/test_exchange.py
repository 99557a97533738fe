"""The list of organisations in and out as an Excel table, and the rest of the admin."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from core.models import AuditEntry
from organizations.models import Organization, User

from ..factories import PASSWORD

HEADERS = ["slug", "level", "kind", "parent", "short_name", "full_name", "founder", "place", "head_position"]
IMPORT, EXPORT = (reverse(f"admin:organizations_organization_{name}") for name in ("import", "export"))
PROCESS = reverse("admin:organizations_organization_process_import")


def table(*rows: list, name: str = "schools.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    for row in (HEADERS, *rows):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def row(slug: str, parent: str = "north", **cells) -> list:
    level = str(Organization.Level.INSTITUTION.label)
    values = {"slug": slug, "level": level, "kind": "school", "parent": parent, "short_name": f"Школа {slug}"}
    values |= {"full_name": f"Школа полностью {slug}", "head_position": "Директор"} | cells
    return [values.get(header, "") for header in HEADERS]


@pytest.fixture
def owner(client, world):
    user = User.objects.create_superuser("owner@example.org", PASSWORD, last_name="Хозяйкина", first_name="Ольга")
    client.force_login(user)
    return client


def preview(client, upload) -> dict:
    return client.post(IMPORT, {"import_file": upload, "format": "0", "resource": "0"}).context


def confirm(client, context) -> None:
    form = context["confirm_form"]
    client.post(PROCESS, {name: form.initial.get(name, "") for name in form.fields} | {"resource": "0"})


def test_a_preview_writes_nothing_and_the_confirmation_everything(owner, world):
    new = [row("c1", level="municipality", parent="region"), row("c2", parent="c1")]
    context = preview(owner, table(*new, row("a1", place="Абан")))
    assert [found.import_type for found in context["result"].rows] == ["new", "new", "update"]
    assert not Organization.objects.filter(slug="c1").exists()

    confirm(owner, context)

    created = Organization.objects.get(slug="c2")
    assert created.path == created.parent.path + created.own_path_step
    assert created.parent.parent == world.region
    assert created.changes.get().kind == "created"
    world.a1.refresh_from_db()
    assert world.a1.place == "Абан"
    verbs = AuditEntry.objects.filter(verb__startswith="organization.").values_list("verb", flat=True)
    assert sorted(verbs) == ["organization.changed", "organization.created", "organization.created"]


@pytest.mark.parametrize(
    "wrong",
    [
        row("c1", level="planet"),
        row("c1", kind=""),
        row("c1", parent=""),
        row("c1", parent="a1"),
        row("c1", parent="nowhere"),
        row("c1", short_name=""),
        row("c1", full_name="x" * 501),
        row("Школа 1"),
        row("a1", parent="south"),
        row("a1", level="municipality", parent="region"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_offered(owner, world, wrong):
    context = preview(owner, table(wrong))
    assert context["result"].has_errors() or context["result"].has_validation_errors()
    assert "confirm_form" not in context
    assert Organization.objects.count() == 7


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("schools.xlsx", b"not a table"),
        SimpleUploadedFile("schools.xlsx", b""),
        SimpleUploadedFile("schools.csv", b"slug,level"),
        SimpleUploadedFile("schools.xlsx", b"PK\x05\x06" + b"\0" * 18),
    ],
)
def test_what_is_no_table_is_refused(owner, upload):
    context = preview(owner, upload)
    assert context["form"].errors["import_file"]


def test_the_table_comes_out_and_its_formulas_are_dead(owner, world):
    Organization.objects.filter(pk=world.a1.pk).update(place="=1+1")
    response = owner.post(
        EXPORT, {"format": "0", "resource": "0"} | {f"organizationresource_{h}": "on" for h in HEADERS}
    )
    rows = list(load_workbook(BytesIO(response.content)).active.values)
    assert list(rows[0]) == HEADERS
    assert [line[0] for line in rows[1:]] == ["region", "north", "a1", "a2", "south", "b1", "b2"]
    assert "=1+1" not in [cell for line in rows for cell in line]


@pytest.mark.parametrize("role", ["administrator", "curator"])
def test_the_admin_is_the_owners(as_role, role):
    assert as_role(role).get(IMPORT).status_code == 302


@pytest.mark.parametrize("model", ["organization", "user", "membership", "invitation", "organizationchange"])
def test_the_admin_lists_are_read_only(owner, world, model):
    assert owner.get(reverse(f"admin:organizations_{model}_changelist")).status_code == 200
    assert owner.get(reverse(f"admin:organizations_{model}_add")).status_code == 403
    assert owner.get(reverse("admin:core_auditentry_changelist")).status_code == 200


def test_the_owner_forbids_sign_in_except_to_the_last_administrator(owner, world):
    url = reverse("admin:organizations_user_changelist")
    chosen = [world.curator.pk, world.administrator.pk]
    owner.post(url, {"action": "forbid_sign_in", "_selected_action": chosen})
    assert not User.objects.get(pk=world.curator.pk).is_active
    assert User.objects.get(pk=world.administrator.pk).is_active
    owner.post(url, {"action": "allow_sign_in", "_selected_action": chosen})
    assert User.objects.get(pk=world.curator.pk).is_active
