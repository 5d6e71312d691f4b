"""What can be done about families.

Whatever concerns one adult happens under the lock of their contact's row, so an acceptance and a
revocation of the same instant take turns, and the later one sees what the earlier one did.
"""
