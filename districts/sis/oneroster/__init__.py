"""OneRoster: packages of CSV files in the versions 1.0, 1.1 and 1.2, whole or only changes."""
