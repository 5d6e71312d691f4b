"""What those who run the installation may know, and what a district lets them read."""
