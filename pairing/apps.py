from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PairingConfig(AppConfig):
    name = "pairing"
    verbose_name = _("Pairs and groups")
    audit_verbs = {
        "matchround.started": _("banks matched"),
        "matchround.rerun": _("banks matched again"),
        "matchround.chosen": _("mentor chosen by hand"),
        "matchround.taken_out": _("pair taken out of a matching"),
        "matchround.put_back": _("pair put back into a matching"),
        "matchround.checked": _("matching checked"),
        "matchround.reopened": _("matching opened again"),
        "matchround.discarded": _("matching given up"),
        "matchround.ordered": _("pairs made of a matching"),
        "matchrule.made": _("rule of matching made"),
        "matchrule.lifted": _("rule of matching lifted"),
        "wishes.recorded": _("wishes after the group meeting entered"),
        "pairing.made": _("pair made"),
        "pairing.changed": _("data of a pair changed"),
        "pairing.discarded": _("draft of a pair thrown away"),
        "pairing.named": _("pair named in a draft order"),
        "pairing.released": _("pair taken out of a draft order"),
        "pairing.assigned": _("pair assigned by an order"),
        "pairing.replaced": _("mentor replaced"),
        "pairing.extended": _("pair extended"),
        "pairing.ended_early": _("pair ended early"),
        "pairing.completed": _("pair completed"),
        "pairing.joined": _("mentee came into a group"),
        "pairing.left": _("mentee left a group"),
        "meeting.planned": _("meeting planned"),
        "meeting.recorded": _("meeting entered"),
        "meeting.confirmed": _("meeting confirmed"),
        "meeting.missed": _("meeting marked as not held"),
        "meeting.reopened": _("mark of a meeting taken back"),
        "meeting.changed": _("meeting changed"),
        "meeting.deleted": _("meeting deleted"),
        "pairing.erased": _("what was kept of a person in pairs destroyed"),
    }

    def ready(self):
        from orders import annexes, subjects
        from orders.models import Order
        from participants import engagement, erasure
        from roadmaps import events

        from .decreed import subjects_of
        from .engaged import companions_in_pairs, mentees_in_pairs, mentors_in_pairs
        from .erasing import erase_from_pairs
        from .formed import PairsFormed
        from .papers.decrees import annexes_of

        engagement.register(mentors_in_pairs)
        engagement.register(mentees_in_pairs)
        engagement.register_companions(companions_in_pairs)
        erasure.register("pairing", erase_from_pairs)
        subjects.register("pairing", subjects_of)
        annexes.register(Order.Kind.ASSIGN_PAIRS, annexes_of)
        events.register(PairsFormed())
