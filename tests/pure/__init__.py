"""Tests of what takes values and returns values: no database, no request."""
