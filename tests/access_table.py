"""URL → the row it is about, the method, and the answer to each role (the order of test_access.ROLES)."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any


@dataclass(frozen=True)
class Row:
    """`subject` names a row of access_world whose number goes into the URL; `extra` holds its other arguments."""

    answers: str
    subject: str = ""
    method: str = "get"
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def statuses(self) -> list[int]:
        return [int(answer) for answer in self.answers.split()]

    def kwargs(self, subjects: SimpleNamespace) -> dict[str, Any]:
        number = {"pk": getattr(subjects, self.subject).pk} if self.subject else {}
        return number | self.extra


ROWS = {
    # anonymous nobody stranger executor curator director methodologist coordinator administrator
    "home": Row("302 200 200 200 200 200 200 200 200"),
    "search": Row("302 200 200 200 200 200 200 200 200"),
    "status": Row("302 403 403 403 403 403 403 403 200"),
    "healthz": Row("200 200 200 200 200 200 200 200 200"),
    "readyz": Row("503 503 503 503 503 503 503 503 503"),  # no worker runs here
    # --- organizations
    "organizations:list": Row("302 403 403 403 403 200 200 200 200"),
    "organizations:create": Row("302 403 403 403 403 403 200 403 200"),
    "organizations:detail": Row("302 404 404 200 200 200 200 200 200", "school"),
    "organizations:edit": Row("302 404 404 403 403 200 200 403 200", "school"),
    "organizations:move": Row("302 404 404 403 403 403 403 403 200", "school"),
    "organizations:merge": Row("302 404 404 403 403 403 403 403 200", "school"),
    "organizations:close": Row("302 404 404 403 403 403 200 403 200", "school"),
    "organizations:reopen": Row("302 404 404 403 403 403 200 403 200", "school"),
    "organizations:people": Row("302 403 200 403 200 200 200 200 200"),
    "organizations:membership_end": Row("302 404 404 403 200 200 403 403 200", "membership"),
    "organizations:invitations": Row("302 403 200 403 200 200 200 403 200"),
    "organizations:invite": Row("302 403 200 403 200 200 200 403 200"),
    "organizations:invitation_resend": Row("302 404 404 403 200 200 403 403 200", "invitation"),
    "organizations:invitation_revoke": Row("302 404 404 403 200 200 403 403 200", "invitation"),
    "organizations:accept": Row("410 410 410 410 410 410 410 410 410", extra={"token": "forged"}),
    "organizations:switch": Row("302 404 404 404 404 404 404 404 404", method="post"),
    "organizations:profile": Row("302 200 200 200 200 200 200 200 200"),
    "organizations:calendar": Row("302 403 403 403 403 403 403 403 200"),
    "organizations:calendar_add": Row("302 403 403 403 403 403 403 403 200"),
    "organizations:calendar_edit": Row("302 403 403 403 403 403 403 403 200", "day_off"),
    "organizations:calendar_remove": Row("302 403 403 403 403 403 403 403 200", "day_off"),
    "organizations:audit": Row("302 403 403 403 403 200 403 403 200"),
    # --- notifications
    "notifications:inbox": Row("302 200 200 200 200 200 200 200 200"),
    "notifications:read_all": Row("302 302 302 302 302 302 302 302 302", method="post"),
    "notifications:open": Row("302 404 404 404 302 404 404 404 404", "notification"),
    "notifications:undo_reading": Row("302 302 302 302 302 302 302 302 302", method="post"),
    "notifications:mark": Row("302 404 404 404 302 404 404 404 404", "notification", method="post"),
    "notifications:deliveries": Row("302 403 403 403 403 403 403 403 200"),
    "notifications:deliveries_retry": Row("302 403 403 403 403 403 403 403 200"),
    "notifications:delivery": Row("302 404 404 403 403 403 403 403 200", "delivery"),
    "notifications:delivery_retry": Row("302 404 404 403 403 403 403 403 200", "delivery"),
    "notifications:webhooks": Row("302 403 403 403 403 403 403 403 200"),
    "notifications:webhook_add": Row("302 403 403 403 403 403 403 403 200"),
    "notifications:webhook_edit": Row("302 404 404 404 404 404 404 404 200", "webhook"),
    "notifications:webhook_secret": Row("302 404 404 404 404 404 404 404 200", "webhook"),
    "notifications:webhook_test": Row("302 404 404 404 404 404 404 404 200", "webhook"),
    "notifications:webhook_delete": Row("302 404 404 404 404 404 404 404 200", "webhook"),
    "notifications:preferences": Row("302 200 200 200 200 200 200 200 200"),
    "notifications:example": Row("302 200 200 200 200 200 200 200 200"),
    "notifications:unsubscribe": Row("410 410 410 410 410 410 410 410 410", extra={"token": "forged"}),
    "notifications:escalation": Row("302 404 404 403 200 200 403 403 200", "school"),
    # --- orders
    "orders:list": Row("302 403 200 200 200 200 200 200 200"),
    "orders:create": Row("302 403 200 403 200 200 200 200 403"),
    "orders:series": Row("302 403 200 403 200 200 200 200 403"),
    "orders:detail": Row("302 404 404 200 200 200 200 200 200", "order"),
    "orders:download": Row("302 404 404 200 200 200 403 403 403", "order"),
    "orders:attach": Row("302 404 404 403 200 200 403 403 403", "unscanned"),
    "orders:cancel": Row("302 404 404 403 200 200 403 403 403", "order"),
    # --- roadmaps: the plan
    "roadmaps:list": Row("302 403 200 200 200 200 200 200 200"),
    "roadmaps:create": Row("302 403 200 403 200 403 200 200 403"),
    "roadmaps:detail": Row("302 404 404 200 200 200 200 200 200", "draft"),
    "roadmaps:diff": Row("302 404 404 200 200 200 200 200 200", "draft"),
    "roadmaps:paper": Row("302 404 404 200 200 200 200 200 200", "draft", extra={"form": "pdf"}),
    "roadmaps:edit": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:renumber": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:delete": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:deadline_reading": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:responsible_reading": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:section_add": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:section_edit": Row("302 404 404 403 200 403 403 403 403", "section"),
    "roadmaps:section_move": Row("302 404 404 403 200 403 403 403 403", "section"),
    "roadmaps:section_delete": Row("302 404 404 403 200 403 403 403 403", "section"),
    "roadmaps:activity_add": Row("302 404 404 403 200 403 403 403 403", "section"),
    "roadmaps:activity_edit": Row("302 404 404 403 200 403 403 403 403", "activity"),
    "roadmaps:activity_move": Row("302 404 404 403 200 403 403 403 403", "activity"),
    "roadmaps:activity_copy": Row("302 404 404 403 200 403 403 403 403", "activity"),
    "roadmaps:activity_delete": Row("302 404 404 403 200 403 403 403 403", "activity"),
    "roadmaps:copy": Row("302 404 404 403 200 403 403 403 403", "approved"),
    "roadmaps:adopt": Row("302 404 404 403 200 403 403 403 403", "model"),
    "roadmaps:new_version": Row("302 404 404 403 200 403 403 403 403", "approved"),
    "roadmaps:submit": Row("302 404 404 403 200 403 403 403 403", "draft"),
    "roadmaps:withdraw": Row("302 404 404 403 200 403 403 403 403", "submitted"),
    "roadmaps:review": Row("302 404 404 403 403 200 403 403 403", "submitted"),
    "roadmaps:approve": Row("302 404 404 403 403 200 403 403 403", "submitted"),
    "roadmaps:return": Row("302 404 404 403 403 200 403 403 403", "submitted"),
    "roadmaps:archive": Row("302 404 404 403 200 200 403 403 403", "approved"),
    # --- roadmaps: models and the cascade
    "roadmaps:models": Row("302 403 200 200 200 200 200 200 200"),
    "roadmaps:model": Row("302 403 200 200 200 200 200 200 200", extra={"code": "seven-stages"}),
    "roadmaps:model_adopt": Row("302 403 200 403 200 403 200 200 403", extra={"code": "seven-stages"}),
    "roadmaps:model_cascade": Row("302 403 403 403 403 403 200 200 200", extra={"code": "seven-stages"}),
    "roadmaps:publish": Row("302 404 404 403 403 403 200 403 200", "model"),
    "roadmaps:unpublish": Row("302 404 404 403 403 403 200 403 200", "model"),
    "roadmaps:cascade": Row("302 404 404 403 403 403 200 200 200", "model"),
    "roadmaps:origin": Row("302 404 404 200 200 200 200 200 200", "draft"),
    # --- roadmaps: from a document, each organisation's own affair
    "roadmaps:import_start": Row("302 403 200 403 200 403 200 200 403"),
    "roadmaps:import": Row("302 404 404 403 200 403 404 404 404", "waiting"),
    "roadmaps:import_abandon": Row("302 404 404 403 200 403 404 404 404", "waiting"),
    "roadmaps:import_source": Row("302 404 404 200 200 200 404 404 404", "imported"),
    "roadmaps:import_columns": Row("302 404 404 403 200 403 404 404 404", "imported"),
    "roadmaps:import_rows": Row("302 404 404 403 200 403 404 404 404", "imported"),
    "roadmaps:import_row": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_row_settle": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_row_remove": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_row_restore": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_row_turn": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_row_merge": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"row": 2}),
    "roadmaps:import_place": Row("302 404 404 403 200 403 404 404 404", "imported", extra={"record": 1}),
    "roadmaps:import_deadline": Row("302 404 404 403 200 403 404 404 404", "imported"),
    "roadmaps:import_undo": Row("302 404 404 403 200 403 404 404 404", "imported"),
    "roadmaps:import_check": Row("302 404 404 403 200 403 404 404 404", "imported"),
    # --- roadmaps: execution
    "roadmaps:execution": Row("302 403 403 403 403 403 200 200 200"),
    "roadmaps:activity": Row("302 404 404 200 200 200 200 200 200", "planned"),
    "roadmaps:activity_dates": Row("302 404 404 403 200 403 403 403 403", "planned"),
    "roadmaps:activity_events": Row("302 404 404 403 200 403 403 403 403", "planned"),
    "roadmaps:occurrence_start": Row("302 404 404 403 200 200 403 403 403", "occurrence"),
    "roadmaps:occurrence_done": Row("302 404 404 403 200 200 403 403 403", "occurrence"),
    "roadmaps:occurrence_waive": Row("302 404 404 403 200 200 403 403 403", "occurrence"),
    "roadmaps:occurrence_reopen": Row("302 404 404 403 200 200 403 403 403", "occurrence"),
    "roadmaps:evidence_add": Row("302 404 404 403 200 200 403 403 403", "occurrence"),
    "roadmaps:evidence_download": Row("302 404 404 200 200 200 403 403 403", "evidence"),
    "roadmaps:evidence_remove": Row("302 404 404 403 200 200 403 403 403", "evidence"),
    # --- reports: one's own runs only
    "reports:list": Row("302 403 200 200 200 200 200 200 200"),
    "reports:ask": Row("302 403 404 404 404 404 404 404 404", method="post"),  # for no report in particular
    "reports:run": Row("302 404 404 404 200 404 404 404 404", "run"),
    "reports:download": Row("302 404 404 404 200 404 404 404 404", "run"),
}
