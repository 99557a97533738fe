"""The legal acts that preambles refer to: exact requisites in the cases in which an order names them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LegalAct(models.Model):
    """An act by its full requisites: «В соответствии с» + instrumental, «Во исполнение», «На основании» + genitive."""

    class Track(models.TextChoices):
        STUDENTS = "students", _("mentoring of students")
        STAFF = "staff", _("mentoring of staff")
        BOTH = "both", _("both tracks")

    code = models.SlugField(_("code"), unique=True)
    short = models.CharField(_("in short"), max_length=150)
    genitive = models.TextField(_("after «во исполнение»"))
    instrumental = models.TextField(_("after «в соответствии с»"))
    track = models.CharField(_("track"), max_length=8, choices=Track, default=Track.BOTH)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    class Meta:
        verbose_name = _("legal act")
        verbose_name_plural = _("legal acts")
        ordering = ["position", "code"]

    def __str__(self):
        return self.short
