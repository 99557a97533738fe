"""People who sign in, and the roles they hold."""

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.tenancy import TenantQuerySet

from .tree import Organization, zone_at


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

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """What the product guards by its own rules follows from the membership, for a superuser too."""
        if rules.perm_exists(perm):
            return rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    @cached_property
    def acting(self) -> "Membership | None":
        """The membership this person acts as; the middleware puts the chosen one here, the first serves otherwise."""
        return self.memberships.current().with_clock().first()

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

    def with_clock(self):
        """With the organisation, and `zone`: the name of the time zone in which it lives."""
        return self.select_related("organization").annotate(zone=zone_at("organization__path"))

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
    hides_first_steps = models.BooleanField(_("has hidden the first steps"), default=False)

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
