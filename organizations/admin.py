"""The reference desk of the system's owner. Everything here is for reading, because whatever changes the tree or the
people has a page of its own that keeps history; but the list of organisations comes and goes as an Excel table, and
sign-in can be forbidden.
"""

from collections.abc import Callable

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import XLSX

from core.errors import Refused
from core.models import AuditEntry

from .exchange import OrganizationResource, TableImportForm
from .models import Invitation, Membership, Organization, OrganizationChange, User
from .services.sign_in import end_sessions, set_sign_in, take_off_second_factor


class ReadOnlyAdmin(admin.ModelAdmin):
    def has_view_permission(self, request, obj=None):
        """The system's owner reads here whatever they act as in the product."""
        return request.user.is_superuser

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Organization)
class OrganizationAdmin(ImportExportMixin, ReadOnlyAdmin):
    resource_classes = [OrganizationResource]
    formats = [XLSX]
    import_form_class = TableImportForm
    list_display = ["short_name", "level", "kind", "parent", "closed_on"]
    list_filter = ["level", "kind"]
    list_select_related = ["parent"]
    search_fields = ["short_name", "full_name", "slug"]
    ordering = ["path"]

    def has_import_permission(self, request):
        return request.user.is_superuser


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ["email", "last_name", "first_name", "patronymic", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["email", "last_name", "first_name"]
    exclude = ["password", "user_permissions", "groups"]
    actions = ["forbid_sign_in", "allow_sign_in", "sign_out_everywhere", "take_off_second_factor"]

    @admin.action(description=_("Forbid sign-in"), permissions=["view"])
    def forbid_sign_in(self, request, queryset):
        self._for_each(request, queryset, set_sign_in, allowed=False)

    @admin.action(description=_("Allow sign-in"), permissions=["view"])
    def allow_sign_in(self, request, queryset):
        self._for_each(request, queryset, set_sign_in, allowed=True)

    @admin.action(description=_("Sign out everywhere"), permissions=["view"])
    def sign_out_everywhere(self, request, queryset):
        self._for_each(request, queryset, end_sessions)

    @admin.action(description=_("Take off a lost second factor"), permissions=["view"])
    def take_off_second_factor(self, request, queryset):
        self._for_each(request, queryset, take_off_second_factor)

    def _for_each(self, request, queryset, service: Callable, **how):
        for user in queryset:
            try:
                service(user, **how, by=request.user, at=timezone.localtime())
            except Refused as refusal:
                messages.error(request, f"{user}: {refusal}")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ["user", "role", "organization", "since", "ended_on"]
    list_filter = ["role"]
    list_select_related = ["user", "organization"]
    search_fields = ["user__email", "user__last_name", "organization__short_name"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ["email", "role", "organization", "created_at", "sent_at", "accepted_at", "revoked_at", "error"]
    list_filter = ["role"]
    list_select_related = ["organization"]
    search_fields = ["email"]


@admin.register(OrganizationChange)
class OrganizationChangeAdmin(ReadOnlyAdmin):
    list_display = ["organization", "kind", "on", "before", "after", "ground"]
    list_filter = ["kind"]
    list_select_related = ["organization"]


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_name", "verb", "subject_label"]
    search_fields = ["actor_name", "subject_label", "verb"]
