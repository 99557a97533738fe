"""HOW IT GOES. Indicators and targets, the quarter's submissions, surveys, sites (domain.md 3, 6.5-6.7).

Every number is counted from `Fact`s: «this subject counted as this from a day to a day». Facts are computed from dated
rows of the apps below (`measures/`), one institution at a time and only when something in it changed
(`services.facts`), so that any past day gives the same number again and a region is one aggregate. An indicator is two
small formulas over counts (`formulas`). Sites are looked at by people: the product keeps addresses and what was seen,
and makes papers without names to be published (`services.publishing`). For a platform whose format nobody has
published a municipality builds formats of its own (`selectors.exchange`: datasets and their columns); its own XLSX
form is filled by the names of its cells (`workbooks`, `selectors.template_figures`). Stands on pairing, roadmaps,
participants, orders, notifications, organizations and core.
"""
