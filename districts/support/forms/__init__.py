"""The forms by which Support and a district deal with each other."""
