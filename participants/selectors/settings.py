"""How an institution keeps its banks; the defaults hold until it says otherwise."""

from organizations.models import Organization

from ..models import BankSettings


def settings_of(organization: Organization) -> BankSettings:
    """The settings of the institution; not saved yet when there are none."""
    found = BankSettings.objects.select_related("organization").filter(organization=organization).first()
    return found or BankSettings(organization=organization)


def forbids_without_consent(organization: Organization) -> bool:
    """Whether names of people without a needed consent may not leave the product."""
    return settings_of(organization).without_consent == BankSettings.Policy.BLOCK
