"""Claims in, ratings out: pure functions over the model. Nothing here reads or writes a file."""
