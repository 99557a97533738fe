"""What the tests of the import share: a small document, an import of it on its way, what a browser would send."""

import re
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from roadmaps.models import RoadmapImport
from roadmaps.services import imports
from roadmaps.worksheet import Worksheet
from roadmaps.worksheet.editing import Change

from ..factories import NOW

State = RoadmapImport.State
TITLE = "План мероприятий по наставничеству обучающихся на 2026-2027 учебный год"
HEADER = ("№", "Мероприятие", "Срок", "Ответственный", "Результат")
PASTED = "\n".join(
    [
        TITLE,
        "",
        "\t".join(HEADER),
        "\t".join(("1", "Подготовка", "", "", "")),
        "\t".join(("1.1", "Назначение куратора", "до 15.09.2026", "Директор", "Приказ")),
        "\t".join(("1.2", "Сбор анкет", "когда-нибудь потом", "Куратор", "Анкеты")),
        "\t".join(("1.3", "Отчёт", "до 15.05.2027", "Куратор", "Отчёт")),
        "",
        "Принято на заседании педагогического совета, протокол хранится в делах школы.",
    ]
)


def page(name: str, *args, **query) -> str:
    return reverse(f"roadmaps:{name}", args=args, query=query or None)


def begun(world, *, pasted: str = PASTED, upload=None, who: str = "curator", **fields) -> RoadmapImport:
    person = world.people[who]
    organization = person.memberships.get().organization
    known = {"organization": organization, "chain": uuid.uuid4(), "by": person, "at": NOW} | fields
    return imports.begin_import(upload=upload, pasted="" if upload else pasted, **known)


def read(world, **fields) -> RoadmapImport:
    import_ = begun(world, **fields)
    imports.read_import(import_, clock=lambda: NOW)
    import_.refresh_from_db()
    return import_


def file(data: bytes, name: str = "карта.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def correct(world, import_: RoadmapImport, verb, pk: int, *, seen: int = 1, **fields) -> Worksheet:
    change = Change(verb, pk, seen, fields)
    return imports.correct_import(import_, change, by=world.curator, at=NOW).sheet


def row_titled(import_: RoadmapImport, title: str):
    return next(item for item in import_.sheet.items if item.title == title)


def send(client, **data):
    return client.post(page("import_start"), {"chain": uuid.uuid4(), "pasted": ""} | data)


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def files_on_disk(settings) -> list:
    return [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] if settings.MEDIA_ROOT.exists() else []
