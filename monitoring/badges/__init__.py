"""What stands where, in words, with an icon and tone: one module a subject."""
