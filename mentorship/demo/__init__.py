"""The demo world: real organisations of the five source documents, invented people, a living programme as of today.

    organizations.py  the tree and the people, from fixtures/demo/
    drafts.py         a source document made over for an organisation and a school year
    decisions.py      how a draft came to be approved, returned, renewed
    life.py           what people have done by today
    banks.py          mentors and mentees of three institutions at every stage
    loading.py        which organisation is given what, and in which order

Loading twice changes nothing: each part makes only what is not there yet.
"""
