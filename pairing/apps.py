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
        "pairing.to_be_replaced": _("replacement of the mentor drafted"),
        "pairing.to_be_extended": _("extension of a pair drafted"),
        "pairing.to_be_ended_early": _("early end of a pair drafted"),
        "pairing.to_be_completed": _("completion of a pair drafted"),
        "pairing.replaced": _("mentor replaced"),
        "pairing.extended": _("pair extended"),
        "pairing.ended_early": _("pair ended early"),
        "pairing.completed": _("pair completed"),
        "pairing.joined": _("mentee came into a group"),
        "pairing.left": _("mentee left a group"),
        "pairing.conflict_lifted": _("mark «did not get along» taken back"),
        "meeting.planned": _("meeting planned"),
        "meeting.recorded": _("meeting entered"),
        "meeting.confirmed": _("meeting confirmed"),
        "meeting.missed": _("meeting marked as not held"),
        "meeting.reopened": _("mark of a meeting taken back"),
        "meeting.changed": _("meeting changed"),
        "meeting.deleted": _("meeting deleted"),
        "mentorlink.made": _("link to the mentor's page made"),
        "mentorlink.revoked": _("link to the mentor's page revoked"),
        "mentorlink.used": _("mentor's page opened by the link"),
        "rollover.begun": _("change of the school year begun"),
        "rollover.step_done": _("step of the change of the school year done"),
        "rollover.step_reopened": _("step of the change of the school year opened again"),
        "rollover.pairs_decided": _("pairs decided on for the new school year"),
        "rollover.order_drafted": _("order of the change of the school year drafted"),
        "rollover.classes_moved": _("classes changed for the new school year"),
        "rollover.classes_put_back": _("change of classes taken back"),
        "event.added": _("event entered"),
        "event.changed": _("event changed"),
        "event.deleted": _("event deleted"),
        "event.held": _("event has taken place"),
        "event.taken_back": _("event has not taken place after all"),
        "event.people_marked": _("those who took part in an event marked"),
        "event.list_taken": _("list of those who took part in an event taken"),
        "event.files_attached": _("files attached to an event"),
        "event.file_read": _("file of an event downloaded"),
        "event.file_removed": _("file of an event removed"),
        "event.reflected": _("reflection of all at an event written"),
        "pairing.reflected": _("personal reflections of a pair written"),
        "pairing.results_written": _("results of a pair written"),
        "award.issued": _("award issued"),
        "award.corrected": _("words of an award corrected"),
        "award.printed": _("award printed"),
        "casestory.added": _("case written"),
        "casestory.changed": _("case changed"),
        "casestory.deleted": _("case deleted"),
        "casestory.shared": _("practice opened to others"),
        "casestory.withheld": _("practice closed to others"),
        "casestory.published": _("case published"),
        "casestory.taken_off": _("case taken off the page"),
        "casestory.erased": _("case destroyed with the data of a person whom it names"),
        "individualplan.made": _("plan of a pair made"),
        "individualplan.changed": _("plan of a pair changed"),
        "individualplan.item_added": _("item of a plan added"),
        "individualplan.item_changed": _("item of a plan changed"),
        "individualplan.item_moved": _("item of a plan moved"),
        "individualplan.item_deleted": _("item of a plan deleted"),
        "individualplan.item_done": _("item of a plan marked as done"),
        "individualplan.item_reopened": _("mark of an item of a plan taken back"),
        "individualplan.named": _("plan named in a draft order"),
        "individualplan.taken_off": _("approval of a plan taken off"),
        "pairing.erased": _("what was kept of a person in pairs destroyed"),
    }
    audit_words = {
        "answers": _("answers"),
        "by_link": _("by the personal link"),
        "dative": _("name in the dative"),
        "despite": _("shared in spite of remarks"),
        "guests": _("guests"),
        "item": _("item"),
        "mentee": _("mentee No."),
        "mentees": _("mentees No."),
        "mentor": _("mentor No."),
        "pairs": _("pairs"),
        "paper": _("paper"),
        "side": _("whose wishes"),
        "why": _("why"),
        "wishes": _("wishes"),
    }
    audit_codes = {
        "list": {
            "pairs": _("pairs"),
            "meetings": _("meetings"),
            "plans": _("individual plans"),
            "awards": _("awards"),
            "classes": _("classes of the new school year"),
            "mentor_links": _("links of mentors"),
            "choice sheets": _("choice sheets"),
            "consents to renew": _("consents to renew"),
        },
        "paper": {"plan": _("individual plan"), "journal": _("journal of a pair")},
        "why": {"mistake": _("the mark was made by mistake"), "settled": _("the two have made it up and both agree")},
        "side": {"mentor": _("mentors"), "mentee": _("mentees")},
    }

    def ready(self):
        from notifications import agenda, kinds, sources
        from orders import subjects
        from participants import disclosure, engagement, erasure
        from roadmaps import counting, events

        from . import meeting_reminders
        from .agenda import meetings_of_keeper
        from .counted import EventsHeld, MeetingsHeld
        from .decreed import subjects_of
        from .effects import effects_of
        from .engaged import companions_in_pairs, mentees_in_pairs, mentors_in_pairs
        from .erasing import erase_from_pairs
        from .forgetting import erase_from_closing
        from .formed import PairsFormed
        from .notices import KINDS
        from .plan_reminders import due_reminders
        from .telling import tell_closing, tell_meetings

        engagement.register(mentors_in_pairs)
        engagement.register(mentees_in_pairs)
        engagement.register_companions(companions_in_pairs)
        erasure.register("pairing", erase_from_pairs)
        erasure.register("closing", erase_from_closing)
        disclosure.register("closing", tell_closing)
        disclosure.register("meetings", tell_meetings)
        subjects.register("pairing", subjects_of)
        subjects.register_effects("pairing", effects_of)
        events.register(PairsFormed())
        sources.register("plans", due_reminders)
        sources.register("meetings", meeting_reminders.due_reminders)
        agenda.register("meetings", meetings_of_keeper)
        for kind in KINDS:
            kinds.register(kind)
        counting.register(EventsHeld())
        counting.register(MeetingsHeld())
