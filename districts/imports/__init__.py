"""Imports as people see them: runs as letters, lists of changes and problems, connections."""
