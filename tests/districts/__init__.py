"""Tests of districts: commands, signing in, roles, lists."""
