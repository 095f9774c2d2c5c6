"""The website's own search index: which documents, under which numbers, in which files.

A reader's browser loads what a query needs and no more, by appending script elements, which works
from `file://` too. The words are those of the command line (`evidence.search.tokens`), and so are
the documents, except that full texts never leave the workspace.

Everything here is a function of the workspace alone, and a small change stays small: works get
their numbers from a hash of their keys, so that a new one moves few others.
"""
