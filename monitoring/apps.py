from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("Monitoring")
    audit_verbs = {
        "reportingperiod.opened": _("reporting period opened"),
        "reportingperiod.days_changed": _("days of a period moved"),
        "reportingperiod.extended": _("period opened for one organisation"),
        "submission.begun": _("submission begun"),
        "submission.counted": _("figures counted again"),
        "submission.filled_in": _("figures filled in"),
        "submission.sent_to_sign": _("submission sent for signature"),
        "submission.taken_back": _("submission taken back"),
        "submission.submitted": _("submission signed and submitted"),
        "submission.accepted": _("submission accepted"),
        "submission.returned": _("submission returned"),
        "submission.corrected": _("correction of a submission begun"),
        "remark.answered": _("remark answered"),
        "indicator.added": _("indicator added"),
        "indicator.changed": _("indicator given a new wording"),
        "indicator.ended": _("indicator asked for no longer"),
        "target.changed": _("planned value changed"),
        "typedcount.entered": _("number from outside entered"),
        "countingrules.changed": _("rules of counting changed"),
        "exchangeformat.added": _("exchange format made"),
        "exchangeformat.changed": _("exchange format changed"),
        "exchangeformat.archived": _("exchange format put into the archive"),
        "exchangeformat.restored": _("exchange format returned from the archive"),
        "sending.made": _("file made for a platform"),
        "sending.taken": _("file for a platform given out once more"),
        "sending.loaded": _("file marked as loaded into a platform"),
        "reporttemplate.added": _("template of a report uploaded"),
        "reporttemplate.replaced": _("file of a template replaced"),
        "reporttemplate.bound": _("names of a template bound"),
        "reporttemplate.archived": _("template put into the archive"),
        "reporttemplate.restored": _("template returned from the archive"),
        "filledtemplate.made": _("template filled"),
        "survey.opened": _("survey opened"),
        "survey.widened": _("newcomers invited to a survey"),
        "survey.prolonged": _("last day of a survey moved"),
        "survey.closed": _("survey closed"),
        "survey.links_made": _("personal links to a survey made"),
        "survey.links_posted": _("links to a survey sent by e-mail"),
        "survey.answered": _("answers to a survey received"),
        "survey.sheets_entered": _("sheets of a survey entered from paper"),
        "surveytemplate.saved": _("questions of a survey changed"),
        "surveytemplate.taken_off": _("own questions of a survey given up"),
        "publishedact.added": _("published act recorded"),
        "publishedact.changed": _("record of a published act changed"),
        "publishedact.removed": _("record of a published act removed"),
        "site.checked": _("site of the institution checked"),
        "sitecheck.mended": _("remark on the site mended"),
        "site.package_taken": _("package of acts for the site taken"),
        "swotcard.begun": _("SWOT card begun"),
        "swotcard.changed": _("SWOT card changed"),
    }
    audit_words = {
        "anonymous": _("anonymous"),
        "asked": _("people asked"),
        "bound": _("names bound"),
        "checked": _("acts checked"),
        "doubtful": _("included although words look like names"),
        "included": _("papers included"),
        "links": _("links"),
        "questions": _("questions"),
        "sheets": _("sheets of paper"),
        "wanting": _("remarks"),
        "without": _("left without a number"),
    }
    audit_codes = {
        "list": {"survey_links": _("links to surveys"), "exchange": _("first rows of a file for a platform")},
        "table": {"exchange": _("file for a platform")},
    }

    def ready(self):
        from notifications import agenda, kinds, sources
        from participants import disclosure, erasure
        from roadmaps import counting

        from .counted.sites import SitesChecked
        from .counted.surveys import SurveysHeld
        from .erasing import erase_from_surveys, tell_surveys
        from .kinds import KINDS
        from .reminders import periods, sites, surveys
        from .services.facts import settle
        from .services.sendings import forget_person

        erasure.register("monitoring", settle)
        erasure.register("surveys", erase_from_surveys)
        erasure.register("exchange", forget_person)
        disclosure.register("surveys", tell_surveys)
        sources.register("periods", periods.due_reminders)
        agenda.register("periods", periods.due_days)
        sources.register("surveys", surveys.due_reminders)
        counting.register(SurveysHeld())
        sources.register("sites", sites.due_reminders)
        counting.register(SitesChecked())
        for kind in KINDS:
            kinds.register(kind)
