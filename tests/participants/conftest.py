"""An upload begun and read, and its valid rows written."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from participants.models import BankImport
from participants.services import imports

from ..factories import NOW

TITLES = ["№", "ФИО наставляемого", "Дата рождения", "Класс", "Контактные данные для связи (данные представителя)",
          "Основной запрос", "Дата вхождения в программу", "Форма наставничества"]  # fmt: skip


def as_csv(*rows, titles=TITLES) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows([titles, *rows])
    return text.getvalue().encode("utf-8-sig")


@pytest.fixture
def upload(world):
    def begin(*rows, titles=TITLES, role="mentee", data=None, name="банк.csv") -> BankImport:
        file = SimpleUploadedFile(name, data if data is not None else as_csv(*rows, titles=titles))
        batch = imports.begin_import(file, organization=world.a1, role=role, by=world.curator, at=NOW)
        imports.read_import(batch, clock=lambda: NOW)
        return batch

    return begin


@pytest.fixture
def accept(world):
    def do(batch: BankImport) -> BankImport:
        imports.ask_to_accept(batch, by=world.curator, at=NOW)
        imports.accept_import(batch, by=world.curator, clock=lambda: NOW)
        return batch

    return do
