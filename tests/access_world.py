"""The rows that the URLs of the access matrix are about: all of school a1, one of each state that matters."""

import uuid
from datetime import date, timedelta
from types import SimpleNamespace

from core.files import store_bytes
from core.models import CalendarDay, StoredFile
from notifications.models import CalendarItem, Delivery, Notification, Webhook
from notifications.services import Reminder, announce
from notifications.services.calendars import make_feed
from notifications.services.events import events_of
from orders.models import Order
from orders.services import register_paper_order
from organizations.models import Invitation, Membership, Role, SavedView
from organizations.services.invitations import invite_person
from reports.models import ReportRun
from roadmaps.models import Activity, Decision, Evidence, Occurrence, Roadmap, RoadmapImport, Section
from roadmaps.services.imports import begin_import, read_import
from roadmaps.services.occurrences import generate_occurrences

from .access_consents import consent_subjects
from .access_monitoring import monitoring_subjects
from .access_orders import orders_subjects
from .access_pairing import pairing_subjects
from .access_partners import partners_subjects
from .access_people import people_subjects
from .access_sites import site_subjects
from .access_surveys import survey_subjects
from .factories import NOW, TODAY, World, make_roadmap

PASTED = """План мероприятий по наставничеству на 2026-2027 учебный год

№\tМероприятие\tСрок\tОтветственный\tРезультат
1.1\tНазначение куратора\tдо 15.09.2026\tДиректор\tПриказ
1.2\tСбор анкет наставников\tоктябрь 2026\tКуратор\tАнкеты

Приложение к протоколу педагогического совета, хранится в делах школы.
"""


def make_subjects(world: World) -> SimpleNamespace:
    """One row of each kind, by the name that the table uses."""
    draft = make_roadmap(world.a1, title="Черновик")
    approved = make_roadmap(world.a1, title="Утверждённая", state=Roadmap.State.APPROVED)
    generate_occurrences(approved)
    submitted = make_roadmap(world.a1, title="На утверждении", state=Roadmap.State.SUBMITTED)
    Decision.objects.create(roadmap=submitted, kind="submitted", by=world.curator, by_name="Куратор", at=NOW)
    model = make_roadmap(world.north, title="Муниципальная", state=Roadmap.State.APPROVED)
    occurrence = Occurrence.objects.filter(activity__section__roadmap=approved).first()
    file = _file(world)
    evidence = Evidence.objects.create(
        occurrence=occurrence, kind="file", file=file, added_by=world.curator, added_by_name="Куратор", added_at=NOW
    )
    return SimpleNamespace(
        draft=draft,
        approved=approved,
        submitted=submitted,
        model=model,
        section=Section.objects.get(roadmap=draft),
        activity=Activity.objects.filter(section__roadmap=draft).first(),
        planned=occurrence.activity,
        occurrence=occurrence,
        evidence=evidence,
        waiting=_import(world),
        imported=_import(world, read=True),
        order=_order(world),
        unscanned=register_paper_order(
            organization=world.a1, number="15-а", signed_on=TODAY, title="О кураторе", by=world.curator, at=NOW
        ),
        invitation=_invitation(world),
        saved_view=SavedView.objects.create(user=world.curator, name="Мой", path="/roadmaps/", query="q=мой"),
        school=world.a1,
        membership=Membership.objects.get(user=world.executor),
        day_off=CalendarDay.objects.get(date=date(2026, 1, 9)),
        notification=_notification(world),
        event=_event(world),
        delivery=_delivery(world),
        webhook=Webhook.objects.create(title="Бот", url="https://127.0.0.1:9/", secret="s", organization=world.a1),
        run=_run(world, file),
        **orders_subjects(world),
        **people_subjects(world),
        **consent_subjects(world),
        **partners_subjects(world),
        **pairing_subjects(world),
        **survey_subjects(world),
        **monitoring_subjects(world),
        **site_subjects(world),
    )


def _import(world: World, *, read: bool = False) -> RoadmapImport:
    import_ = begin_import(
        organization=world.a1, chain=uuid.uuid4(), pasted=PASTED, by=world.curator, at=NOW - timedelta(minutes=1)
    )
    if read:
        read_import(import_, clock=lambda: NOW)
    return import_


def _file(world: World) -> StoredFile:
    return store_bytes(
        b"%PDF-1.7", name="a.pdf", content_type="application/pdf", scope=world.a1.path, by=world.curator, at=NOW
    )


def _order(world: World) -> Order:
    order = register_paper_order(
        organization=world.a1, number="14-а", signed_on=TODAY, title="О наставничестве", by=world.curator, at=NOW
    )
    order.paper = _file(world)
    order.save(update_fields=["paper"])
    return order


def _invitation(world: World) -> Invitation:
    return invite_person(
        Invitation(organization=world.a1, role=Role.EXECUTOR, email="new@a1.example"), by=world.curator, at=NOW
    )


def _notification(world: World) -> Notification:
    told = Reminder("test", "thing:1", world.curator.pk, world.a1.pk, date(2026, 11, 16), "Дело", "", "/")
    announce([told], at=NOW)
    return Notification.objects.get(recipient=world.curator)


def _delivery(world: World) -> Delivery:
    return Delivery.objects.create(
        channel="email", recipient=world.curator, key="now:0", not_before=NOW, state=Delivery.State.FAILED
    )


def _event(world: World) -> CalendarItem:
    make_feed(world.curator, at=NOW)
    events_of(world.curator, at=NOW)
    return CalendarItem.objects.filter(user=world.curator).first()


def _run(world: World, file: StoredFile) -> ReportRun:
    return ReportRun.objects.create(
        report="roadmap",
        format="pdf",
        organization=world.a1,
        asked_by=world.curator,
        membership_id=world.curator.acting.pk,
        asked_at=NOW - timedelta(minutes=1),
        state=ReportRun.State.READY,
        file=file,
    )
