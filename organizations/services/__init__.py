"""Verbs. `tree`: organisations appear, move, merge, close. `invitations`: people come in, and `letters` tells them so.
`people`: they leave a role or correct their own data. `production_calendar`: which days are worked, for everybody.
"""
