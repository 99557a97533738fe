"""Where the curator signs a list by hand."""

from core.documents import Signature

CURATOR = Signature("Куратор программы наставничества", "____________________")
