"""A new institution from an empty database to its first quarter handed in, as the guide tells it.

The part «new-institution» of mentorship/guide, step by step. One window a person. Everything is done
by the words that stand on the pages; the only command is the first invitation.
"""

import io
import re
from datetime import timedelta

import openpyxl
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from monitoring.models import Submission
from organizations.models import Invitation, Organization
from pairing.models import Meeting, Pairing
from participants.models import Participation
from roadmaps.models import Roadmap

from .conftest import Visitor

TODAY = timezone.localdate()
SCHOOL = "Школа № 7"
PASSWORD = "Ромашка-и-клевер-2026"  # as people choose them: the page refuses what is common
DOCUMENT = """№\tМероприятие\tСрок\tОтветственный\tРезультат
Раздел 1. Подготовка
1.1\tРазработка положения о наставничестве\tдо {day}\tКуратор\tПоложение
1.2\tФормирование базы наставников\tдо {day}\tКуратор\tБаза наставников
"""
MENTEES = (
    ("ФИО наставляемого", "Дата рождения", "Класс", "Контактные данные представителя", "Форма наставничества"),
    ("Зайцева Дарья Олеговна", f"14.03.{TODAY.year - 13}", "8 «А»", "Зайцева Ольга Петровна", "педагог - ученик"),
)
MENTORS = (
    ("ФИО наставника", "Дата рождения", "Должность", "Основные компетенции", "Форма наставничества"),
    ("Кузнецова Татьяна Львовна", "11.05.1979", "учитель", "биология", "педагог - ученик"),
)


def test_from_the_first_invitation_to_the_first_quarter(transactional_db, visit, capsys):
    call_command("invite_administrator", "admin@school7.example")
    admin = accept(visit(), capsys.readouterr().out.strip(), "Петрова")
    make_tree(admin)
    above = accept(visit(), invite(admin, "Заречный район", "муниципальный методист", "metod"), "Соколова")
    director = accept(visit(), invite(admin, f"{SCHOOL} (Заречный район)", "руководитель", "director"), "Лебедева")
    curator = accept(visit(), invite(admin, f"{SCHOOL} (Заречный район)", "куратор", "curator"), "Орлова")
    assert steps_left(curator) == 7

    name_the_operator(curator)
    bring_a_roadmap(curator)
    approve(director)
    for role, rows in (("people", MENTEES), ("people/mentors", MENTORS)):
        bring_a_bank(curator, role, rows)
    collect_consents(curator)
    assert steps_left(curator) == 3

    form_pairs(curator)
    sign(director)
    hold_a_meeting(curator)
    open_quarter(above)
    fill_in(curator)
    hand_in(director)
    assert steps_left(curator) == steps_left(director) == 0
    accept_answer(above)


def accept(visitor: Visitor, address: str, surname: str) -> Visitor:
    visitor.open(address[address.index("/organizations/") :])
    names = {"last_name": surname, "first_name": "Анна", "patronymic": "Сергеевна"}
    for name, value in (names | {"password": PASSWORD, "repeated": PASSWORD}).items():
        visitor.page.fill(f"[name={name}]", value)
    press(visitor, "Создать учётную запись")
    expect(visitor.page).to_have_url(visitor.base + "/")
    return visitor


def steps_left(visitor: Visitor) -> int:
    visitor.open("/")
    return visitor.page.locator(".first-steps .status", has_text="не начато").count()


def make_tree(admin: Visitor) -> None:
    for level, parent, name in (
        ("region", "", "Минобр области"),
        ("municipality", "Минобр области", "Заречный район"),
        ("institution", "Заречный район", SCHOOL),
    ):
        admin.open("/organizations/tree/")
        link(admin, "Добавить организацию")
        admin.page.select_option("[name=level]", level)
        if parent:
            admin.page.select_option("[name=parent]", label=parent)
        admin.page.select_option("[name=kind]", "school" if level == "institution" else "authority")
        admin.page.fill("[name=short_name]", name)
        admin.page.fill("[name=full_name]", f"Учреждение «{name}»")
        press(admin, "Добавить")
    assert Organization.objects.count() == 3


def invite(admin: Visitor, organization: str, role: str, name: str) -> str:
    """The address that stands in the letter."""
    admin.open("/organizations/people/")
    link(admin, "Пригласить")
    admin.page.select_option("[name=organization]", label=organization)
    admin.page.select_option("[name=role]", label=role)
    admin.page.fill("[name=email]", f"{name}@school7.example")
    press(admin, "Отправить приглашение")
    return reverse("organizations:accept", args=[Invitation.objects.latest("pk").token])


def name_the_operator(curator: Visitor) -> None:
    link(curator, "Заполните реквизиты учреждения")
    curator.page.fill("[name=operator_address]", "с. Заречное, ул. Школьная, д. 1")
    curator.page.fill("[name=operator_inn]", "1234567894")
    curator.page.fill("[name=operator_ogrn]", "1234567890127")
    press(curator, "Сохранить", "Сохранено")


