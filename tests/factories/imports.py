"""What belongs to imports besides runs: scopes, kept packages, services and settings."""

import hashlib
from datetime import date

from factory.declarations import LazyAttribute

from districts.models import (
    ConnectionSchool,
    ImportSettings,
    ProviderAuth,
    QuietDays,
    SisProvider,
    StoredPackage,
)
from tests.factories.districts import ConnectionFactory, DistrictFactory, SchoolFactory
from tests.factories.rows import IdFactory, SelfAttribute, Sequence, SubFactory, beside, now


class ConnectionSchoolFactory(IdFactory[ConnectionSchool]):
    """A school of a connection's scope."""

    connection = SubFactory(ConnectionFactory)
    district = SelfAttribute("connection.district")
    school = beside(SchoolFactory)


class StoredPackageFactory(IdFactory[StoredPackage]):
    """A package that was handed in; its bytes are nowhere."""

    connection = SubFactory(ConnectionFactory)
    district = SelfAttribute("connection.district")
    name = "roster.zip"
    key = Sequence(lambda n: f"sis/{n}.zip")
    size = 2048
    sha256 = LazyAttribute(lambda row: hashlib.sha256(row.key.encode()).hexdigest())
    received_at = now


class ProviderFactory(IdFactory[SisProvider]):
    """A OneRoster service, asked by a key and a secret that open nothing."""

    connection = SubFactory(ConnectionFactory, kind="pull")
    district = SelfAttribute("connection.district")
    base_url = "https://sis.example.org"
    version = "1.2"
    auth = ProviderAuth.CLIENT_CREDENTIALS
    token_url = "https://sis.example.org/token"  # noqa: S105 -- an address
    sealed = "sealed"
    changed_at = now


class ImportSettingsFactory(IdFactory[ImportSettings]):
    """The thresholds a district begins with, and no hours."""

    district = SubFactory(DistrictFactory)


class QuietDaysFactory(IdFactory[QuietDays]):
    """A winter break."""

    district = SubFactory(DistrictFactory)
    first_day = date(2026, 12, 19)
    last_day = date(2027, 1, 3)
