"""A person takes the first steps off the first page of one of their roles. A convenience: it leaves no audit trail."""

from ..models import Membership


def hide_first_steps(membership: Membership) -> None:
    membership.hides_first_steps = True
    membership.save(update_fields=["hides_first_steps"])
