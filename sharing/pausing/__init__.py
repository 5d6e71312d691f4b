"""Pausing share links: what can be paused, what that closes, and what is paused."""
