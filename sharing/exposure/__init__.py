"""What of a district stands in the open: its live links, for administrators. Makes no link."""
