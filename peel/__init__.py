"""Peel: learning and development for police forces."""

__version__ = "0.1.0"
