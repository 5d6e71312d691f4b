"""The room of whoever writes a post: drafts, files on their way, copies."""
