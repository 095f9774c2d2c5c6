"""An article's notes to the works they cite: find, parse, resolve, audit.

`find` reads the notes of a file, `parse` the citations of a note, `resolve` names the work of each.

How a note is parsed: `spans` and `pieces` cut it, `backward`, `titled`, `sources`, `dated` and
`plain` each find one kind of citation in a piece, `details` reads what stands after a title, and
`parse` chooses. `note_text` holds what all of them ask.

How a citation is resolved: `index` and `candidates` look works up, `fit` weighs them, `resolve`
decides, with `volumes` of one title and `letters` behind years; `backrefs` takes what points back
to the `memory` of what was cited, `pinpoint` tells a place in a work from its extent.
"""
