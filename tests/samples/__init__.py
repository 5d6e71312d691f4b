"""Files made for tests. Nobody else's are ever kept here."""
