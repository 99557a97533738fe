"""How papers write figures, and what they print under them: rules of counting, sources, who is missing."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from core.documents import Note, Paragraph
from organizations.models import Organization

from ..models import CountingRules, Indicator, Mode, ReportingPeriod, TypedCount
from ..selectors.indicators import Value

UNKNOWN = "–"
HUNDRED = Decimal(100)
SHARE = "0.0%"

MODES = {
    Mode.AS_OF: "на отчётную дату",
    Mode.PERIOD: "за период с начала года",
    Mode.CUMULATIVE: "с начала проекта",
}


def figure(number: Decimal | int | None) -> int | Decimal | str:
    """A whole number without its noughts; a dash where it is not known."""
    if number is None:
        return UNKNOWN
    return int(number) if number == int(number) else Decimal(number)


def as_fraction(indicator: Indicator, number: Decimal | None) -> Decimal | int | str:
    """A value or plan as cells want it: per cent as a fraction of one."""
    if number is None or not indicator.is_share:
        return figure(number)
    return number / HUNDRED


def number_format(indicator: Indicator) -> str:
    return SHARE if indicator.is_share else "#,##0"


def fulfilled(value: Value) -> Decimal | str:
    """The part of the plan that is reached."""
    return UNKNOWN if value.fulfilment is None else value.fulfilment


def brief(indicator: Indicator) -> str:
    """«1. Дети 10–19 лет – наставляемые»."""
    return f"{indicator.number}. {titled(indicator)}"


def titled(indicator: Indicator) -> str:
    """Its short name; the unit stands at the figures."""
    return indicator.brief.removesuffix(", %")


def rules_in_words(rules: CountingRules) -> Note:
    """The rules of counting, as they are printed under every figure."""
    satisfied = rules.get_satisfaction_display()
    if rules.satisfaction != CountingRules.Satisfaction.CONTINUE:
        satisfied += f" ({rules.satisfaction_from} из 10)"
    return Note(
        "Правила подсчёта. Участник – тот, кто состоит в паре или группе по подписанному приказу, в пределах "
        "её сроков и при действующих согласиях наставника и наставляемого на обработку персональных данных. "
        f"Возраст в полных годах на дату: наставляемые {rules.mentee_age_from}–{rules.mentee_age_to}, "
        f"наставники {rules.mentor_age_from}–{rules.mentor_age_to}. Молодой специалист – стаж менее "
        f"{rules.young_teacher_years} полных лет. Удовлетворён – {satisfied}; доля – "
        f"{rules.get_satisfaction_share_display()}. С начала проекта – с {rules.project_since:%d.%m.%Y}. "
        "Каждый человек учтён один раз. Итог по нескольким организациям – сумма числителей, делённая на сумму "
        "знаменателей; проценты не усредняются."
    )


def sources(indicators: Iterable[Indicator]) -> Iterator[Note]:
    """The wording of each indicator, how and from what it is counted."""
    yield Note("Определения и источники.")
    for each in indicators:
        ground = f" Основание: {each.legal_ref}." if each.legal_ref else ""
        yield Note(f"{each.number}. {each.title} ({MODES[Mode(each.mode)]}). Источник: {each.source}.{ground}")


def outside_sources(counts: Iterable[TypedCount]) -> Iterator[Note]:
    """The numbers of the territory that the product cannot count."""
    said = [f"{each.get_name_display()} – {each.value} (на {each.as_of:%d.%m.%Y}, {each.source})" for each in counts]
    if said:
        yield Note(f"Численность по территории: {'; '.join(said)}.")


def missing_words(missing: Iterable[Organization], not_accepted: Iterable[Organization]) -> Iterator[Paragraph]:
    """Who is not in the sums, and who is in them without having been accepted."""
    absent = ", ".join(each.short_name for each in missing)
    if absent:
        yield Paragraph(f"Не сдали отчёт и в итоги не вошли: {absent}.")
    waiting = ", ".join(each.short_name for each in not_accepted)
    if waiting:
        yield Paragraph(f"Сданы, но ещё не приняты (в итоги вошли): {waiting}.")


def half_known(lacking: Mapping[Organization, Iterable[Indicator]]) -> Iterator[Paragraph]:
    """Whose part or whole of a share is not known: their other number stands in brackets and in no sum."""
    if lacking:
        named = "; ".join(
            f"{each.short_name} ({', '.join(indicator.number for indicator in missing)})"
            for each, missing in lacking.items()
        )
        yield Paragraph(
            f"Не внесено одно из чисел доли (после названия – номера показателей): {named}. Второе число показано в "
            "скобках и в итоги не вошло."
        )


def sentence(words: object) -> str:
    """The words as a line of a table begins: with a capital."""
    text = str(words)
    return text[:1].upper() + text[1:]


def period_words(period: ReportingPeriod) -> str:
    """«3 квартал 2026 года, по состоянию на 01.10.2026»."""
    return f"{period.title}, по состоянию на {period.as_of:%d.%m.%Y}"
