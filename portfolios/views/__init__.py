"""Fetch what the person may see, ask, act, redirect."""
