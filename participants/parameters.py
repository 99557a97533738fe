"""Parameters of assessment to begin with (domain.md 3.1, 3.3): an institution takes them over and changes them."""

from .models import Participation

MENTEE, MENTOR = Participation.Role.MENTEE, Participation.Role.MENTOR
TEN = (1, 10)

READY = (
    (MENTEE, "Вовлечённость в учёбу и образовательную деятельность", TEN, False),
    (MENTEE, "Уверенность в своих силах", TEN, False),
    (MENTEE, "Умение ставить цели и планировать своё время", TEN, False),
    (MENTEE, "Умение общаться и работать вместе с другими", TEN, False),
    (MENTEE, "Понимание своего будущего, выбор профессии", TEN, False),
    (MENTEE, "Желание участвовать в мероприятиях и кружках", TEN, False),
    (MENTEE, "Тревожность", TEN, True),
    (MENTOR, "Умение слушать и поддерживать", TEN, False),
    (MENTOR, "Умение объяснять и давать обратную связь", TEN, False),
    (MENTOR, "Умение планировать работу с наставляемым", TEN, False),
    (MENTOR, "Желание продолжать быть наставником", TEN, False),
    (MENTOR, "Признаки профессионального выгорания", TEN, True),
)
"""Role, title, lowest and highest mark, whether less is better."""
