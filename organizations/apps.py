from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = _("Organisations")
    audit_verbs = {
        "organization.created": _("organisation created"),
        "organization.changed": _("organisation changed"),
        "organization.moved": _("organisation moved"),
        "organization.merged": _("organisation merged into another"),
        "organization.closed": _("organisation closed"),
        "organization.reopened": _("organisation opened again"),
        "invitation.created": _("person invited"),
        "invitation.resent": _("invitation repeated"),
        "invitation.revoked": _("invitation revoked"),
        "user.registered": _("account made by invitation"),
        "user.changed": _("personal data of an account changed"),
        "user.allowed": _("sign-in allowed"),
        "user.forbidden": _("sign-in forbidden"),
        "user.signed_out": _("signed out everywhere"),
        "user.second_factor_taken_off": _("lost second factor taken off"),
        "user.factor_added": _("second factor set up"),
        "user.factor_removed": _("second factor removed"),
        "user.password_changed": _("password changed"),
        "membership.began": _("role taken by invitation"),
        "membership.ended": _("role ended"),
        "calendarday.added": _("day entered in the production calendar"),
        "calendarday.changed": _("day of the production calendar changed"),
        "calendarday.removed": _("day taken out of the production calendar"),
    }
    audit_codes = {
        "kind": {
            "totp": _("app on the telephone"),
            "webauthn": _("key or passkey"),
            "recovery_codes": _("recovery codes"),
        }
    }

    def ready(self):
        from . import keys

        keys.listen()
