"""Decisions of the catalogue on plain values: reading other people's catalogues, search words, lengths. No Django."""
