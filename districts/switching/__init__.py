"""What is on in a district: what Support allows, less what the district takes back."""
