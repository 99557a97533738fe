"""DECREED: orders (приказы) from draft to acquaintance; the register with its numbers, the frozen paper.

    kinds/        what each kind asks and the text it proposes        declension/  names and positions by cases
    annexes.py    tables of an order                                 subjects.py  what an order decided
    services/     draft, send, sign, acknowledge, register, cancel    papers.py    the paper by GOST R 7.0.97-2025

A draft is made here by a kind's form, or by the service of the app whose decision it carries; orders itself knows
kinds and papers, not what they are about. What has come into force the apps above derive from the order's state.
Stands on organizations, notifications and core (domain.md 4).
"""
