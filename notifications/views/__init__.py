"""Pages: the inbox of a person, the outbox of the administrator."""
