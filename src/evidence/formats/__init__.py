"""One module per record or annotation format: text in, values with line numbers out.

Nothing here opens a file; `evidence.workspace` hands in the text and keeps the problems.
"""
