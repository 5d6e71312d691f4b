"""The door of a set-up link: who stands there, whether it opens, and the mail that brings it."""
