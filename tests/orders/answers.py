"""Answers to the questions of every kind, as a curator would give them."""

CURATOR = {"name": "Иванова Мария Петровна", "position": "Заместитель директора по УВР", "sex": ""}
TEACHER = {"name": "Ткач Олег Иванович", "position": "учитель физики", "sex": ""}
PUPIL = {"name": "Петров Иван Ильич", "position": "обучающийся 8 «А» класса", "sex": ""}
PAIR = [
    "Ткач Олег Иванович", "учитель физики", "Петров Иван Ильич", "8 «А»", "учитель – ученик", "индивидуальное",
    "01.10.2026 – 31.05.2027", "согласие от 15.09.2026",
]  # fmt: skip
COMMON = {
    "acts": ["r-145", "1264-r"],
    "manner": "instrumental",
    "purpose": "реализации программы наставничества",
    "acquainted": [CURATOR, TEACHER],
}
OWN = {
    "implement": {
        "model": "students",
        "start": "2026-09-01",
        "end": "2027-05-31",
        "approve": ["Положение о наставничестве (прилагается)", "Дорожную карту (прилагается)"],
        "planned": [["Доля обучающихся, вошедших в программу", "35 %", "31.12.2026"]],
        "curator": CURATOR,
        "monitoring": ["входной этап — сентябрь", "итоговый этап — май"],
        "site_keeper": TEACHER,
    },
    "working_group": {
        "head": CURATOR,
        "members": [
            ["Иванова Мария Петровна", "заместитель директора", "руководитель"],
            ["Ткач О. И.", "учитель", ""],
        ],
        "tasks": ["изучить документы", "подготовить проект Положения"],
        "plan_by": "2026-09-15",
    },
    "appoint_curator": {
        "curator": CURATOR,
        "start": "2026-09-01",
        "end": "2027-08-31",
        "duties": ["работа с базами", "контроль за встречами пар"],
        "substitute": TEACHER,
        "pay": "в размере 10 % должностного оклада",
    },
    "approve_regulation": {
        "subject": "о наставничестве",
        "protocol": "протокол от 30.08.2026 № 1",
        "start": "2026-09-01",
        "previous_text": "от 31.03.2022 г. № 14-а «О рабочей группе»",
        "responsible": CURATOR,
        "read_by": "2026-09-10",
        "site_keeper": TEACHER,
    },
    "approve_programme": {
        "sort": "personal",
        "start": "2026-10-01",
        "end": "2027-05-31",
        "programmes": [["Юный физик", "учитель – ученик", "Ткач О. И. – Петров И. И.", "8 месяцев"]],
        "curator": CURATOR,
    },
    "mentor_school": {
        "start": "2026-10-01",
        "end": "2026-10-31",
        "place": "кабинет № 12",
        "programme": "Школа наставников",
        "sessions": [["05.10.2026", "Роль наставника", "2", "Иванова М. П."]],
        "trainees": [["Ткач Олег Иванович", "учитель физики"]],
        "responsible": CURATOR,
    },
    "assign_pairs": {
        "start": "2026-10-01",
        "end": "2027-05-31",
        "pairs": [PAIR],
        "plans_by": "2026-10-15",
        "curator": CURATOR,
        "pay": "в размере 5 % должностного оклада",
    },
    "change_pairs": {
        "previous_text": "от 01.10.2026 г. № 7-од «О закреплении наставнических пар (групп)»",
        "previous_brief": "от 01.10.2026 г. № 7-од",
        "start": "2026-12-01",
        "reason": "увольнением наставника",
        "ended": [["Ткач О. И.", "Петров И. И.", "30.11.2026", "увольнение"]],
        "pairs": [PAIR],
        "curator": CURATOR,
    },
    "terminate": {
        "mentor": TEACHER,
        "mentees": [PUPIL],
        "start": "2026-12-01",
        "initiator": "mentor",
        "reason": "заявление от 20.11.2026",
        "notice_on": "2026-11-25",
        "pay": "за наставничество",
        "curator": CURATOR,
    },
    "monitoring": {
        "wave": "промежуточный этап",
        "start": "2026-12-01",
        "end": "2026-12-20",
        "tools": ["анкеты удовлетворённости", "SWOT-анализ"],
        "responsible": CURATOR,
        "report": "аналитическую справку",
        "report_by": "2026-12-25",
    },
    "final_event": {
        "event": "слёт наставников",
        "day": "2027-05-20",
        "place": "актовый зал",
        "responsible": CURATOR,
        "tasks": [["Разослать приглашения", "01.05.2027", "Иванова М. П."]],
        "commission": [["Ткач Олег Иванович", "учитель физики"]],
    },
    "results": {
        "start": "2026-10-01",
        "end": "2027-05-31",
        "finished": [["Ткач О. И.", "Петров И. И.", "учитель – ученик", "призёр олимпиады"]],
        "figures": [["Доля обучающихся в программе", "35 %", "37 %"]],
        "continued": ["работу группы «Юный физик»"],
        "curator": CURATOR,
        "report_to": "в управление образования",
        "report_by": "2027-06-10",
    },
    "reward": {
        "reward": "certificate",
        "people": [CURATOR, TEACHER],
        "ground_for": "активное участие в реализации программы наставничества",
    },
    "other": {"subject": "О внесении изменений в план", "clauses": ["Перенести встречу на 15.12.2026"]},
}
ANSWERS = {kind: {**COMMON, **own} for kind, own in OWN.items()}
