"""Pages of districts and of the people in them."""
