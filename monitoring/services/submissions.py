"""The way of an answer: filled in, signed, submitted with a hash, returned or accepted, corrected as a new version."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import audit
from core.revisions import save_revised
from core.states import move
from notifications.services import Reminder, announce
from organizations.models import Membership, Organization, Role, User

from ..models import Figure, Remark, Submission
from ..selectors.periods import is_unlocked, latest_submission, missing_below
from ..selectors.submissions import figures_of, findings_of
from .filling import SubmissionRefused, check_editable, check_open
from .freezing import frozen_figures, hash_of

State = Submission.State


@transaction.atomic
def send_to_sign(submission: Submission, *, by: User, at: datetime) -> None:
    """→ for signature; the director hears of it. Raises SubmissionRefused while a check stops it."""
    check_editable(submission)
    check_open(submission.period, submission.organization, at)
    stopping = [finding for finding in findings_of(submission) if finding.stops]
    if stopping:
        raise SubmissionRefused(
            _("Not ready yet: %(number)d remarks of the check are open. First: %(first)s")
            % {"number": len(stopping), "first": stopping[0].message}
        )
    _step(submission, State.TO_SIGN)
    audit.record("submission.sent_to_sign", submission, by=by, at=at, scope=submission.organization.path)
    _tell(submission, submission.organization, (Role.DIRECTOR,), _("A submission awaits your signature"), by=by, at=at)


@transaction.atomic
def take_back(submission: Submission, *, remark: str = "", by: User, at: datetime) -> None:
    """For signature → being filled in; who filled it in hears what the director asks to correct."""
    _step(submission, State.DRAFT)
    if remark.strip():
        Remark.objects.create(submission=submission, text=remark.strip(), by=str(by), at=at)
    audit.record("submission.taken_back", submission, by=by, at=at, scope=submission.organization.path)
    keepers = (Role.CURATOR, Role.METHODOLOGIST)
    _tell(submission, submission.organization, keepers, _("The figures came back without a signature"), by=by, at=at)


@transaction.atomic
def submit(submission: Submission, *, without: str = "", by: User, at: datetime) -> None:
    """For signature → submitted: the figures are frozen with a hash and the signer's name.

    An answer of a municipality needs those of its institutions accepted; `without` says why some are left out, which
    is printed. Raises SubmissionRefused, naming who is missing.
    """
    organization, period = submission.organization, submission.period
    check_open(period, organization, at)
    if organization.level == Organization.Level.MUNICIPALITY:
        _check_children(submission, without)
    frozen = frozen_figures(submission)
    _step(
        submission,
        State.SUBMITTED,
        signed_by=by,
        signer=f"{organization.head_position} {by.get_full_name()}".strip(),
        submitted_at=at,
        frozen=frozen,
        sha256=hash_of(frozen),
    )
    submission.figures.filter(is_returned=True).update(is_returned=False)
    audit.record(
        "submission.submitted",
        submission,
        by=by,
        at=at,
        scope=organization.path,
        changes={"sha256": submission.sha256, "without": without},
    )
    keepers = (Role.METHODOLOGIST, Role.COORDINATOR)
    _tell(submission, period.organization, keepers, _("A submission has come"), by=by, at=at)


@transaction.atomic
def accept(submission: Submission, *, by: User, at: datetime) -> None:
    """Submitted → accepted, locked from then on. Raises SubmissionRefused while the organisation corrects it."""
    _check_newest(submission)
    _step(submission, State.ACCEPTED, decided_by=by, decided_at=at)
    audit.record("submission.accepted", submission, by=by, at=at, scope=submission.organization.path)
    keepers = (Role.CURATOR, Role.DIRECTOR, Role.METHODOLOGIST)
    _tell(submission, submission.organization, keepers, _("The submission is accepted"), by=by, at=at)


@transaction.atomic
def give_back(
    submission: Submission, *, remark: str = "", by_figure: Mapping[int, str] | None = None, by: User, at: datetime
) -> Submission:
    """Submitted → returned, whole or by single figures with a remark each; opens its next version for correction.

    Raises SubmissionRefused without any remark, and while the organisation corrects the figures itself.
    """
    asked = {figure: text.strip() for figure, text in (by_figure or {}).items() if text.strip()}
    if not remark.strip() and not asked:
        raise SubmissionRefused(_("Say what is to be corrected: the institution will see the remark."))
    _check_newest(submission)
    _step(submission, State.RETURNED, decided_by=by, decided_at=at)
    version = _next_version(submission, State.RETURNED, at)
    if remark.strip():
        Remark.objects.create(submission=version, text=remark.strip(), by=str(by), at=at)
    for figure in figures_of(version):
        text = asked.get(_counterpart(submission, figure))
        if text:
            Remark.objects.create(submission=version, figure=figure, text=text, by=str(by), at=at)
            Figure.objects.filter(pk=figure.pk).update(is_returned=True)
    audit.record("submission.returned", submission, by=by, at=at, scope=submission.organization.path)
    keepers = (Role.CURATOR, Role.DIRECTOR, Role.METHODOLOGIST)
    _tell(version, submission.organization, keepers, _("The submission was returned with remarks"), by=by, at=at)
    return version


@transaction.atomic
def correct(submission: Submission, *, reason: str, by: User, at: datetime) -> Submission:
    """The next version of an answer that was handed in. An accepted one must have been unlocked (services.periods).

    Raises SubmissionRefused, StaleRevision when it is being decided on at the same time.
    """
    if not reason.strip():
        raise SubmissionRefused(_("Say why the figures are corrected: the reason is kept with the new version."))
    if submission.state not in Submission.FROZEN or submission != latest_submission(
        submission.period, submission.organization
    ):
        raise SubmissionRefused(_("Only the latest version that was handed in can be corrected."))
    today = timezone.localdate(at)
    if submission.state == State.ACCEPTED and not is_unlocked(submission.period, submission.organization, today):
        raise SubmissionRefused(_("The answer is accepted and locked. Ask the methodologist to unlock it."))
    check_open(submission.period, submission.organization, at)
    save_revised(submission, seen=submission.revision, fields=[])  # a decision or a second click meanwhile fails
    version = _next_version(submission, State.DRAFT, at)
    Submission.objects.filter(pk=version.pk).update(correction_reason=reason.strip())
    version.correction_reason = reason.strip()
    audit.record(
        "submission.corrected", version, by=by, at=at, scope=submission.organization.path, changes={"reason": reason}
    )
    return version


@transaction.atomic
def answer_remark(remark: Remark, *, answer: str, by: User, at: datetime) -> None:
    """What the institution says to a remark. Raises SubmissionRefused for an empty answer."""
    if not answer.strip():
        raise SubmissionRefused(_("Write the answer."))
    Remark.objects.filter(pk=remark.pk).update(answer=answer.strip(), answered_at=at)
    scope = remark.submission.organization.path
    audit.record("remark.answered", remark.submission, by=by, at=at, scope=scope)


def _step(submission: Submission, to: str, **changes) -> None:
    """A move that also repeats the revision and raises it: what was typed meanwhile never slips under a signature."""
    move(submission, to, repeats=("revision",), revision=submission.revision + 1, **changes)


def _check_newest(submission: Submission) -> None:
    if submission != latest_submission(submission.period, submission.organization):
        raise SubmissionRefused(_("The organisation is correcting these figures. Decide on its new version."))


def _next_version(submission: Submission, state: str, at: datetime) -> Submission:
    version = Submission.objects.create(
        period=submission.period,
        organization=submission.organization,
        version=submission.version + 1,
        state=state,
        problems=submission.problems,
        counted_at=submission.counted_at,
        created_at=at,
    )
    for figure in figures_of(submission):
        figure.pk, figure._state.adding, figure.submission, figure.is_returned = None, True, version, False
        figure.save()
    return version


def _counterpart(submission: Submission, figure: Figure) -> int:
    """The number of the same indicator's figure in an earlier version."""
    return submission.figures.values_list("pk", flat=True).get(indicator=figure.indicator_id)


def _check_children(submission: Submission, without: str) -> None:
    missing = missing_below(submission.period, submission.organization)
    if missing and not without.strip():
        names = ", ".join(each.short_name for each in missing)
        raise SubmissionRefused(
            _("Not accepted yet: %(names)s. Accept their figures, or say why you submit without them.")
            % {"names": names}
        )


def _tell(submission: Submission, organization: Organization, roles: tuple, title: str, *, by: User, at: datetime):
    """To those who keep the programme there, except of who did it; the text names institution and period only."""
    holders = Membership.objects.filter(organization=organization).current().with_role(*roles)
    announce(
        [
            Reminder(
                kind=f"submission.{submission.state}",
                subject=f"submission:{submission.pk}",
                recipient_id=recipient,
                organization_id=organization.pk,
                moment=timezone.localdate(at),
                title=title,
                text=str(submission),
                url=submission.get_absolute_url(),
            )
            for recipient in holders.exclude(user=by).values_list("user", flat=True).distinct()
        ],
        at=at,
    )
