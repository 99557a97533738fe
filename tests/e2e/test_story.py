"""The life of a roadmap, as its people live it: written, submitted, returned, approved, carried out, looked over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from orders.models import Order
from roadmaps.models import Activity, Evidence, Occurrence, Roadmap

from ..factories import make_roadmap, make_world

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def draft(world) -> Roadmap:
    """A draft of school a1 whose period holds the real today: a browser cannot be told another date."""
    today = timezone.localdate()
    return make_roadmap(
        world.a1,
        activities=1,
        period_from=today - timedelta(days=60),
        period_to=today + timedelta(days=300),
    )


def test_from_the_curators_draft_to_the_methodologists_table(world, draft, visit):
    due = timezone.localdate() + timedelta(days=5)
    activity = Activity.objects.get()

    curator = visit(world.curator.email)
    curator.open(f"/roadmaps/activities/{activity.pk}/edit/")
    curator.page.fill("[name=deadline]", f"до {due:%d.%m.%Y}")
    curator.page.click("main form button[type=submit] >> nth=0")
    curator.page.wait_for_load_state()
    activity.refresh_from_db()
    assert activity.deadline == f"до {due:%d.%m.%Y}"
    curator.open(f"/roadmaps/{draft.pk}/submit/")
    curator.page.click("main form button[type=submit]")
    curator.page.wait_for_load_state()

    director = visit(world.director.email)
    director.open("/")
    director.page.get_by_role("link", name=draft.title).first.click()
    director.page.fill("textarea[name=remark]", "Добавьте ответственного")
    director.page.get_by_role("button", name="Вернуть").click()
    director.page.wait_for_load_state()
    draft.refresh_from_db()
    assert draft.state == Roadmap.State.RETURNED

    curator.open("/")
    assert "Добавьте ответственного" in curator.page.inner_text("main")
    curator.open(f"/roadmaps/{draft.pk}/submit/")
    curator.page.click("main form button[type=submit]")
    curator.page.wait_for_load_state()

    director.open(f"/roadmaps/{draft.pk}/review/")
    director.page.fill("[name=number]", "14-а")
    director.page.get_by_role("button", name="Утвердить").click()
    director.page.wait_for_load_state()
    draft.refresh_from_db()
    order = Order.objects.get()
    assert (draft.state, draft.order, order.number) == (Roadmap.State.APPROVED, order, "14-а")

    occurrence = Occurrence.objects.get()
    assert occurrence.due == due
    curator.open(f"/roadmaps/occurrences/{occurrence.pk}/done/")
    curator.page.set_input_files(
        "[name=uploads]", files=[{"name": "приказ.pdf", "mimeType": "application/pdf", "buffer": PDF}]
    )
    curator.page.click("main form button[type=submit]")
    curator.page.wait_for_load_state()
    occurrence.refresh_from_db()
    assert occurrence.state == Occurrence.State.DONE

    methodologist = visit(world.methodologist.email)
    methodologist.open("/roadmaps/execution/")
    row = methodologist.page.locator("tr", has_text="Школа № 1")
    assert "готово" in row.inner_text()
    methodologist.open(f"/roadmaps/activities/{activity.pk}/")
    assert "приказ.pdf" not in methodologist.page.content()
    assert Evidence.objects.get().file.name == "приказ.pdf"


def test_names_with_markup_are_shown_and_never_run(world, draft, visit):
    hostile = "<script>document.title='взломано'</script><b>Мероприятие</b>"
    Activity.objects.update(title=hostile)
    curator = visit(world.curator.email)
    curator.open(f"/roadmaps/{draft.pk}/")
    assert hostile in curator.page.inner_text("main")
    assert "взломано" not in curator.page.title()
