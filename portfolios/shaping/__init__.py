"""The room of Portfolio Templates: what their pages read and say."""