def bring_a_roadmap(curator: Visitor) -> None:
    curator.open("/")
    link(curator, "Утвердите дорожную карту")
    link(curator, "Новая дорожная карта")
    link(curator, "Дорожная карта из документа")
    curator.page.fill("[name=pasted]", DOCUMENT.format(day=f"{TODAY + timedelta(days=20):%d.%m.%Y}"))
    press(curator, "Загрузить и прочитать")
    curator.page.fill("[name=title]", f"Дорожная карта, {SCHOOL}")
    curator.page.fill("[name=period_from]", TODAY.isoformat())
    curator.page.fill("[name=period_to]", (TODAY + timedelta(days=300)).isoformat())
    curator.page.select_option("[name=track]", "students")
    press(curator, "Всё верно, к строкам")
    link(curator, "К проверке")
    press(curator, "Создать черновик")
    link(curator, "Отправить на утверждение")
    press(curator, "Отправить на утверждение", "Директор получил уведомление")


def approve(director: Visitor) -> None:
    director.open("/")
    link(director, "Посмотреть и решить")
    press(director, "Утвердить", "приказ подписан и зарегистрирован")
    assert Roadmap.objects.get().state == Roadmap.State.APPROVED


def bring_a_bank(curator: Visitor, path: str, rows: tuple[tuple[str, ...], ...]) -> None:
    curator.open(f"/{path}/")
    link(curator, "Загрузить из Excel")
    book, written = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(written)
    file = {"name": "база.xlsx", "mimeType": "application/octet-stream", "buffer": written.getvalue()}
    curator.page.set_input_files("main form input[type=file]", file)
    press(curator, "Загрузить и проверить")
    curator.page.locator("main").get_by_role("link", name=re.compile("^Принять 1")).click()
    press(curator, "Принять", "Записано в базу")
    curator.open(f"/{path}/")
    curator.page.check("[data-tick-all=pk]")
    press(curator, "Отметить анкеты заполненными")
    press(curator, "Отметить анкеты заполненными", "Отмечена 1 анкета")


def collect_consents(curator: Visitor) -> None:
    curator.open("/people/consents/missing/")
    curator.page.check("[data-tick-all=pk]")
    press(curator, "Отметить подписанными")
    for box in curator.page.locator("[name=processing], [name=participation], [name=mentor_duty]").all():
        box.check()
    press(curator, "Отметить подписанными", "Внесено")


def form_pairs(curator: Visitor) -> None:
    curator.open("/pairs/")
    link(curator, "Подобрать пары")
    press(curator, "Подобрать пары")
    expect(curator.page.locator("main")).to_contain_text("Кузнецова Татьяна Львовна")
    link(curator, "Проверено")
    press(curator, "Проверено")
    link(curator, "Создать пары для приказа")
    press(curator, "Создать пары")
    curator.page.check("[data-tick-all=pk]")
    press(curator, "Приказ о закреплении")
    link(curator, "Составить проект приказа")
    press(curator, "Составить проект приказа")
    link(curator, "Направить на подпись")
    press(curator, "Направить на подпись", "Приказ ждёт подписи директора")


def sign(director: Visitor) -> None:
    director.open("/")
    link(director, "Посмотреть и решить")
    director.page.fill("form[action$='/sign/'] [name=password]", PASSWORD)
    press(director, "Подписать", "Приказ подписан и зарегистрирован")
    assert Pairing.objects.active(TODAY).count() == 1
    assert Participation.objects.count() == 2


def hold_a_meeting(curator: Visitor) -> None:
    curator.open(Pairing.objects.get().get_absolute_url())
    curator.page.locator(".quick-entry > summary").click()
    press(curator, "Сохранить", "Встреча внесена")
    assert Meeting.objects.held().count() == 1


def open_quarter(above: Visitor) -> None:
    above.open("/monitoring/")
    link(above, "Новый период")
    press(above, "Открыть период", "Период открыт")


def fill_in(curator: Visitor) -> None:
    curator.open("/")
    link(curator, "Рассчитать показатели")
    press(curator, "Рассчитать показатели")
    link(curator, "Заполнить показатели")
    numbers, reasons = (curator.page.locator(f"input[name^={name}_]") for name in ("numerator", "reason"))
    for place in range(numbers.count()):
        if not numbers.nth(place).input_value():
            numbers.nth(place).fill("0")
            reasons.nth(place).fill("По журналу куратора")
    press(curator, "Сохранить", "Показатели сохранены")
    link(curator, "Направить на подпись")
    press(curator, "Отправить руководителю", "Руководитель получил уведомление")


def hand_in(director: Visitor) -> None:
    director.open("/")
    link(director, "Посмотреть и решить")
    link(director, "Подписать и сдать")
    director.page.fill("[name=password]", PASSWORD)
    press(director, "Подписать и сдать", "Показатели подписаны и сданы")
    assert Submission.objects.get().state == Submission.State.SUBMITTED


def accept_answer(above: Visitor) -> None:
    above.open(Submission.objects.get().get_absolute_url())
    link(above, "Принять")
    press(above, "Принять", "принято")
    assert Submission.objects.get().state == Submission.State.ACCEPTED


def link(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("link", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state()


def press(visitor: Visitor, name: str, said: str = "") -> None:
    """`said` is what the next page answers: the next person looks only after it."""
    main = visitor.page.locator("main")
    main.get_by_role("button", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state()
    expect(main).to_contain_text(said)
