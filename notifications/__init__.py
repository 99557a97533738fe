"""TOLD: what a person must hear. The inbox in the product, one message a day by each channel, the calendar.

Apps above declare what is due (`sources.register`) and of which kinds (`kinds.register`); this app decides whom, when
and by which channel, and writes rows with a unique key before anything leaves the process, so that a repeated, late or
doubled sweep tells nobody twice. How: docs/reminders.md. Stands on organizations and core.
"""
