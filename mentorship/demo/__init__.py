"""The demo world: real organisations of the five source documents, invented people, a living programme as of today.

    organizations.py  the tree and the people, from fixtures/demo/
    drafts.py         a source document made over for an organisation and a school year
    decisions.py      how a draft came to be approved, returned, renewed
    life.py           what people have done by today
    banks.py          mentors and mentees of six institutions at every stage
    pairs.py          pairs of the banks, matched and ordered
    partners.py       enterprises, colleges and funds, their agreements
    training.py       the School of mentors
    answers.py        questionnaires by personal links, assessments
    sharing.py        mentors lent within a municipality
    reporting.py      two quarters of five municipalities
    surveys.py        surveys with answers, SWOT cards
    exchange.py       formats of exchange, files sent by them, a form of one's own
    loading.py        which organisation is given what, and in which order

Loading twice changes nothing: each part makes only what is not there yet.
"""
