"""`manage.py decline_name "Фамилия Имя Отчество" [--gender f|m] [--json]`: a name in the six cases.

Exit codes: 0 done, 1 no name to decline, 2 wrong usage. `confident` is false where a person must look.
"""

import json
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError

from orders.declension import CASES, FEMALE, MALE, decline

LABELS = ("Именительный", "Родительный", "Дательный", "Винительный", "Творительный", "Предложный")


class Command(BaseCommand):
    help = "Склоняет фамилию, имя и отчество по падежам."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("name", help="например «Иванова Мария Петровна» или «Иванова М. П.»")
        parser.add_argument("--gender", choices=[FEMALE, MALE], default="", help="f — женщина, m — мужчина")
        parser.add_argument("--json", action="store_true", help="вывести один документ JSON")

    def handle(self, *args, name, gender, **options):
        if not name.strip():
            raise CommandError("Напишите фамилию, имя и отчество.")
        cases = decline(name, sex=gender)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(cases), ensure_ascii=False))
            return
        for label, case in zip(LABELS, CASES, strict=True):
            self.stdout.write(f"{label}: {getattr(cases, case)}")
        if not cases.confident:
            self.stdout.write("Проверьте формы: по написанию их нельзя определить с уверенностью.")
