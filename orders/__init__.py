"""DECREED: orders (приказы): the register with its numbers, the text as numbered clauses, signing, the frozen paper.

An order is made by the service of the app whose decision it carries (an approved roadmap asks for kind
`approve_roadmap`); orders itself knows kinds and papers, not what they are about (subjects.py). Stands on
organizations and core (domain.md 4).
"""
