"""From an article to its notes, from its notes to their citations, and from these to works."""
