"""The sentences of gathered pages: the answer first, written from the data."""
