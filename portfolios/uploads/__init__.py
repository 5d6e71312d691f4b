"""Resumable uploads by the tus protocol: what a request says, and whose upload it is about."""
