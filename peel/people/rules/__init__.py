"""Decisions about people on plain values; no Django."""
