"""Everything under /monitoring/."""

from django.urls import path

from .views import (
    charts,
    exchange,
    indicators,
    periods,
    sendings,
    settings,
    sites,
    sites_package,
    stage_two,
    submissions,
    survey_entry,
    survey_links,
    survey_templates,
    surveys,
    swot,
    templates,
    values,
)

app_name = "monitoring"

asked = [
    path("", periods.PeriodListView.as_view(), name="periods"),
    path("periods/add/", periods.PeriodAddView.as_view(), name="period_add"),
    path("periods/<int:pk>/", periods.PeriodView.as_view(), name="period"),
    path("periods/<int:pk>/days/", periods.PeriodDaysView.as_view(), name="period_days"),
    path("periods/<int:pk>/begin/", periods.SubmissionBeginView.as_view(), name="submission_begin"),
    path("periods/<int:pk>/open-for/<int:other>/", periods.PeriodExtendView.as_view(), name="period_extend"),
]
answered = [
    path("submissions/<int:pk>/", submissions.SubmissionView.as_view(), name="submission"),
    path("submissions/<int:pk>/figures/", submissions.FiguresView.as_view(), name="figures"),
    path("submissions/<int:pk>/count/", submissions.CountAgainView.as_view(), name="submission_count"),
    path("submissions/<int:pk>/send/", submissions.SendView.as_view(), name="submission_send"),
    path("submissions/<int:pk>/take-back/", submissions.TakeBackView.as_view(), name="submission_take_back"),
    path("submissions/<int:pk>/sign/", submissions.SignView.as_view(), name="submission_sign"),
    path("submissions/<int:pk>/accept/", submissions.AcceptView.as_view(), name="submission_accept"),
    path("submissions/<int:pk>/return/", submissions.ReturnView.as_view(), name="submission_return"),
    path("submissions/<int:pk>/correct/", submissions.CorrectView.as_view(), name="submission_correct"),
    path("remarks/<int:pk>/answer/", submissions.AnswerRemarkView.as_view(), name="remark_answer"),
]
counted = [
    path("charts/", charts.ChartsView.as_view(), name="charts"),
    path("values/", values.ValuesView.as_view(), name="values"),
    path("values/<int:pk>/", values.ValueView.as_view(), name="value"),
    path("indicators/", indicators.IndicatorListView.as_view(), name="indicators"),
    path("indicators/add/", indicators.IndicatorAddView.as_view(), name="indicator_add"),
    path("indicators/<int:pk>/", indicators.IndicatorView.as_view(), name="indicator"),
    path("indicators/<int:pk>/change/", indicators.IndicatorChangeView.as_view(), name="indicator_change"),
    path("indicators/<int:pk>/end/", indicators.IndicatorEndView.as_view(), name="indicator_end"),
    path("targets/", settings.TargetsView.as_view(), name="targets"),
    path("counts/", settings.TypedCountsView.as_view(), name="counts"),
    path("rules/", settings.RulesView.as_view(), name="rules"),
]
survey = [
    path("surveys/", surveys.SurveyListView.as_view(), name="surveys"),
    path("surveys/add/", surveys.SurveyAddView.as_view(), name="survey_add"),
    path("surveys/<int:pk>/", surveys.SurveyView.as_view(), name="survey"),
    path("surveys/<int:pk>/results/", surveys.ResultsView.as_view(), name="survey_results"),
    path("surveys/<int:pk>/prolong/", surveys.SurveyProlongView.as_view(), name="survey_prolong"),
    path("surveys/<int:pk>/close/", surveys.SurveyCloseView.as_view(), name="survey_close"),
    path("surveys/<int:pk>/invite/", surveys.SurveyInviteView.as_view(), name="survey_invite"),
    path("surveys/<int:pk>/blank/", survey_links.BlankView.as_view(), name="survey_blank"),
    path("surveys/<int:pk>/poster/", survey_links.PosterView.as_view(), name="survey_poster"),
    path("surveys/<int:pk>/slips/", survey_links.SlipsView.as_view(), name="survey_slips"),
    path("surveys/<int:pk>/letters/", survey_links.LettersView.as_view(), name="survey_letters"),
    path("surveys/<int:pk>/sheet/", survey_entry.SheetView.as_view(), name="survey_sheet"),
    path("surveys/<int:pk>/sheets/", survey_entry.GridView.as_view(), name="survey_sheets"),
    path("surveys/questions/", survey_templates.TemplateListView.as_view(), name="survey_templates"),
    path("surveys/questions/<int:pk>/", survey_templates.TemplateEditView.as_view(), name="survey_template"),
    path(
        "surveys/questions/<int:pk>/return/",
        survey_templates.TemplateReturnView.as_view(),
        name="survey_template_return",
    ),
    path("surveys/swot/", swot.SwotListView.as_view(), name="swots"),
    path("surveys/swot/add/", swot.SwotBeginView.as_view(), name="swot_add"),
    path("surveys/swot/<int:pk>/", swot.SwotView.as_view(), name="swot"),
    path("surveys/swot/<int:pk>/edit/", swot.SwotEditView.as_view(), name="swot_edit"),
    path("surveys/stage-two/", stage_two.StageTwoView.as_view(), name="stage_two"),
]
site = [
    path("site/", sites.SiteView.as_view(), name="site"),
    path("site/acts/add/", sites.ActAddView.as_view(), name="act_add"),
    path("site/acts/<int:pk>/change/", sites.ActChangeView.as_view(), name="act_change"),
    path("site/acts/<int:pk>/remove/", sites.ActRemoveView.as_view(), name="act_remove"),
    path("site/checks/<int:pk>/mended/", sites.MendView.as_view(), name="site_mended"),
    path("site/package/", sites_package.PackageView.as_view(), name="site_package"),
    path("sites/", sites.SitesView.as_view(), name="sites"),
    path("sites/<int:pk>/", sites.SiteHistoryView.as_view(), name="site_history"),
    path("sites/<int:pk>/check/", sites.SiteCheckView.as_view(), name="site_check"),
]
exchanged = [
    path("exchange/", exchange.ExchangeView.as_view(), name="exchange"),
    path("exchange/add/", exchange.FormatAddView.as_view(), name="exchange_format_add"),
    path("exchange/add/<slug:dataset>/", exchange.FormatBuildView.as_view(), name="exchange_format_build"),
    path("exchange/<int:pk>/", exchange.FormatView.as_view(), name="exchange_format"),
    path("exchange/<int:pk>/change/", exchange.FormatChangeView.as_view(), name="exchange_format_change"),
    path("exchange/<int:pk>/copy/", exchange.FormatCopyView.as_view(), name="exchange_format_copy"),
    path("exchange/<int:pk>/archive/", exchange.FormatArchiveView.as_view(), name="exchange_format_archive"),
    path("exchange/<int:pk>/send/", exchange.SendView.as_view(), name="exchange_send"),
    path("exchange/sent/", sendings.SendingListView.as_view(), name="sendings"),
    path("exchange/sent/<int:pk>/file/", sendings.SendingFileView.as_view(), name="sending_file"),
    path("exchange/sent/<int:pk>/loaded/", sendings.SendingLoadedView.as_view(), name="sending_loaded"),
]
filled = [
    path("templates/", templates.TemplatesView.as_view(), name="templates"),
    path("templates/add/", templates.TemplateAddView.as_view(), name="template_add"),
    path("templates/<int:pk>/", templates.TemplateView.as_view(), name="template"),
    path("templates/<int:pk>/bind/", templates.TemplateBindView.as_view(), name="template_bind"),
    path("templates/<int:pk>/replace/", templates.TemplateReplaceView.as_view(), name="template_replace"),
    path("templates/<int:pk>/archive/", templates.TemplateArchiveView.as_view(), name="template_archive"),
    path("templates/<int:pk>/fill/", templates.TemplateFillView.as_view(), name="template_fill"),
    path("templates/<int:pk>/file/", templates.TemplateFileView.as_view(), name="template_file"),
    path("templates/filled/<int:pk>/file/", templates.FilledFileView.as_view(), name="filled_file"),
]

urlpatterns = [*asked, *answered, *counted, *survey, *site, *exchanged, *filled]
