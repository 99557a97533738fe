"""`manage.py load_demo [--force]`: the demo world (mentorship/demo). Safe to repeat."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from mentorship.demo.loading import ACCOUNTS, PASSWORD, load


class Command(BaseCommand):
    help = "Loads the source roadmaps, the organisations around them, the demo accounts. Refused when DEBUG is off."

    def add_arguments(self, parser):
        parser.add_argument("--force", action="store_true", help="load even when DEBUG is off")

    def handle(self, *args, force: bool = False, **options):
        if not (settings.DEBUG or force):
            raise CommandError(
                "Демонстрационные данные не загружаются в рабочую базу. Если это и нужно, повторите с --force."
            )
        with transaction.atomic():
            made = load(at=timezone.localtime())
        self.stdout.write(f"Организаций: {made.organizations}, людей: {made.people}, дорожных карт: {made.roadmaps}.")
        self.stdout.write(f"Вход (пароль у всех {PASSWORD}):")
        for email, who in ACCOUNTS.items():
            self.stdout.write(f"  {email:36} {who}")
