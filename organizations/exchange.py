"""The list of organisations as an Excel table, in and out (django-import-export, in the admin).

A row is a service call like any other, so that an import is checked, audited and leaves history. The preview is a
whole import that is rolled back.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import FileField
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields, widgets
from import_export.forms import ImportForm
from import_export.resources import ModelResource

from core.errors import Refused
from core.files import check_content

from .models import Organization
from .services.tree import Decision, create_organization, edit_organization


class ChoiceWidget(widgets.Widget):
    """A choice as people read it («школа»); the stored code is understood too."""

    def __init__(self, choices):
        super().__init__()
        self.labels = {str(code): str(label) for code, label in choices}

    def clean(self, value, row=None, **kwargs):
        said = str(value or "").strip().lower()
        for code, label in self.labels.items():
            if said in (code, label.lower()):
                return code
        raise ValueError(
            _("There is no «%(value)s» here. Write one of: %(choices)s.")
            % {"value": value or "", "choices": ", ".join(self.labels.values())}
        )

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(str(value), "")


def choice_field(name: str) -> fields.Field:
    field = Organization._meta.get_field(name)
    return fields.Field(attribute=name, column_name=name, widget=ChoiceWidget(field.choices))


class OrganizationResource(ModelResource):
    """A row an organisation, known by its short code; its parent is named by code and stands above in the table."""

    level = choice_field("level")
    kind = choice_field("kind")
    parent = fields.Field(
        attribute="parent", column_name="parent", widget=widgets.ForeignKeyWidget(Organization, "slug")
    )

    class Meta:
        model = Organization
        import_id_fields = ["slug"]
        fields = ["slug", "level", "kind", "parent", "short_name", "full_name", "founder", "place", "head_position"]
        export_order = fields
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def get_queryset(self):
        return super().get_queryset().select_related("parent").order_by("path")

    def after_init_instance(self, instance, new, row, **kwargs):
        if new:
            instance.path = "?"  # until the service has put it into the tree

    def save_instance(self, instance, is_create, row, **kwargs):
        try:
            if is_create:
                self._create(instance, kwargs["user"])
            else:
                self._edit(instance, kwargs["user"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def _create(self, organization, user):
        now = timezone.localtime()
        create_organization(organization, Decision(now.date(), _("import from a table")), by=user, at=now)

    def _edit(self, organization, user):
        present = Organization.objects.get(pk=organization.pk)
        if (present.level, present.parent_id) != (organization.level, organization.parent_id):
            raise ValidationError(
                _("A table does not move organisations. Move it on its own page, with date and ground.")
            )
        edit_organization(organization, seen=present.revision, renamed=None, by=user, at=timezone.localtime())


class TableImportForm(ImportForm):
    """Accepts what really is an Excel table of a bearable size."""

    import_file = FileField(label=_("Excel table"))

    def clean_import_file(self):
        upload = self.cleaned_data["import_file"]
        if upload.size > settings.UPLOAD_LIMIT_BYTES:
            raise ValidationError(_("The table is too large."))
        try:
            check_content(upload.name, upload.read())
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        upload.seek(0)
        return upload
