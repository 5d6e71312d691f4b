"""Fetching from OneRoster services, good and hostile."""
