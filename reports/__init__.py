"""ON PAPER: one small module per report, and the run of each (who asked for what, how far it is, the file).

A report says what (a list of core.documents blocks), a renderer says how. Nobody imports this app.
"""
