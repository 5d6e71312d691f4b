"""Why can't they see it? Every gate of a portfolio with its state, and who can change it.

``facts`` are values, ``gather`` reads them from the database; ``lines`` and ``verdict`` decide from
them alone. ``portfolios.gates`` remain the only thing that opens or closes: a test holds this
explanation to them.
"""
