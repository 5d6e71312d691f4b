"""Students as their office looks at them: the list, one record, and how they sign in."""
