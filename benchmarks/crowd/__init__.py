"""The crowd of load.py: who they are, what they do all day, and the site that they do it on."""
