"""What holds for any text: nothing is raised, dates are in order, an explanation reads back as the same schedule."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.deadlines import Period, parse
from roadmaps.deadlines.lexicon import FORMS
from roadmaps.deadlines.spelling import IDIOM_WORDS

from .tables import PERIODS, rows

phrases = [row.phrase for row in rows()]
pieces = sorted({piece for phrase in phrases for piece in phrase.split()}) + sorted(FORMS) + list(IDIOM_WORDS)
gaps = st.sampled_from([" ", " ", " ", "\n", ", ", "; ", " - ", "-", ". ", ""])


@st.composite
def periods(draw):
    start = draw(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
    end = start + timedelta(days=draw(st.integers(0, 1500)))
    return Period(start, min(end, date(2099, 12, 31)))


@st.composite
def word_salads(draw):
    """Words of real phrases in any order, with any gaps: nearly language."""
    words = draw(st.lists(st.sampled_from(pieces), min_size=1, max_size=9))
    return "".join(word + draw(gaps) for word in words)


any_text = st.one_of(st.text(), st.text(alphabet="0123456789.-/: гдопсви\n", max_size=40), word_salads())


def dates(schedule) -> list:
    return [(one.opens, one.due) for one in schedule.occurrences()]


@settings(max_examples=1500, deadline=None)
@given(any_text, periods())
def test_any_text_is_read_without_an_exception_and_in_order(text, period):
    schedule = parse(text, period=period)
    found = schedule.occurrences()
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert all(one.opens is None or one.opens <= one.due for one in found)
    assert all(0 <= one.rule_index < len(schedule.rules) for one in found)
    assert schedule.to_dict()["understood"] == bool(schedule.rules)
    assert schedule.phrase == text


@settings(max_examples=600, deadline=None)
@given(word_salads(), st.sampled_from(sorted(PERIODS)))
def test_an_explanation_of_any_phrase_gives_the_same_dates(text, name):
    schedule = parse(text, period=PERIODS[name])
    if schedule.understood:
        assert dates(parse(schedule.explanation, period=PERIODS[name])) == dates(schedule)


def test_an_explanation_of_a_real_phrase_reads_back_whole():
    for row in rows():
        schedule = row.read()
        if schedule.understood:
            again = parse(schedule.explanation, period=row.period)
            assert dates(again) == dates(schedule), row.phrase
            assert [rule.kind for rule in again.rules] == [rule.kind for rule in schedule.rules], row.phrase
            assert (again.explanation, again.remainder) == (schedule.explanation, ""), row.phrase


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(phrases), st.sampled_from(sorted(PERIODS)), st.dates(date(2014, 1, 1), date(2026, 1, 1)))
def test_occurrences_between_days_are_those_due_between_them(phrase, name, day):
    schedule = parse(phrase, period=PERIODS[name])
    before, after = schedule.occurrences(end=day - timedelta(days=1)), schedule.occurrences(start=day)
    assert before + after == schedule.occurrences()
