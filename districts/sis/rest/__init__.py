"""Fetching from a OneRoster service: what comes is written down as a package like any other."""

from districts.sis.rest.errors import RestError
from districts.sis.rest.probe import Seen, probe
from districts.sis.rest.provider import Bearer, ClientCredentials, OAuth1, Provider
from districts.sis.rest.pull import Pulled, pull

__all__ = [
    "Bearer",
    "ClientCredentials",
    "OAuth1",
    "Provider",
    "Pulled",
    "RestError",
    "Seen",
    "probe",
    "pull",
]
