"""What people fill in about portfolios."""
