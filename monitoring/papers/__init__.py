"""Papers of monitoring as lists of blocks: what a report says, in Russian, as it is by nature.

Numbers of institutions and requisites of orders; never the name of a participant.
"""
