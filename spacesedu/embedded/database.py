"""What the application finds in a new cluster: its own role and its own database."""

import psycopg
from psycopg import sql

from spacesedu.embedded import postgres
from spacesedu.embedded.folder import DataFolder

# One name for both. Not a superuser: what works here works on a real server. CREATEDB is for tests.
NAME = "spacesedu"
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist", "citext")


def connect(data: DataFolder, name: str = "postgres") -> psycopg.Connection:
    """As the superuser, over the private socket."""
    return psycopg.connect(
        host=str(data.sockets()), port=postgres.PORT, user="postgres", dbname=name, autocommit=True, connect_timeout=5
    )


def ensure(data: DataFolder) -> None:
    """Create role, database and extensions where they are missing. Asked at every start: a start
    that was killed half way is completed by the next."""
    name = sql.Identifier(NAME)
    with connect(data) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [NAME]).fetchone():
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN CREATEDB").format(name))
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            return
        # Complete under another name first: the name is there only when the extensions are.
        unfinished = sql.Identifier(f"{NAME}_unfinished")
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(unfinished))
        # The shell's locale must not decide how names sort and fold.
        connection.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'"
                " LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
            ).format(unfinished, name)
        )
        with connect(data, f"{NAME}_unfinished") as inside:
            for extension in EXTENSIONS:
                inside.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
        connection.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(unfinished, name))
