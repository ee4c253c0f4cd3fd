"""Requests for gathered pages."""
