"""TOLD: what a person must hear. The inbox in the product, one letter a day, the sweep that fills both.

Apps above declare what is due (`sources.register`); this app decides whom, when, and writes rows with a unique key
before anything leaves the process, so that a repeated, late or doubled sweep tells nobody twice. What stands in a
person's own calendar is declared in the same way (`agenda.register`). Stands on
organizations and core.
"""
