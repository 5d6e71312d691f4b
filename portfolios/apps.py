"""The app portfolios."""

from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    """Templates, portfolios, posts and media."""

    name = "portfolios"
