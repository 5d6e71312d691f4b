"""Pictures inside documents, without what a camera or a person wrote into them. No pixel changes.

What stays is listed, not what goes: a block nobody here has heard of does not leave.
"""
