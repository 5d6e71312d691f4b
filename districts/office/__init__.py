"""What a district says of itself: name, logo, colour, zone, languages, schools."""
