"""Reads of the catalogue that need more than a filter: whole lessons, search, what is in a journey."""
