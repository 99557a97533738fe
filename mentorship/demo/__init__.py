"""The demo world: real organisations of the five source documents, invented people, a living programme as of today.

    organizations.py  the tree and the people, from fixtures/demo/
    programmes.py     the five source roadmaps as approved on paper, and this school year's roadmaps made from them
    life.py           what people have done by today

Loading twice changes nothing: each part makes only what is not there yet.
"""
