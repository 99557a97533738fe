"""The slips of the five source documents: each told once, none mended on the quiet."""

import pytest

from roadmaps.linting import collect_warnings

from .source_documents import SLUGS, activities, cells, draft_of

WARNINGS = {
    "kaleidoskop": """
        section 1: misprint
        activity 2.1: misprint
        activity 2.2: outside_period
        activity 4.3: group_responsible
        activity 4.4: group_responsible
    """,
    "dinskaya": """
        roadmap: misprint
        roadmap: annex_title_mismatch
        roadmap: annex_row_torn
        activity 1.1: before_approval
        activity 1.3: group_responsible
        activity 1.4: torn_row
        activity 2.2: misplaced_text
        activity 3.3: misprint
        activity 3.4: misprint
        activity 3.5: torn_row
        activity 4.1: nothing_in_period
        activity 4.1: group_responsible
        activity 4.2: group_responsible
        activity 4.3: group_responsible
        activity 4.4: group_responsible
        activity 4.5: group_responsible
        activity 5.1: torn_row
        activity 5.1: lost_words
        activity 5.2: lost_words
    """,
    "kingisepp-dshi": """
        roadmap: no_responsible
        roadmap: no_result
    """,
    "hibiny": """
        stamp 2: stamp_misprint
        section 1: torn_row
        activity 1.3: misprint
        activity 1.4: misprint
        activity 1.6: misprint
        section 2: copied_wording
        activity 2.1: misprint
        activity 3.4: lost_words
        activity 3.6: other_stage
        activity 4.2: torn_row
        activity 4.3: torn_row
        activity 4.3: group_responsible
    """,
    "aban": """
        activity 1.2: group_responsible
        activity 1.3: misprint
        activity 1.3: group_responsible
        activity 2.3: group_responsible
        activity 4.2: group_responsible
        activity 6.1: outside_period
    """,
}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_slip_is_told_once(slug):
    told = [f"{warning.where}: {warning.code}" for warning in collect_warnings(draft_of(slug))]
    assert told == [line.strip() for line in WARNINGS[slug].strip().splitlines()]


@pytest.mark.parametrize(("slug", "number"), [("dinskaya", "1.4"), ("dinskaya", "3.5"), ("dinskaya", "5.1")])
def test_lost_rows_are_to_be_restored(slug, number):
    [torn] = [w for w in collect_warnings(draft_of(slug)) if (w.where, w.code) == (f"activity {number}", "torn_row")]
    assert "восстановить по оригиналу" in torn.message


@pytest.mark.parametrize(
    ("slug", "number", "slip"),
    [
        ("dinskaya", "3.3", "тыторских"),
        ("dinskaya", "3.4", "тыторских"),
        ("hibiny", "1.3", "Информационная компания"),
        ("hibiny", "1.6", "информационной компании"),
        ("hibiny", "2.1", "класный"),
        ("hibiny", "3.6", "второго этапа"),
    ],
)
def test_slips_keep_their_wording(slug, number, slip):
    assert any(slip in text for _, text in cells(activities(draft_of(slug))[number]))
