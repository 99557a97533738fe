"""О поощрении наставников."""

from django.utils.translation import gettext_lazy as _

from core.documents import Clause

from .base import Facts, Field, OrderKind, Proposal, sentence

# What is ordered, and the case in which the rewarded stand after it.
REWARDS = {
    "thanks": ("Объявить благодарность{ground}:", "dative"),
    "certificate": ("Наградить почётной грамотой{ground}:", "accusative"),
    "pay": ("Выплатить премию{amount}{ground}:", "dative"),
}


def propose(facts: Facts) -> Proposal:
    wording, case = REWARDS[facts.text("reward")]
    ground = f" за {facts.text('ground_for')}" if facts.has("ground_for") else ""
    amount = f" {facts.text('amount')}" if facts.has("amount") else ""
    people = [sentence(person) for person in facts.people("people", case)]
    return Proposal("О поощрении наставников", [Clause(wording.format(ground=ground, amount=amount), people)])


KIND = OrderKind(
    "reward",
    (
        Field(
            "reward",
            _("Reward"),
            "choice",
            choices=(("thanks", _("thanks")), ("certificate", _("certificate of honour")), ("pay", _("bonus"))),
        ),
        Field("people", _("Who is rewarded"), "people"),
        Field(
            "ground_for",
            _("For what"),
            required=False,
            initial="активное участие в реализации программы наставничества",
            help=_("After «за», in the accusative."),
        ),
        Field("amount", _("Size of the bonus"), required=False, help=_("For example: в размере 5 000 рублей")),
    ),
    propose,
    purpose="поощрения наставников за результаты работы",
)
