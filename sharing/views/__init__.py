"""Pages about links, for those who are signed in."""
