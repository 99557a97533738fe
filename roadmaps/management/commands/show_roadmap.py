"""`show_roadmap --organization SLUG [--roadmap ID] [--json]`: a roadmap as the product holds and understands it."""

import json

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from roadmaps.models import Roadmap
from roadmaps.outline import as_text, outline
from roadmaps.selectors.origin import deadlines_above
from roadmaps.selectors.plan import roadmap_draft, with_plan


class Command(BaseCommand):
    help = "Prints a roadmap: its rows, how each deadline is understood, what is doubtful."

    def add_arguments(self, parser):
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--roadmap", type=int, metavar="ID", help="without it the organisation's earliest")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, organization: str, roadmap: int | None, as_json: bool, **options):
        shown = _find(organization, roadmap)
        outlined = {
            "id": shown.pk,
            "organization": organization,
            "version": shown.version,
            **outline(
                roadmap_draft(shown),
                status=shown.state,
                period=shown.period,
                approved_on=shown.order.signed_on if shown.order else None,
                above=deadlines_above(shown),
            ),
        }
        self.stdout.write(json.dumps(outlined, ensure_ascii=False, indent=2) if as_json else as_text(outlined))


def _find(slug: str, number: int | None) -> Roadmap:
    roadmaps = with_plan(Roadmap.objects.filter(organization__slug=slug)).select_related("order")
    found = (roadmaps.filter(pk=number) if number else roadmaps.order_by("period_from", "pk")).first()
    if found is None:
        raise CommandError(
            _("«%(organization)s» has no such roadmap. Check the short code and the number.") % {"organization": slug}
        )
    return found
