"""Who is told what on which day, one module a subject; apps.py registers them with notifications."""
