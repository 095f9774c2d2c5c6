"""An article's notes to the works they cite: find, parse, resolve, audit.

`find` reads the notes of a file, `parse` the citations of a note, `resolve` names the work of each.
"""
