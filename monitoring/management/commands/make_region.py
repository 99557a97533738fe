"""`make_region --institutions 1500 --participants 500000 --pairs 150000 --meetings 2000000 [--seed 1]`."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from monitoring.region import Sizes, write_region
from organizations.models import Organization


class Command(BaseCommand):
    """Ends with 0 when written, 1 when refused: outside DEBUG, or when the region is there already."""

    help = "Writes a synthetic region for benchmarks: never into a database that people work with."

    def add_arguments(self, parser):
        for name, usual in vars(Sizes()).items():
            parser.add_argument(f"--{name}", type=_count, default=usual, metavar="NUMBER")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--force", action="store_true", help="also where DEBUG is off")

    def handle(self, *, institutions, participants, pairs, meetings, seed, force, **options):
        if not settings.DEBUG and not force:
            raise CommandError(_("DEBUG is off: this looks like a database that people work with. Add --force."))
        if Organization.objects.filter(slug="synthetic").exists():
            raise CommandError(_("The synthetic region is there already. Begin with an empty database."))
        sizes = Sizes(institutions, participants, pairs, meetings)
        if participants < 20 * institutions:
            raise CommandError(_("At least 20 participants are needed for each institution."))
        write_region(sizes, seed=seed, say=self.stderr.write)


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number
