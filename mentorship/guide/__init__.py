"""The user guide: Russian pages in Markdown beside this file, and the section that each page of the product leads to.

The text is Russian by nature and goes past gettext. In it **bold** is always a word of the interface, letter for
letter, and a picture is a file that script/screenshots made: tests hold both to it.
"""
