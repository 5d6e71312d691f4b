"""Tests of families: invitations, associations, the Family tab."""
