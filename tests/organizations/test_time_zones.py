"""By whose clock an organisation lives: its own, the nearest above that names one, the product's."""

from zoneinfo import ZoneInfo

import pytest

from organizations.models import Organization
from organizations.selectors import time_zones

KRASNOYARSK, IRKUTSK = ZoneInfo("Asia/Krasnoyarsk"), ZoneInfo("Asia/Irkutsk")


def name_zones(**zones: str) -> None:
    for slug, zone in zones.items():
        Organization.objects.filter(slug=slug).update(time_zone=zone)


def test_nobody_names_one(world, settings):
    assert time_zones([world.a1.pk]) == {world.a1.pk: ZoneInfo(settings.TIME_ZONE)}


def test_the_nearest_above_counts(world):
    name_zones(region="Asia/Krasnoyarsk", north="Asia/Irkutsk")
    assert time_zones([world.a1.pk, world.b1.pk, world.region.pk]) == {
        world.a1.pk: IRKUTSK,
        world.b1.pk: KRASNOYARSK,
        world.region.pk: KRASNOYARSK,
    }


def test_one_s_own_counts_before_any_above(world):
    name_zones(region="Asia/Krasnoyarsk", a1="Asia/Irkutsk")
    assert time_zones([world.a1.pk, world.a2.pk]) == {world.a1.pk: IRKUTSK, world.a2.pk: KRASNOYARSK}


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_whatever_the_number(world, django_assert_num_queries, count):
    schools = [world.a1.pk, world.a2.pk, world.b1.pk][:count]
    with django_assert_num_queries(1):
        assert len(time_zones(schools)) == count
