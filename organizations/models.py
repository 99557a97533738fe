"""Nouns: organisations and what befell them, users, memberships, invitations."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager


class OrganizationQuerySet(TenantQuerySet):
    tenant_path = "path"

    def open(self):
        """Organisations that still work (not closed, not merged into another)."""
        return self.filter(closed_on=None)

    def institutions(self):
        return self.filter(level=Organization.Level.INSTITUTION)

    def above(self, organization: "Organization"):
        """The organisations on the way from the region down to the parent of `organization`."""
        step = Organization.PATH_STEP
        path = organization.path
        return self.filter(path__in=[path[:end] for end in range(step, len(path), step)])


class Organization(Revisioned):
    """A node of the tree. `path` is the parent's path plus this row's number, zero-padded to PATH_STEP digits."""

    PATH_STEP = 7

    class Level(models.TextChoices):
        REGION = "region", _("region")
        MUNICIPALITY = "municipality", _("municipality")
        INSTITUTION = "institution", _("institution")

    class Kind(models.TextChoices):
        AUTHORITY = "authority", _("education authority")
        SCHOOL = "school", _("school")
        KINDERGARTEN = "kindergarten", _("kindergarten")
        COLLEGE = "college", _("college")
        ARTS_SCHOOL = "arts_school", _("arts school")
        EXTRA = "extra", _("extracurricular education institution")

    level = models.CharField(_("level"), max_length=16, choices=Level)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    path = models.CharField(max_length=63, unique=True, editable=False)
    slug = models.SlugField(_("short code"), unique=True)
    full_name = models.CharField(_("full name"), max_length=500)
    short_name = models.CharField(_("short name"), max_length=200)
    founder = models.CharField(_("founder (first line of an order)"), max_length=300, blank=True)
    place = models.CharField(_("place (under the date of an order)"), max_length=100, blank=True)
    head_position = models.CharField(_("position of the head"), max_length=150, default="Директор")
    require_second_factor = models.BooleanField(_("two-factor sign-in is required"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="absorbed", verbose_name=_("merged into")
    )

    objects = OrganizationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="region", parent=None) | ~Q(level="region") & Q(parent__isnull=False),
                name="organization_only_regions_are_roots",
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | Q(closed_on__isnull=False), name="organization_merged_is_closed"
            ),
        ]

    def __str__(self):
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def own_path_step(self) -> str:
        return f"{self.pk:0{self.PATH_STEP}d}"


class OrganizationChange(models.Model):
    """What befell an organisation: kept for ever, so that reports of past periods can name things as they were."""

    class Kind(models.TextChoices):
        CREATED = "created", pgettext_lazy("organisation", "created")
        RENAMED = "renamed", pgettext_lazy("organisation", "renamed")
        MOVED = "moved", pgettext_lazy("organisation", "moved")
        MERGED = "merged", pgettext_lazy("organisation", "merged into another")
        ABSORBED = "absorbed", pgettext_lazy("organisation", "absorbed another")
        CLOSED = "closed", pgettext_lazy("organisation", "closed")
        REOPENED = "reopened", pgettext_lazy("organisation", "reopened")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="changes")
    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    on = models.DateField(_("from the date"))
    before = models.CharField(_("before"), max_length=500, blank=True)
    after = models.CharField(_("after"), max_length=500, blank=True)
    ground = models.CharField(_("ground (order, resolution)"), max_length=300, blank=True)

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")
        ordering = ["on", "pk"]

    def __str__(self):
        return f"{self.organization}: {self.get_kind_display()} {self.on}"


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Creates a person who signs in by e-mail; without a password they cannot sign in until they set one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in by e-mail. What they may do comes from the membership they act as."""

    email = models.EmailField(_("e-mail"), unique=True)
    last_name = models.CharField(_("last name"), max_length=100)
    first_name = models.CharField(_("first name"), max_length=100)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    is_staff = models.BooleanField(_("may open the reference tables"), default=False)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["last_name", "first_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["last_name", "first_name", "patronymic"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self):
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """«Фамилия Имя Отчество»."""
        return " ".join(filter(None, (self.last_name, self.first_name, self.patronymic)))

    def get_short_name(self) -> str:
        return self.first_name or self.email

    @property
    def initials(self) -> str:
        """«М. П.»"""
        return " ".join(f"{name[0]}." for name in (self.first_name, self.patronymic) if name)

    @property
    def list_name(self) -> str:
        """«Иванова М. П.», as texts and tables write it."""
        return f"{self.last_name} {self.initials}".strip()

    @property
    def signature_name(self) -> str:
        """«М. П. Иванова», as signatures write it (domain.md 4.4)."""
        return f"{self.initials} {self.last_name}".strip()

    @cached_property
    def acting(self) -> "Membership | None":
        """The membership this person acts as; the middleware puts the chosen one here, the first serves otherwise."""
        return self.memberships.current().select_related("organization").first()

    @property
    def scope_path(self) -> str | None:
        """The part of the tree this person sees (core/tenancy.py)."""
        return self.acting.scope_path if self.acting else None


class Role(models.TextChoices):
    """What a membership is for (domain.md 1.5)."""

    CURATOR = "curator", _("curator")
    DIRECTOR = "director", _("director")
    EXECUTOR = "executor", _("responsible for activities")
    METHODOLOGIST = "methodologist", _("municipal methodologist")
    COORDINATOR = "coordinator", _("regional coordinator")
    ADMINISTRATOR = "administrator", _("administrator")


LEVEL_ROLES = {
    Organization.Level.INSTITUTION: (Role.CURATOR, Role.DIRECTOR, Role.EXECUTOR),
    Organization.Level.MUNICIPALITY: (Role.METHODOLOGIST, Role.DIRECTOR, Role.EXECUTOR),
    Organization.Level.REGION: (Role.COORDINATOR, Role.DIRECTOR, Role.EXECUTOR, Role.ADMINISTRATOR),
}


class MembershipQuerySet(TenantQuerySet):
    def current(self):
        """Memberships that are in force, in open organisations, of people who may sign in."""
        return self.filter(Q(organization=None) | Q(organization__closed_on=None), ended_on=None, user__is_active=True)

    def with_role(self, *roles: str):
        return self.filter(role__in=roles)


class Membership(models.Model):
    """A person's role at a node of the tree. Only an administrator may stand above the tree (`organization` empty)."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name=_("person"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    position = models.CharField(_("position"), max_length=200, blank=True)
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "role"],
                condition=Q(ended_on=None),
                name="membership_once_while_current",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(ended_on=None, organization=None),
                name="membership_once_above_the_tree",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | Q(role="administrator"),
                name="membership_only_administrators_above_the_tree",
            ),
        ]

    def __str__(self):
        return f"{self.user} — {self.get_role_display()}, {self.organization or '—'}"

    @property
    def scope_path(self) -> str:
        return self.organization.path if self.organization else ""


class InvitationQuerySet(TenantQuerySet):
    def open(self):
        """Neither accepted nor revoked; perhaps too old."""
        return self.filter(accepted_at=None, revoked_at=None)

    def pending(self, at: datetime):
        """Invitations that can still be accepted at the moment `at`."""
        return self.open().filter(Q(organization=None) | Q(organization__closed_on=None), expires_at__gt=at)

    def with_token(self, token: str):
        """The invitation that a link belongs to; none for a link that we have not made."""
        try:
            number, moment = Invitation.signer().unsign(token).split("-")
        except signing.BadSignature:
            return self.none()
        second = datetime.fromtimestamp(int(moment), tz=UTC)
        return self.filter(pk=number, created_at__gte=second, created_at__lt=second + timedelta(seconds=1))


class Invitation(models.Model):
    """A link sent by e-mail: whoever opens it in time takes the role.

    The link is the row's number and moment, signed; so the letter can be written again and nothing secret is stored.
    The letter is due while `letter_due_at` is set: a worker claims it by pushing that moment on (services/letters.py).
    """

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=16, choices=Role)
    position = models.CharField(_("position"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"))
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    patronymic = models.CharField(_("patronymic"), max_length=100, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("valid until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    letter_due_at = models.DateTimeField(_("letter due"), null=True, blank=True)
    sent_at = models.DateTimeField(_("letter sent"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts to send"), default=0)
    error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["email", "organization", "role"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="invitation_once_while_open",
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, revoked_at=None, organization=None),
                name="invitation_once_above_the_tree",
            ),
        ]

    def __str__(self):
        return f"{self.email} — {self.get_role_display()}"

    @staticmethod
    def signer() -> signing.Signer:
        return signing.Signer(salt="organizations.invitation", sep=".")

    @property
    def token(self) -> str:
        return self.signer().sign(f"{self.pk}-{int(self.created_at.timestamp())}")

    def is_pending(self, at: datetime) -> bool:
        """Whether it can still be accepted at the moment `at`."""
        is_open = self.accepted_at is None and self.revoked_at is None
        return is_open and self.expires_at > at and (self.organization is None or self.organization.is_open)
