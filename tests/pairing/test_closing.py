"""The end of the programme: reflections, results, awards and their numbers, cases behind consents, destruction."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.documents import render
from core.models import AuditEntry
from pairing.models import Award, CaseStory, Event, GroupReflection, Meeting, Reflection
from pairing.papers.awards import awards_document
from pairing.selectors.cases import named_by, to_take_off
from pairing.selectors.closing import looks_of, pairs_to_close, steps_of, still_silent, who_goes_on
from pairing.selectors.standing import with_people
from pairing.services import awards, cases, closing, events
from pairing.services.awards import AwardRefused
from pairing.services.cases import CaseRefused
from pairing.services.closing import ClosingRefused, Said
from pairing.wording import name_of, proposed_words
from participants.disclosure import told_elsewhere
from participants.erasure import erase_elsewhere
from participants.models import Participation

from ..core.documents.papers import pdf_pages
from ..factories import NOW, TODAY, make_consent, make_pairing
from .people import mentee_of, mentor_of

HIDDEN = "Тайнова"
PAPER = {"kind": "certificate", "words": "за участие в программе", "on": TODAY}


@pytest.fixture
def pair(world):
    return make_pairing(mentor_of(world.a1), mentee_of(world.a1, HIDDEN))


def the(pair):
    return with_people(type(pair).objects.filter(pk=pair.pk)).get()


def mentee(pair) -> Participation:
    return pair.memberships.get().mentee


def clock(world) -> dict:
    return {"by": world.curator, "at": NOW}


def text_of(document) -> str:
    return " ".join("\n".join(pdf_pages(render(document, "pdf"))).split())


# --- looking back --------------------------------------------------------------------------------------------------


def test_reflections_of_many_are_written_once_and_taken_away_by_emptying(world, pair):
    said = [Said(pair, pair.mentor, reached="Проект", goes_on=True), Said(pair, mentee(pair), valuable="Доверие")]
    assert closing.record_reflections(said, on=TODAY, **clock(world)) == 2
    assert closing.record_reflections(said, on=TODAY, **clock(world)) == 0
    assert closing.record_reflections([Said(pair, mentee(pair))], on=TODAY, **clock(world)) == 1
    assert Reflection.objects.get().participation == pair.mentor
    assert AuditEntry.objects.filter(verb="pairing.reflected").count() == 2


def test_only_the_people_of_a_pair_look_back_on_it(world, pair):
    with pytest.raises(ClosingRefused):
        closing.record_reflections([Said(pair, mentee_of(world.a1, "Зимина"), reached="!")], on=TODAY, **clock(world))


def test_the_page_writes_many_and_shows_those_still_silent(world, as_role, pair):
    other = make_pairing(mentor_of(world.a1, "Совина"), mentee_of(world.a1, "Зимина"))
    curator, url = as_role("curator"), reverse("pairing:reflections")
    rows = looks_of([the(pair)])
    answers = {f"reached-{look.pairing.pk}-{look.participation.pk}": "Удалось" for look in rows}
    answers[f"goes_on-{pair.pk}-{pair.mentor_id}"] = "yes"
    assert curator.post(url, answers).status_code == 302
    assert Reflection.objects.filter(pairing=pair).count() == 2
    page = curator.get(url).content.decode()
    assert "Совина" in page and HIDDEN not in page
    assert HIDDEN in curator.get(url, {"who": "all"}).content.decode()
    assert list(still_silent(pairs_to_close(world.curator, TODAY))) == [other]


def test_all_at_an_event_say_it_on_one_sheet(world, as_role, pair):
    event = events.add_event(Event(kind="final", title="Итоги", on=TODAY), organization=world.a1, **clock(world))
    event.people.add(pair.mentor)
    curator, url = as_role("curator"), reverse("pairing:event_reflection", args=[event.pk])
    curator.post(url, {"reached": "Двадцать проектов", "valuable": "", "missing": "", "proposals": "Раньше начать"})
    assert GroupReflection.objects.get(event=event).proposals == "Раньше начать"
    assert HIDDEN in curator.get(reverse("pairing:event_looks", args=[event.pk])).content.decode()
    curator.post(url, {"reached": " ", "valuable": "", "missing": "", "proposals": ""})
    assert not GroupReflection.objects.exists()


def test_who_goes_on_feeds_the_new_year(world, pair):
    assert who_goes_on(world.a1)[pair.pk].goes_on is None
    said = [Said(pair, pair.mentor, goes_on=True), Said(pair, mentee(pair), goes_on=True)]
    closing.record_reflections(said, on=TODAY, **clock(world))
    assert who_goes_on(world.a1)[pair.pk].goes_on is True
    closing.record_reflections([Said(pair, pair.mentor, goes_on=False)], on=TODAY, **clock(world))
    assert who_goes_on(world.a1)[pair.pk].goes_on is False
    assert not who_goes_on(world.b1)


def test_the_way_of_a_pair_to_its_end(world, as_role, pair):
    def done():
        return {step.code: step.is_done for step in steps_of(the(pair))}

    assert not any(done().values())
    Meeting.objects.create(pairing=pair, kind="final", state="held", held_on=TODAY, recorded_at=NOW)
    people = [pair.mentor, mentee(pair)]
    closing.record_reflections([Said(pair, who, reached="Да") for who in people], on=TODAY, **clock(world))
    closing.write_results(pair, dict.fromkeys(people, "Прошли в финал"), **clock(world))
    awards.issue_awards(dict.fromkeys(people, "Имени"), organization=world.a1, **PAPER, **clock(world))
    assert done() == {
        "meeting": True, "reflections": True, "results": True, "awards": True, "case": False, "end": False,
    }  # fmt: skip
    assert "Прошли в финал" in as_role("curator").get(reverse("pairing:pair_closing", args=[pair.pk])).content.decode()


# --- awards --------------------------------------------------------------------------------------------------------


def test_numbers_run_through_the_year_of_an_institution(world, pair):
    people = {row: name_of(row.person).dative for row in (pair.mentor, mentee(pair))}
    one, two = awards.issue_awards(people, organization=world.a1, **PAPER, **clock(world))
    assert (one.reg_number, two.reg_number) == ("2026/1", "2026/2")
    [thanks] = awards.issue_awards(
        {pair.mentor: "Орловой"}, organization=world.a1, **{**PAPER, "kind": "thanks"}, **clock(world)
    )
    assert thanks.number == 3
    stranger = mentor_of(world.b1, "Чужова")
    [other] = awards.issue_awards({stranger: "Чужовой"}, organization=world.b1, **PAPER, **clock(world))
    assert other.number == 1
    january = {**PAPER, "on": date(2027, 1, 15)}
    with pytest.raises(AwardRefused):  # more than a month ahead
        awards.issue_awards({pair.mentor: "Орловой"}, organization=world.a1, **january, **clock(world))
    later = {"by": world.curator, "at": NOW + timedelta(days=60)}
    [next_year] = awards.issue_awards({pair.mentor: "Орловой"}, organization=world.a1, **january, **later)
    assert next_year.reg_number == "2027/1"


def test_the_same_award_is_not_given_twice(world, pair):
    awards.issue_awards({pair.mentor: "Орловой"}, organization=world.a1, **PAPER, **clock(world))
    with pytest.raises(AwardRefused):
        awards.issue_awards({pair.mentor: "Орловой"}, organization=world.a1, **PAPER, **clock(world))
    both = {pair.mentor: "Орловой", mentee(pair): "Тайновой"}
    assert len(awards.issue_awards(both, organization=world.a1, **PAPER, **clock(world))) == 1
    with pytest.raises(AwardRefused):
        awards.issue_awards({mentor_of(world.b1): "Чужой"}, organization=world.a1, **PAPER, **clock(world))


def test_a_paper_names_in_the_dative_and_is_printed_again_the_same(world, pair):
    person = mentee(pair).person
    person.sex = "f"
    person.save()
    world.a1.founder, world.a1.place = "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "г. Северск"
    world.a1.save()
    dative = name_of(person).dative
    assert dative == "Тайновой Дарье Олеговне"
    [award] = awards.issue_awards({mentee(pair): dative}, organization=world.a1, **PAPER, **clock(world))
    first = render(awards_document([award]), "pdf")
    person.last_name = "Замужняя"
    person.save()
    again = Award.objects.select_related("participation__person", "organization").get()
    assert render(awards_document([again]), "pdf") == first
    said = text_of(awards_document([again]))
    for words in ("СЕРТИФИКАТ", "№ 2026/1", "Тайновой Дарье", "за участие", "Северск", "16 ноября 2026"):
        assert words in said


def test_overrides_of_the_card_are_followed(world):
    person = mentee_of(world.a1, "Золя").person
    person.declension = {"dative": "Золя Дарье Олеговне"}
    assert name_of(person).dative == "Золя Дарье Олеговне"
    assert proposed_words("thanks", {"mentor"}, TODAY).endswith("в 2026–2027 учебном году")


def test_a_mistake_is_corrected_under_the_same_number(world, as_role, pair):
    [award] = awards.issue_awards({pair.mentor: "Орлове"}, organization=world.a1, **PAPER, **clock(world))
    url = reverse("pairing:award_edit", args=[award.pk])
    as_role("curator").post(url, {"dative": "Орловой Анне", "words": "за труд"})
    award.refresh_from_db()
    assert (award.number, award.facts["dative"], award.words) == (1, "Орловой Анне", "за труд")


def test_awards_are_issued_in_two_steps_and_printed_together(world, as_role, pair):
    curator = as_role("curator")
    people = [pair.mentor_id, mentee(pair).pk]
    step = curator.post(reverse("pairing:award_issue"), {"kind": "thanks", "people": people})
    assert step.status_code == 302
    page = curator.get(step.url).content.decode()
    assert "Тайновой" in page
    answers = {f"dative-{number}": "Имени" for number in people}
    curator.post(step.url, {"on": "2026-11-16", "words": "за труд", **answers})
    numbers = list(Award.objects.values_list("pk", flat=True))
    assert len(numbers) == 2
    printed = curator.get(reverse("pairing:awards_print"), {"pk": numbers})
    assert printed["Content-Type"] == "application/pdf"
    assert AuditEntry.objects.filter(verb="award.printed").count() == 2
    assert HIDDEN in curator.get(reverse("pairing:awards")).content.decode()
    assert as_role("methodologist").get(reverse("pairing:awards")).status_code == 403


# --- cases ---------------------------------------------------------------------------------------------------------


def make_case(world, text="Пара дошла до конкурса.", people=(), **fields) -> CaseStory:
    case = CaseStory(**{"title": "Случай", "text": text, **fields})
    return cases.add_case(case, people=list(people), organization=world.a1, **clock(world))


def publish(world, case):
    cases.publish_case(case, url="https://school.example/case", on=TODAY, **clock(world))


def test_a_case_is_published_only_when_all_whom_it_names_agree(world, pair):
    third, told = mentee_of(world.a1, "Зимина"), mentor_of(world.a1, "Розова")
    case = make_case(world, "Помогла и Зимина Дарья.", pairing=pair, people=[told])
    people = {named.person for named in named_by(case, TODAY)}
    assert people == {pair.mentor.person, mentee(pair).person, third.person, told.person}
    with pytest.raises(CaseRefused, match=r"4.+(?s:.)Тайнова Д\. О\."):
        publish(world, case)
    for person in people - {told.person}:
        make_consent(person, "dissemination")
    with pytest.raises(CaseRefused, match="Розова"):
        publish(world, case)
    forbidding = make_consent(told.person, "dissemination", banned_data=["ФИО"])
    with pytest.raises(CaseRefused):
        publish(world, case)
    forbidding.banned_data = ["фотография"]
    forbidding.save()
    publish(world, case)
    assert CaseStory.objects.get().published_on == TODAY
    assert not to_take_off(CaseStory.objects.all(), TODAY)
    forbidding.withdrawn_on = TODAY
    forbidding.save()
    assert to_take_off(CaseStory.objects.all(), TODAY) == {case.pk}
    cases.unpublish_case(case, **clock(world))
    assert CaseStory.objects.get().published_url == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://school.example/x"])
def test_only_pages_are_addresses(world, url):
    with pytest.raises(CaseRefused):
        cases.publish_case(make_case(world), url=url, on=TODAY, **clock(world))


def test_a_practice_is_searched_for_names_before_it_is_opened(world, as_role, pair):
    case = make_case(world, "Мы говорили с Тайновой каждую неделю.")
    with pytest.raises(CaseRefused):
        cases.share_practice(case, **clock(world))
    assert not CaseStory.objects.get().practice
    url = reverse("pairing:case_share", args=[case.pk])
    curator = as_role("curator")
    assert HIDDEN in curator.get(url).content.decode()
    curator.post(url, {"confirmed": "on"})
    assert not CaseStory.objects.get().practice
    curator.post(url, {"confirmed": "on", "despite": "on"})
    assert CaseStory.objects.get().practice
    assert AuditEntry.objects.get(verb="casestory.shared").changes == {"despite": 1}


def test_changed_words_close_a_practice(world):
    case = make_case(world)
    cases.share_practice(case, **clock(world))
    case = CaseStory.objects.get()
    case.text += " Ещё."
    cases.change_case(case, people=[], seen=case.revision, **clock(world))
    assert not CaseStory.objects.get().practice


def test_above_the_institution_a_practice_is_its_title_and_text(world, as_role, pair):
    closed = make_case(world, f"Рассказ о {HIDDEN}", title="Закрытый", people=[mentee(pair)])
    open_case = make_case(world, "Один шаг в неделю.", title="Дневник шагов", pairing=pair, people=[mentee(pair)])
    cases.share_practice(open_case, **clock(world))
    for role in ("methodologist", "coordinator", "administrator"):
        client = as_role(role)
        pages = [client.get(url).content.decode() for url in (reverse("pairing:cases"), open_case.get_absolute_url())]
        assert "Дневник шагов" in pages[0] and "Один шаг" in pages[1]
        assert not any(HIDDEN in page or "Закрытый" in page or f"/pairs/{pair.pk}/" in page for page in pages)
        assert client.get(closed.get_absolute_url()).status_code == 404
    assert as_role("stranger").get(open_case.get_absolute_url()).status_code == 404


def test_what_is_published_is_neither_changed_nor_deleted(world):
    case = make_case(world)
    publish(world, case)
    case = CaseStory.objects.get()
    with pytest.raises(CaseRefused):
        cases.change_case(case, people=[], seen=case.revision, **clock(world))
    with pytest.raises(CaseRefused):
        cases.delete_case(case, **clock(world))


# --- destruction ---------------------------------------------------------------------------------------------------


def test_what_is_kept_of_a_person_goes_with_them(world, pair):
    person = mentee(pair).person
    closing.record_reflections([Said(pair, mentee(pair), reached="Всё")], on=TODAY, **clock(world))
    awards.issue_awards({mentee(pair): "Тайновой"}, organization=world.a1, **PAPER, **clock(world))
    make_case(world, f"Рассказ о {HIDDEN}")
    stays = make_case(world, "Один шаг в неделю.", title="Дневник", people=[mentee(pair)])
    categories = erase_elsewhere(person, NOW)
    assert {"личная рефлексия по итогам работы пары", "упоминание в банке кейсов и практик"} <= set(categories)
    assert not Reflection.objects.exists()
    award = Award.objects.get()
    assert (award.number, award.facts, award.words) == (1, {}, "")
    assert list(CaseStory.objects.all()) == [stays] and not stays.people.exists()
    with pytest.raises(AwardRefused):
        awards.correct_award(award, dative="Тайновой", words="за труд", **clock(world))


def test_a_person_is_told_what_is_kept_of_the_end(world, pair):
    person = mentee(pair).person
    closing.record_reflections([Said(pair, mentee(pair), reached="Проект")], on=TODAY, **clock(world))
    awards.issue_awards({mentee(pair): "Тайновой"}, organization=world.a1, **PAPER, **clock(world))
    make_case(world, title="Дневник", people=[mentee(pair)])
    told = dict(told_elsewhere(person))
    assert told["Рефлексия по итогам работы пар"] == [("Рефлексия 16.11.2026", "Проект")]
    assert "2026/1" in told["Награды"][0][0]
    assert told["Упоминание в банке кейсов"][0][1] == "Дневник"
