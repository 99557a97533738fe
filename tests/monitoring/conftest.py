"""What several tests of monitoring start from."""

import pytest

from .factories import make_mentee, make_mentor, make_working_pair


@pytest.fixture
def people(world):
    """Six mentees of one group."""
    mentees = [make_mentee(world.a1, last_name=f"Ученикова{place}") for place in "абвгде"]
    make_working_pair(make_mentor(world.a1, last_name="Быкова"), *mentees)
    return mentees
