"""The pages of an order from the choice of its kind to the public check."""

import pytest
from django.urls import reverse

from core.conflicts import differences
from core.models import StoredFile
from orders.models import Order
from orders.services import draft_order, register_paper_order, send_to_sign, sign_draft

from ..factories import NOW
from .answers import ANSWERS, CURATOR, TEACHER

PASSWORD = "only-for-this-test"


@pytest.fixture
def order(world) -> Order:
    data = {
        **ANSWERS["appoint_curator"],
        "acquainted": [{"name": world.executor.get_full_name(), "position": "учитель"}],
    }
    return draft_order(organization=world.a1, kind="appoint_curator", data=data, by=world.curator, at=NOW)


@pytest.fixture
def waiting(world, order) -> Order:
    send_to_sign(order, by=world.curator, at=NOW)
    return order


@pytest.fixture
def director(world):
    world.director.set_password(PASSWORD)
    world.director.save()
    return world.director


def page(name: str, order: Order) -> str:
    return reverse(f"orders:{name}", args=[order.pk])


ANSWERED = {
    "curator_name": CURATOR["name"],
    "curator_position": CURATOR["position"],
    "start": "2026-09-01",
    "duties": "работа с базами\r\n\r\nконтроль встреч",
    "substitute_name": TEACHER["name"],
    "acts": ["r-145"],
    "manner": "instrumental",
    "purpose": "порядка",
    "acquainted": "Ткач Олег Иванович, учитель физики",
}


def test_a_kind_is_chosen(client, world):
    client.force_login(world.curator)
    content = client.get(reverse("orders:kinds")).content.decode()
    assert content.count('order-kind"') == 14


def test_the_answers_become_a_draft(client, world):
    client.force_login(world.curator)
    answer = client.post(reverse("orders:draft", args=["appoint_curator"]), ANSWERED)
    order = Order.objects.get()

    assert answer.status_code == 302 and answer.url == order.get_absolute_url()
    assert order.data["duties"] == ["работа с базами", "контроль встреч"]
    assert order.data["substitute"] == {"name": TEACHER["name"], "position": "", "sex": ""}
    assert "Иванову Марию Петровну" in client.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"curator_name": "Ким Саша"}, "curator_sex"),
        ({"end": "2026-08-01"}, "end"),
        ({"start": ""}, "start"),
        ({"acts": ["unknown"]}, "acts"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(client, world, answers, field):
    client.force_login(world.curator)
    answer = client.post(reverse("orders:draft", args=["appoint_curator"]), {**ANSWERED, **answers})
    assert answer.status_code == 200
    assert field in answer.context["form"].errors
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("row", "said"), [("Иванова;учитель;член;лишнее", "1"), (";учитель", "1"), ("А;Б\nВ;Г;Д;Е", "2")]
)
def test_rows_that_do_not_fit_the_table_are_named(client, world, row, said):
    client.force_login(world.curator)
    data = {"head_name": CURATOR["name"], "members": row, "tasks": "А", "manner": "instrumental"}
    answer = client.post(reverse("orders:draft", args=["working_group"]), data)
    assert said in str(answer.context["form"].errors["members"])


def test_rows_are_pasted_from_excel(client, world):
    client.force_login(world.curator)
    data = {"head_name": CURATOR["name"], "members": "Ткач О. И.\tучитель", "tasks": "А", "manner": "instrumental"}
    client.post(reverse("orders:draft", args=["working_group"]), data)
    assert Order.objects.get().tables[0]["rows"] == [["1", "Ткач О. И.", "учитель", ""]]


def test_an_unknown_kind_is_not_found(client, world):
    client.force_login(world.curator)
    assert client.get(reverse("orders:draft", args=["approve_roadmap"])).status_code == 404


def test_new_answers_write_the_text_anew(client, world, order):
    client.force_login(world.curator)
    assert CURATOR["name"] in client.get(page("data", order)).content.decode()
    client.post(page("data", order), {**ANSWERED, "seen": order.revision, "curator_name": TEACHER["name"]})
    order.refresh_from_db()
    assert "Ткача Олега Ивановича" in order.clauses[0]["text"]


def test_a_ready_made_text_has_no_answers_to_change(client, world):
    order = draft_order(
        organization=world.a1, kind="assign_pairs", title="О", clauses=["А."], by=world.curator, at=NOW
    )
    client.force_login(world.curator)
    assert client.get(page("data", order)).status_code == 404
    assert page("data", order) not in client.get(order.get_absolute_url()).content.decode()


def posted(order: Order, *lines: tuple[int, str], **more) -> dict:
    texts = {"clauses": [text for _level, text in lines], "clauses_level": [level for level, _text in lines]}
    return {"title": order.title, "preamble": "", "seen": order.revision, **texts, **more}


