"""What counts towards activities of roadmaps, one module a sort of record; apps.py registers them with roadmaps."""
