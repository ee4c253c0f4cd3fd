"""Reads of learning that need more than a filter: a lesson's page, journeys with progress, marks on cards."""