def test_the_text_is_saved_clause_by_clause(client, world, order):
    client.force_login(world.curator)
    client.post(page("text", order), posted(order, (1, "Первый."), (3, "Подпункт."), (1, " "), (1, "Второй.")))
    order.refresh_from_db()
    assert order.clauses == [
        {"text": "Первый.", "points": [{"text": "Подпункт.", "points": []}]},
        {"text": "Второй.", "points": []},
    ]


@pytest.mark.parametrize(
    ("move", "lines"),
    [
        ("up-1", ["2 Б", "1 А"]),
        ("down-0", ["2 Б", "1 А"]),
        ("out-1", ["1 А", "1 Б"]),
        ("in-1", ["1 А", "3 Б"]),
        ("remove-0", ["2 Б"]),
        ("add-1", ["1 А", "2 Б", "2 "]),
        ("up-0", ["1 А", "2 Б"]),
        ("down-9", ["1 А", "2 Б"]),
        ("dance-x", ["1 А", "2 Б"]),
    ],
)
def test_the_buttons_of_the_editor_move_without_saving(client, world, order, move, lines):
    client.force_login(world.curator)
    answer = client.post(page("text", order), posted(order, (1, "А"), (2, "Б"), move=move))
    data = answer.context["form"].data
    found = zip(data.getlist("clauses_level"), data.getlist("clauses"), strict=True)
    assert [f"{level} {text}" for level, text in found] == lines
    order.refresh_from_db()
    assert order.revision == 1


def test_the_preview_shows_what_is_typed_and_keeps_nothing(client, world, order):
    client.force_login(world.curator)
    content = client.post(page("preview", order), posted(order, (1, "<b>Новый</b> пункт."))).content.decode()
    assert "&lt;b&gt;Новый&lt;/b&gt; пункт." in content and "<html" not in content
    order.refresh_from_db()
    assert "Новый" not in str(order.clauses)


def test_a_stale_text_is_shown_beside_the_other(client, world, order):
    client.force_login(world.curator)
    client.post(page("text", order), posted(order, (1, "Чужой.")))
    answer = client.post(page("text", order), posted(order, (1, "Мой.")))
    order.refresh_from_db()
    found = {difference.field.name: difference[1:] for difference in differences(answer.context["form"], order)}
    assert found == {"clauses": ("1. Чужой.", "1. Мой.")}
    content = answer.content.decode()
    assert answer.status_code == 200 and "1. Чужой.</td>" in content and "1. Мой.</td>" in content
    assert order.clauses[0]["text"] == "Чужой."


def test_stale_answers_are_shown_beside_the_others(client, world, order):
    """And saving again is saving over them."""
    client.force_login(world.curator)
    mine = {**ANSWERED, "seen": order.revision, "curator_name": TEACHER["name"], "start": "2026-10-01"}
    client.post(page("data", order), {**ANSWERED, "seen": order.revision, "duties": "разбор встреч"})
    answer = client.post(page("data", order), mine)
    order.refresh_from_db()
    found = {difference.field.name: difference[1:] for difference in differences(answer.context["form"], order)}
    assert found["curator_name"] == (CURATOR["name"], TEACHER["name"])
    assert found["start"] == ("01.09.2026", "01.10.2026")
    assert found["duties"] == ("разбор встреч", "работа с базами\nконтроль встреч")
    assert found.keys() == {"curator_name", "start", "duties"}
    assert "01.10.2026" in answer.content.decode()
    client.post(page("data", order), {**mine, "seen": answer.context["form"]["seen"].value()})
    order.refresh_from_db()
    assert order.data["start"] == "2026-10-01"


def test_stale_names_are_shown_anew(client, world, order):
    client.force_login(world.curator)
    form = client.get(page("names", order)).context["form"]
    typed = dict.fromkeys(form.fields, "Кого-то") | {"seen": order.revision}
    client.post(page("text", order), posted(order, (1, "Чужой.")))
    answer = client.post(page("names", order), typed)
    assert answer.status_code == 200
    again = answer.context["form"]
    assert "Кого-то" not in {again[name].value() for name in again.fields}
    assert again["seen"].value() == str(order.revision + 1)


def test_names_are_shown_in_the_cases_of_the_text_and_corrected(client, world, order):
    client.force_login(world.curator)
    form = client.get(page("names", order)).context["form"]
    shown = {name: field.initial for name, field in form.fields.items() if name != "seen"}
    assert "Иванову Марию Петровну" in shown.values() and "заместителя директора по УВР" in shown.values()

    wrong = next(name for name, value in shown.items() if value == "Иванову Марию Петровну")
    client.post(page("names", order), {**shown, wrong: "Иванову Марью Петровну", "seen": 1})
    order.refresh_from_db()
    assert "Иванову Марью Петровну" in order.clauses[0]["text"]


