"""Mechanisms. No word of mentoring here, and no import of another app of ours.

errors      what a service may refuse, in words for a person
tenancy     querysets that start from `visible_to(user)`
states      the one door through which a state changes
revisions   a stale form never overwrites another person's change
audit       who did what, when; names copied in, kept for ever
files       stored files: checked by content, hashed, served only through a rights check
calendar    school years and quarters
workdays    which days are worked: weekends, and the production calendar that the administrator keeps
search      words found regardless of case, on every database
forms       the form of a revisioned row
views       the base views: list, detail, form, action, download
documents   a list of blocks -> PDF, DOCX, XLSX
"""
