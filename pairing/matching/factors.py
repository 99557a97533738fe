"""Weighted factors: each gives every pair a number from 0 to 1, and a chosen pair its reason in words.

Not known is 0.5: it neither helps nor harms. The numbers are computed for the whole pool at once; `words` only for
the pairs that were chosen.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from .pool import Mentee, Mentor, Options, Pool

Scores = np.ndarray  # mentees × mentors, float32
UNKNOWN = 0.5
ENOUGH_INTERESTS = 3
FADES_OVER = 5  # years beyond the wished age at which nothing of it is left
RANKS = 5  # a wish of this rank or later counts as hardly one


@dataclass(frozen=True)
class Factor:
    """A named reason to suit each other. `weight` is its share in the whole."""

    code: str
    title: str
    weight: float
    scores: Callable[[Pool], Scores]
    words: Callable[[Mentor, Mentee, Options], str]


def _everywhere(pool: Pool, score: float | np.ndarray) -> Scores:
    """A score that hangs on one side only, or on nobody."""
    return np.broadcast_to(np.asarray(score, np.float32), (len(pool.mentees), len(pool.mentors)))


# --- request ↔ competences ----------------------------------------------------------------------------------------


def _incidence(people, of: Callable, words: dict[str, int]) -> np.ndarray:
    matrix = np.zeros((len(people), max(1, len(words))), dtype=np.float32)
    for place, somebody in enumerate(people):
        for word in of(somebody):
            matrix[place, words[word]] = 1
    return matrix


def _shared(pool: Pool, of: Callable) -> tuple[Scores, np.ndarray, np.ndarray]:
    """How many words two people share; how many each mentee and each mentor has."""
    everything = sorted(set().union(*(of(somebody) for somebody in (*pool.mentors, *pool.mentees))))
    words = {word: place for place, word in enumerate(everything)}
    mentees, mentors = _incidence(pool.mentees, of, words), _incidence(pool.mentors, of, words)
    return mentees @ mentors.T, mentees.sum(axis=1)[:, None], mentors.sum(axis=1)[None, :]


def _where_known(scores: Scores, mentees: np.ndarray, mentors: np.ndarray) -> Scores:
    """The scores, with UNKNOWN for those of whom nothing is said."""
    scores[mentees[:, 0] == 0, :] = UNKNOWN
    scores[:, mentors[0, :] == 0] = UNKNOWN
    return scores


def _areas(pool: Pool) -> Scores:
    """The share of what is asked for that the mentor is competent in."""
    shared, asked, offered = _shared(pool, lambda somebody: somebody.areas)
    shared /= np.maximum(asked, 1)
    return _where_known(shared, asked, offered)


def _areas_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    common = sorted(mentor.areas & mentee.areas)
    if not common:
        return ""
    whole = len(common) == len(mentee.areas)
    lead = "компетенции отвечают запросу" if whole else "компетенции отвечают части запроса"
    return f"{lead}: {', '.join(common)}"


# --- interests ----------------------------------------------------------------------------------------------------


def _interests(pool: Pool) -> Scores:
    """Three interests in common are as good as it gets."""
    shared, left, right = _shared(pool, lambda somebody: somebody.interests)
    shared /= np.maximum(1, np.minimum(ENOUGH_INTERESTS, np.minimum(left, right)))
    return _where_known(np.minimum(shared, 1, out=shared), left, right)


def _interests_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    common = sorted(mentor.interests & mentee.interests)
    if not common:
        return ""
    return f"{_counted(len(common), 'общий интерес', 'общих интереса', 'общих интересов')}: {', '.join(common)}"


def _counted(number: int, one: str, few: str, many: str) -> str:
    if number % 10 == 1 and number % 100 != 11:
        return f"{number} {one}"
    return f"{number} {few if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else many}"


# --- wished age ---------------------------------------------------------------------------------------------------


def _wished_age(pool: Pool) -> Scores:
    """1 within the wished ages, fading with every year beyond them."""
    ages = np.array([-1 if m.age is None else m.age for m in pool.mentees], dtype=np.float32)[:, None]
    low = np.array([-np.inf if m.wished_ages[0] is None else m.wished_ages[0] for m in pool.mentors], np.float32)
    high = np.array([np.inf if m.wished_ages[1] is None else m.wished_ages[1] for m in pool.mentors], np.float32)
    score = np.maximum(low - ages, ages - high)
    np.clip(score, 0, FADES_OVER, out=score)
    score /= -FADES_OVER
    score += 1
    score[ages[:, 0] < 0, :] = UNKNOWN
    score[:, np.isinf(low) & np.isinf(high)] = UNKNOWN
    return score


def _wished_age_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    low, high = mentor.wished_ages
    if mentee.age is None or (low is None and high is None):
        return ""
    fits = (low is None or mentee.age >= low) and (high is None or mentee.age <= high)
    return "возраст подходит" if fits else ""


# --- time, place and mode -----------------------------------------------------------------------------------------


def _times(pool: Pool) -> Scores:
    """One free time in common is half of it, two are enough."""
    shared, left, right = _shared(pool, lambda somebody: somebody.times)
    shared /= 2
    return _where_known(np.minimum(shared, 1, out=shared), left, right)


def _times_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    common = len(mentor.times & mentee.times)
    return (
        f"совпадает свободное время ({_counted(common, 'промежуток', 'промежутка', 'промежутков')})" if common else ""
    )


MODES = {"any": 0, "in_person": 1, "remote": 2}
AGREEMENT = np.array([[0.75, 0.75, 0.75], [0.75, 1, 0], [0.75, 0, 1]], np.float32)


def _mode(pool: Pool) -> Scores:
    mentees = np.array([MODES[m.mode] for m in pool.mentees], np.int8)
    mentors = np.array([MODES[m.mode] for m in pool.mentors], np.int8)
    return AGREEMENT[mentees][:, mentors]


def _mode_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    if "any" in (mentor.mode, mentee.mode) or mentor.mode != mentee.mode:
        return ""
    return "оба за очные встречи" if mentor.mode == "in_person" else "оба за дистанционные встречи"


# --- language -----------------------------------------------------------------------------------------------------


def _language(pool: Pool) -> Scores:
    codes = {"": 0}
    for somebody in (*pool.mentors, *pool.mentees):
        codes.setdefault(somebody.language.casefold(), len(codes))
    agreement = np.eye(len(codes), dtype=np.float32)
    agreement[0, :] = agreement[:, 0] = UNKNOWN
    mentees = [codes[m.language.casefold()] for m in pool.mentees]
    mentors = [codes[m.language.casefold()] for m in pool.mentors]
    if len(codes) == 1:
        return _everywhere(pool, UNKNOWN)
    return agreement[mentees][:, mentors]


def _language_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    same = mentor.language and mentor.language.casefold() == mentee.language.casefold()
    return f"язык обучения: {mentee.language}" if same else ""


# --- time a week --------------------------------------------------------------------------------------------------


def _hours(pool: Pool) -> Scores:
    """An hour a week is enough; less is worth less."""
    hours = np.array([np.nan if m.hours is None else m.hours for m in pool.mentors], dtype=float)[None, :]
    return _everywhere(pool, np.where(np.isnan(hours), UNKNOWN, np.minimum(hours, 1)))


def _hours_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    if (mentor.hours or 0) < 1:
        return ""
    hours = f"{mentor.hours:g}".replace(".", ",")
    return f"ресурс времени {hours} ч/нед."


# --- wishes after the group meeting -------------------------------------------------------------------------------


def _wishes(pool: Pool) -> Scores:
    """1 for the dearest, less for each rank; nothing for those whom somebody who has wishes did not name."""
    if not pool.options.mentor_wishes and not pool.options.mentee_wishes:
        return _everywhere(pool, UNKNOWN)
    mentors = {mentor.key: place for place, mentor in enumerate(pool.mentors)}
    mentees = {mentee.key: place for place, mentee in enumerate(pool.mentees)}
    by_mentors = np.full((len(mentees), len(mentors)), UNKNOWN)
    by_mentees = by_mentors.copy()
    by_mentors[:, _places({mentor for mentor, _mentee in pool.options.mentor_wishes}, mentors)] = 0
    by_mentees[_places({mentee for _mentor, mentee in pool.options.mentee_wishes}, mentees), :] = 0
    for score, wishes in ((by_mentors, pool.options.mentor_wishes), (by_mentees, pool.options.mentee_wishes)):
        for (mentor, mentee), rank in wishes.items():
            if mentor in mentors and mentee in mentees:
                score[mentees[mentee], mentors[mentor]] = max(1 - (rank - 1) / RANKS, 1 / RANKS)
    return (by_mentors + by_mentees) / 2


def _places(keys: set[int], places: dict[int, int]) -> list[int]:
    return sorted(places[key] for key in keys if key in places)


def _wishes_words(mentor: Mentor, mentee: Mentee, options: Options) -> str:
    pair = (mentor.key, mentee.key)
    wished = pair in options.mentor_wishes, pair in options.mentee_wishes
    return {
        (True, True): "взаимный выбор после групповой встречи",
        (True, False): "наставник выбрал наставляемого",
        (False, True): "наставляемый выбрал наставника",
    }.get(wished, "")


FACTORS = (
    Factor("areas", "Запрос и компетенции", 0.35, _areas, _areas_words),
    Factor("wishes", "Выбор после встречи", 0.20, _wishes, _wishes_words),
    Factor("interests", "Общие интересы", 0.15, _interests, _interests_words),
    Factor("age", "Желаемый возраст", 0.10, _wished_age, _wished_age_words),
    Factor("times", "Свободное время", 0.08, _times, _times_words),
    Factor("mode", "Очно или дистанционно", 0.05, _mode, _mode_words),
    Factor("language", "Язык обучения", 0.04, _language, _language_words),
    Factor("hours", "Ресурс времени", 0.03, _hours, _hours_words),
)
DEFAULT_WEIGHTS = {factor.code: factor.weight for factor in FACTORS}


def fit(pool: Pool) -> Scores:
    """How well everybody suits everybody, 0 to 1, to a millionth: mentees × mentors."""
    given = {**DEFAULT_WEIGHTS, **pool.options.weights}
    shares = {factor.code: max(given[factor.code], 0) for factor in FACTORS}
    whole = sum(shares.values()) or 1
    score = np.zeros((len(pool.mentees), len(pool.mentors)), np.float32)
    for factor in FACTORS:
        if shares[factor.code]:
            score += factor.scores(pool) * np.float32(shares[factor.code] / whole)
    return np.rint(score * 1e6).astype(np.float64) / 1e6


def reasons(mentor: Mentor, mentee: Mentee, options: Options) -> list[str]:
    """Why these two, the weightiest first."""
    given = {**DEFAULT_WEIGHTS, **options.weights}
    ranked = sorted(FACTORS, key=lambda factor: -given[factor.code])
    return [words for factor in ranked if given[factor.code] > 0 and (words := factor.words(mentor, mentee, options))]