def test_an_order_of_the_curator_is_sent_and_waits_at_the_directors_home(client, world, order):
    client.force_login(world.curator)
    client.post(page("send", order))
    client.force_login(world.director)
    assert page("review", order) in client.get("/").content.decode()


def test_the_director_signs_with_the_password(client, director, waiting):
    client.force_login(director)
    data = {"seen": waiting.revision, "signed_on": "2026-11-16", "number": "", "password": PASSWORD}
    answer = client.post(page("sign", waiting), data)
    waiting.refresh_from_db()
    assert answer.status_code == 302, answer.context["form"].errors
    assert (waiting.state, waiting.number) == ("signed", "1-од")
    assert client.session["account_authentication_methods"][-1]["reauthenticated"]


@pytest.mark.parametrize("password", ["", "wrong"])
def test_without_the_password_nothing_is_signed(client, director, waiting, password):
    client.force_login(director)
    data = {"seen": waiting.revision, "signed_on": "2026-11-16", "password": password}
    answer = client.post(page("sign", waiting), data)
    assert "password" in answer.context["sign_form"].errors
    waiting.refresh_from_db()
    assert waiting.state == "to_sign" and not StoredFile.objects.exists()


def test_wrong_passwords_are_limited(client, director, waiting, settings):
    client.force_login(director)
    data = {"seen": waiting.revision, "signed_on": "2026-11-16", "password": "wrong"}
    for _ in range(6):
        client.post(page("sign", waiting), data)
    client.post(page("sign", waiting), {**data, "password": PASSWORD})
    waiting.refresh_from_db()
    assert waiting.state == "to_sign"


def test_the_director_returns_it(client, director, world, waiting):
    client.force_login(director)
    client.post(page("return", waiting), {"seen": waiting.revision, "remark": "Поправьте срок"})
    client.force_login(world.curator)
    assert "Поправьте срок" in client.get(waiting.get_absolute_url()).content.decode()


def test_it_is_entered_as_signed_on_paper(client, director, waiting):
    client.force_login(director)
    client.post(
        page("sign_on_paper", waiting), {"seen": waiting.revision, "number": "17-а", "signed_on": "2026-11-16"}
    )
    waiting.refresh_from_db()
    assert (waiting.number, waiting.is_from_paper) == ("17-а", True)


@pytest.fixture
def signed(world, waiting) -> Order:
    return sign_draft(waiting, by=world.director, at=NOW)


def test_the_public_page_confirms_and_says_nothing_personal(client, signed):
    answer = client.get(reverse("orders:check", args=[signed.check_code]))
    content = answer.content.decode()
    assert answer.status_code == 200
    assert signed.number in content and signed.paper.sha256 in content and signed.organization.full_name in content
    for hidden in (signed.title, signed.signer_name, "Иванов", "Ткач"):
        assert hidden not in content


def test_a_forged_code_confirms_nothing(client, signed):
    answer = client.get(reverse("orders:check", args=[signed.check_code[:-1] + "!"]))
    assert answer.status_code == 404
    assert signed.number not in answer.content.decode()


def test_an_unsigned_order_has_no_public_page(client, waiting):
    assert waiting.check_code is None


def test_a_person_reads_and_says_so(client, world, signed):
    client.force_login(world.executor)
    assert page("acknowledge", signed) in client.get(signed.get_absolute_url()).content.decode()
    client.post(page("acknowledge", signed))
    assert page("acknowledge", signed) not in client.get(signed.get_absolute_url()).content.decode()


def test_a_line_is_marked_from_paper(client, world, signed):
    line = signed.acknowledgements.get()
    client.force_login(world.curator)
    client.post(reverse("orders:mark", args=[line.pk]), {"on": "2026-11-16"})
    line.refresh_from_db()
    assert line.on_paper


@pytest.mark.parametrize(("name", "kind"), [("paper_pdf", "pdf"), ("paper_docx", "word"), ("sheet", "pdf")])
def test_papers_are_downloaded(client, world, signed, name, kind):
    client.force_login(world.curator)
    answer = client.get(page(name, signed))
    assert kind in answer["Content-Type"] and answer["Content-Disposition"].startswith("attachment")


def test_an_order_from_paper_has_no_text_to_download(client, world):
    order = register_paper_order(
        organization=world.a1, number="3", signed_on=NOW.date(), title="О", by=world.curator, at=NOW
    )
    client.force_login(world.curator)
    assert client.get(page("paper_pdf", order)).status_code == 404
