"""PLANNED: roadmaps (дорожные карты) with sections, activities, deadlines; what falls due and what shows it was done.

A roadmap is drafted, submitted, approved by an order and then frozen; a change makes the next version. Approval
generates the occurrences of each activity from its deadline phrase, and people mark them done with evidence. Stands on
orders, notifications, organizations and core (domain.md 6, deadlines.md).

deadlines   phrase -> schedule -> dates; a library without Django
drafts      a roadmap as plain data: what every way in ends with
importers   a document -> a draft, with an account of every row; without Django
worksheet   the rows of an uploaded document while a person corrects them; without Django
linting     what is doubtful in a draft; without Django
events      what relative deadlines wait for: an order signed, an activity done; apps above register theirs
counting    what activities are done by («не менее 3 раз в год»): orders, events, meetings; apps above register theirs
reminders   what is due to be told, and whom
papers      the roadmap and the report on its execution as blocks of core.documents
"""
