"""What people are told of orders."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

TO_SIGN = Kind("order.to_sign", _("An order waits for your signature"), urgent=True)
RETURNED = Kind("order.returned", _("An order you sent for signature was returned"), urgent=True)
SIGNED = Kind("order.signed", _("An order you drafted is signed"), optional=True)
ACQUAINT = Kind("order.acquaint", _("Orders you are to read"))

KINDS = (TO_SIGN, RETURNED, SIGNED, ACQUAINT)
