from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RoadmapsConfig(AppConfig):
    name = "roadmaps"
    verbose_name = _("Roadmaps")
    audit_verbs = {
        "roadmapimport.begun": _("document of a roadmap uploaded"),
        "roadmapimport.refused": _("uploaded document could not be read"),
        "roadmapimport.abandoned": _("upload of a roadmap given up"),
        "roadmapimport.forgotten": _("upload of a roadmap deleted: nobody went on with it"),
        "roadmapimport.saved": _("roadmap made of an uploaded document"),
        "roadmap.created": _("roadmap drafted"),
        "roadmap.changed": _("title, period or stamps of a roadmap changed"),
        "roadmap.renumbered": _("rows of a roadmap numbered anew"),
        "roadmap.deleted": _("draft of a roadmap deleted"),
        "roadmap.submitted": _("roadmap submitted for approval"),
        "roadmap.withdrawn": _("roadmap taken back"),
        "roadmap.returned": _("roadmap returned with a remark"),
        "roadmap.approved": _("roadmap approved"),
        "roadmap.past_closed": _("past deadlines of a roadmap approved on paper marked as done"),
        "roadmap.archived": _("roadmap moved to the archive"),
        "roadmap.published_as_model": _("roadmap published as a model"),
        "roadmap.unpublished_as_model": _("roadmap no longer offered as a model"),
        "roadmap.model_adopted": _("ready-made model adopted"),
        "section.added": _("section of a roadmap added"),
        "section.changed": _("section of a roadmap changed"),
        "section.moved": _("section of a roadmap moved"),
        "section.deleted": _("section of a roadmap deleted"),
        "activity.added": _("activity added"),
        "activity.copied": _("activity copied"),
        "activity.changed": _("activity changed"),
        "activity.moved": _("activity moved"),
        "activity.deleted": _("activity deleted"),
        "activity.dates_set": _("dates of an activity set by hand"),
        "activity.event_chosen": _("event of a deadline chosen"),
        "activity.event_noticed": _("event of a deadline happened, or its day moved"),
        "activity.counting_chosen": _("what is counted towards an activity chosen"),
        "occurrence.started": _("activity begun"),
        "occurrence.done": _("activity marked as done"),
        "occurrence.waived": _("activity marked as not required"),
        "occurrence.reopened": _("mark of an activity taken back"),
        "occurrence.counted": _("activity done, or open again, by what the records count"),
        "evidence.added": _("document attached to an activity"),
        "evidence.removed": _("document taken off an activity"),
    }
    audit_words = {
        "activities": _("activities deleted with it"),
        "closed": _("closed"),
        "counted": _("counted"),
        "dates": _("dates"),
        "made_from": _("made from"),
        "events": _("event"),
        "model": _("model roadmap"),
        "times": _("times"),
        "section": _("section"),
    }

    def ready(self):
        from notifications import agenda, kinds, sources
        from orders import subjects

        from . import counting, events
        from .agenda import deadlines_of
        from .counting.sources import OrdersSigned
        from .decreed import subjects_of
        from .events.sources import OWN
        from .kinds import KINDS
        from .reminders import due_reminders

        sources.register("roadmaps", due_reminders)
        for kind in KINDS:
            kinds.register(kind)
        agenda.register("roadmaps", deadlines_of)
        subjects.register("roadmaps", subjects_of)
        for source in OWN:
            events.register(source)
        counting.register(OrdersSigned())
