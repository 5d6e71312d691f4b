"""The room files take up, and how much there is."""
