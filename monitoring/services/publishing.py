"""The package of papers that an institution may put on its site: nobody is named in it (152-FZ)."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.documents import Document, render
from core.documents.archive import member
from core.documents.text import plain_text
from core.errors import Refused
from organizations.models import Organization, User
from pairing.models import CaseStory
from roadmaps.papers import roadmap_document

from ..papers import publishing as papers
from ..selectors import publishing as found
from ..selectors.plan_fact import course
from ..selectors.publishing import LeftOut
from ..selectors.rules import rules_of
from ..selectors.submissions import figures_of, value_of_figure

CONTENTS = "00 Состав пакета.pdf"


class PackageRefused(Refused):
    """There is nothing to put into the package."""


@dataclass(frozen=True)
class Paper:
    """A paper that may be published; `names` are words in it that look like somebody's name."""

    code: str
    document: Document
    names: Sequence[str] = ()

    @property
    def title(self) -> str:
        return self.document.file_name


def papers_for(organization: Organization, *, at: datetime) -> list[Paper]:
    """Every paper that the institution has for its site, each searched for names."""
    return [
        Paper(code, document, () if code == "practices" else found.names_found(plain_text(document), organization))
        for code, document in _documents(organization, at)
    ]


def _documents(organization: Organization, at: datetime) -> Iterator[tuple[str, Document]]:
    on = timezone.localdate(at)
    for roadmap in found.roadmaps_in_force(organization, on):
        yield f"roadmap-{roadmap.pk}", roadmap_document(roadmap, without_names=True)
    if orders := list(found.orders_in_force(organization, on).filter(kind__in=found.REGULATORY)):
        yield "acts", papers.acts_document(organization, orders, on, at=at)
    if programmes := list(found.programmes_at_work(organization, on)):
        yield "programmes", papers.programmes_document(organization, programmes, on, at=at)
    rules = rules_of(organization)
    yield (
        "course",
        papers.public_course_document(
            found.course_without_small(course(organization, on), rules.masked_below), rules, at=at
        ),
    )
    if submission := found.last_accepted(organization):
        figures = (value_of_figure(each) for each in figures_of(submission))
        values = [found.hidden_if_small(value, rules.masked_below) for value in figures]
        yield "figures", papers.public_figures_document(submission, values, rules, at=at)
    if practices := list(found.shared_practices(organization)):
        yield "practices", papers.practices_document(organization, practices, at=at)


def left_out(organization: Organization, *, at: datetime) -> list[LeftOut]:
    """What stays inside, and why; papers whose words look like names are told apart, for a person to decide."""
    orders = found.orders_in_force(organization, timezone.localdate(at))
    regulatory = orders.filter(kind__in=found.REGULATORY).count()
    cases = CaseStory.objects.filter(organization=organization, practice=False).count()
    return [
        LeftOut(
            _("Texts of orders on the programme"),
            regulatory,
            _(
                "They name the director and employees: the list of acts gives their numbers and dates. Publish a text "
                "only with the names struck out."
            ),
        ),
        LeftOut(
            _("Other orders: on pairs, results, rewards"),
            orders.count() - regulatory,
            _("They or their annexes name children and mentors."),
        ),
        LeftOut(
            _("Cases that may name somebody"),
            cases,
            _("Only practices found free of names go out: open the case, take the names out, share it as a practice."),
        ),
        LeftOut(
            _("Banks, consents, questionnaires, personalised programmes, journal of meetings"),
            None,
            _("Personal data of children and mentors: never published."),
        ),
        LeftOut(_("Comments and problems of reports"), None, _("Free text for the methodologist.")),
    ]


@transaction.atomic
def take_package(organization: Organization, *, included: Sequence[Paper], by: User, at: datetime) -> bytes:
    """The papers as PDF in a ZIP with a list of what it holds and what it does not.

    Raises PackageRefused without any.
    """
    if not included:
        raise PackageRefused(_("Choose at least one paper."))
    names = [f"{number:02} {paper.document.download_name('pdf')}" for number, paper in enumerate(included, start=1)]
    on, without = timezone.localdate(at), left_out(organization, at=at)
    contents = papers.contents_document(organization, [paper.title for paper in included], without, on, at=at)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(member(CONTENTS), render(contents, "pdf"))
        for name, paper in zip(names, included, strict=True):
            archive.writestr(member(name), render(paper.document, "pdf"))
    changes = {"included": len(included), "doubtful": sum(bool(paper.names) for paper in included)}
    audit.record("site.package_taken", organization, by=by, at=at, scope=organization.path, changes=changes)
    return buffer.getvalue()
