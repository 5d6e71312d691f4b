"""The Family tab: which adults an administrator sees, how each tie stands, page by page."""
