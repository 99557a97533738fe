"""Exchange with a municipal platform whose format is not public: own columns, own names, own order («Хибины» 7.4)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.models import StoredFile
from core.revisions import Revisioned
from core.tenancy import TenantQuerySet, tenant_manager
from organizations.models import Organization
from organizations.models.tree import steps_to
from participants.models import Person


class Dataset(models.TextChoices):
    """What a row of the file is."""

    INSTITUTIONS = "institutions", _("institutions: figures for a period")
    PAIRS = "pairs", _("pairs and groups without names")
    MENTEES = "mentees", _("mentees by name")
    MENTORS = "mentors", _("mentors by name")

    @property
    def is_personal(self) -> bool:
        """Its rows name people: they leave only from the very institution, by consents, each noted."""
        return self in (Dataset.MENTEES, Dataset.MENTORS)

    @property
    def is_of_institutions(self) -> bool:
        """Its rows are numbers of institutions: a node above sends those of all below it."""
        return self == Dataset.INSTITUTIONS


class FormatQuerySet(TenantQuerySet):
    def visible_to(self, user):
        """Those of one's part of the tree and of the nodes above: an institution sends by the municipality's."""
        own = super().visible_to(user)
        acting = getattr(user, "acting", None)
        organization = getattr(acting, "organization", None)
        return own | self.filter(organization__path__in=steps_to(organization.path)) if organization else own

    def in_use(self):
        return self.filter(archived_on=None)


class ExchangeFormat(Revisioned):
    """`columns` is a list of {"field", "title"} in their order, over one of the datasets (selectors/exchange)."""

    class Format(models.TextChoices):
        XLSX = "xlsx", "XLSX"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

    class Encoding(models.TextChoices):
        UTF8 = "utf-8-sig", _("UTF-8, as Excel opens it")
        PLAIN_UTF8 = "utf-8", _("UTF-8 without a mark")
        CP1251 = "cp1251", "Windows-1251"

    class Delimiter(models.TextChoices):
        SEMICOLON = "semicolon", _("semicolon")
        COMMA = "comma", _("comma")
        TAB = "tab", _("tab")

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="exchange_formats", verbose_name=_("organisation")
    )
    title = models.CharField(_("title"), max_length=200)
    dataset = models.SlugField(_("what is sent"), max_length=40, choices=Dataset)
    columns = models.JSONField(_("columns"), default=list)
    format = models.CharField(_("format"), max_length=4, choices=Format, default=Format.XLSX)
    encoding = models.CharField(_("encoding of CSV"), max_length=9, choices=Encoding, default=Encoding.UTF8)
    delimiter = models.CharField(_("separator of CSV"), max_length=9, choices=Delimiter, default=Delimiter.SEMICOLON)
    archived_on = models.DateField(_("in the archive since"), null=True, blank=True)

    objects = FormatQuerySet.as_manager()

    class Meta:
        verbose_name = _("exchange format")
        verbose_name_plural = _("exchange formats")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("monitoring:exchange_format", args=[self.pk])

    @property
    def of(self) -> Dataset:
        """The dataset as such."""
        return Dataset(self.dataset)


class Sending(models.Model):
    """What was made for the platform, when and by whom. The file is kept until somebody named in it is erased; its
    hash and number of rows stay."""

    exchange_format = models.ForeignKey(
        ExchangeFormat, models.PROTECT, related_name="sendings", verbose_name=_("exchange format")
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    on = models.DateField(_("as of"))
    subject = models.CharField(_("period"), max_length=200, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    file_name = models.CharField(_("file name"), max_length=255, default="", editable=False)
    sha256 = models.CharField(_("SHA-256"), max_length=64, default="", editable=False)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    people = models.ManyToManyField(Person, related_name="+", verbose_name=_("people"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("when"))
    loaded_on = models.DateField(_("loaded into the platform on"), null=True, blank=True)
    loaded_note = models.CharField(_("what the platform answered"), max_length=300, blank=True)

    objects = tenant_manager("organization__path")

    class Meta:
        verbose_name = _("sending")
        verbose_name_plural = _("sendings")
        ordering = ["-at"]
        constraints = [
            models.CheckConstraint(condition=Q(loaded_note="") | Q(loaded_on__isnull=False), name="note_of_a_loading")
        ]

    def __str__(self):
        return f"{self.exchange_format}, {self.on:%d.%m.%Y}"
