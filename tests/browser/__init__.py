"""What people do with a real browser in front of them."""
