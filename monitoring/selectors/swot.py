"""What the latest final surveys say of strong and weak sides, in the statements of a SWOT card (domain.md 3.2).

Surveys tell of what is inside the programme; opportunities and threats come from outside and are written by hand.
"""

from organizations.models import Organization

from ..models import Question, SurveyTemplate
from .survey_results import Results, Spread, latest_results

STRONG_FROM, WEAK_BELOW = 70.0, 50.0  # per cent who answered «yes»
GOOD_MARK, POOR_MARK = 9.0, 6.0  # mean of 10

Audience = SurveyTemplate.Audience
WHO = {Audience.MENTEE: "наставляемых", Audience.MENTOR: "наставников"}
SAYINGS = {
    "continue": "хотят продолжить работу в программе",
    "recommend": "посоветовали бы знакомым стать наставником",
    "become_mentor": "планируют сами стать наставниками",
    "new_interest": "заинтересовались новыми знаниями",
    "career": "лучше понимают своё профессиональное будущее",
    "beyond_curriculum": "хотят узнавать больше, чем даёт школьная программа",
    "extra_events": "хотят посещать дополнительные спортивные и культурные мероприятия",
}


def statements_of(organization: Organization) -> dict[str, str]:
    """`strengths` and `weaknesses` as lines of text; empty where no survey has answers enough."""
    sides: dict[str, list[str]] = {"strengths": [], "weaknesses": []}
    for audience, who in WHO.items():
        results = latest_results(organization, audience, inside=True)
        if results is not None:
            for side, line in _lines(results, who):
                sides[side].append(line)
    return {side: "\n".join(lines) for side, lines in sides.items()}


def _lines(results: Results, who: str):
    if results.satisfaction is not None:
        side = "strengths" if results.satisfaction >= STRONG_FROM else "weaknesses"
        yield side, f"{results.satisfaction:.0f} % {who} удовлетворены программой"
    for spread in results.spreads:
        side = _side(spread)
        if side and (line := _line(spread, who)):
            yield side, line


def _side(spread: Spread) -> str:
    value, good, poor = (
        (spread.yes, STRONG_FROM, WEAK_BELOW) if spread.yes is not None else (spread.mean, GOOD_MARK, POOR_MARK)
    )
    if value is None:
        return ""
    return "strengths" if value >= good else "weaknesses" if value < poor else ""


def _line(spread: Spread, who: str) -> str:
    question = spread.question
    if question.kind == Question.Kind.YES_NO:
        said = SAYINGS.get(question.key)
        return f"{spread.yes:.0f} % {who} {said}" if said else ""
    if question.kind != Question.Kind.SCALE:
        return ""
    mark = f"{spread.mean:.1f}".replace(".", ",")
    return f"{question.text.rstrip('?')}: средняя оценка {who} {mark} из 10"
