"""The files of OneRoster 1.0, 1.1 and 1.2 and their columns, all versions in one.

Only what is needed to read a row has to be there. Names of users may be missing in a row that says
no more than that somebody has ended, so the statements look after them.
"""

from districts.sis.formats import ID, Agreement, Column, FileSpec, Kind, must

LIST = 100_000  # ids of a user's schools or relatives, behind commas
NAME = 255

STATE = ("status", "modified")


def _states() -> tuple[Column, ...]:
    return (
        must("sourcedId", "source_id", longest=ID, also=("sourceId",)),
        Column("status", "status"),
        Column("dateLastModified", "modified"),
    )


def _file(part: str, name: str, *columns: Column) -> FileSpec:
    """Return a file whose rows are known by their id and must not contradict each other."""
    everything = (*_states(), *columns)
    fields = [
        f"{column.field}_key" if column.kind is Kind.EMAIL else column.field
        for column in everything
        if column.field
    ]
    return FileSpec(
        name=name,
        part=part,
        columns=everything,
        key=("source_id",),
        agreements=(Agreement(("source_id",), tuple(fields[1:])),),
        misspelt=True,
    )


ORGS = _file(
    "orgs",
    "orgs.csv",
    Column("name", "name", required=True, longest=1000),
    Column("type", "type", required=True),
    Column("identifier", "identifier"),
    Column("parentSourcedId"),
)

SESSIONS = _file(
    "sessions",
    "academicSessions.csv",
    Column("title"),
    Column("type"),
    Column("startDate", "start_date"),
    Column("endDate", "end_date"),
    Column("parentSourcedId"),
    Column("schoolYear"),
)

COURSES = _file(
    "courses",
    "courses.csv",
    Column("schoolYearSourcedId", also=("schoolYearId",)),
    Column("title", "title", longest=1000),
    Column("courseCode"),
    Column("grades", also=("grade",)),
    Column("orgSourcedId"),
    Column("subjects"),
    Column("subjectCodes"),
)

CLASSES = _file(
    "classes",
    "classes.csv",
    Column("title", "title", required=True, longest=1000),
    Column("grades", "grades", longest=NAME, also=("grade",)),
    Column("courseSourcedId", "course", longest=ID),
    Column("classCode"),
    Column("classType"),
    Column("location"),
    Column("schoolSourcedId", "school", required=True, longest=ID),
    Column("termSourcedIds", "terms", longest=LIST, also=("termSourcedId",)),
    Column("subjects"),
    Column("subjectCodes"),
    Column("periods"),
)

USERS = _file(
    "users",
    "users.csv",
    Column("enabledUser", "enabled"),
    Column("orgSourcedIds", "orgs", longest=LIST, also=("orgSourcedId",)),
    Column("role", "role"),
    Column("username"),
    Column("userIds", also=("userId",)),
    Column("givenName", "given_name", required=True),
    Column("familyName", "family_name", required=True),
    Column("middleName"),
    Column("identifier", "identifier"),
    Column("email", "email", kind=Kind.EMAIL),
    Column("sms"),
    Column("phone"),
    Column("agentSourcedIds", "agents", longest=LIST, also=("agents", "agentSourcedId")),
    Column("grades", "grades", also=("grade",)),
    Column("password"),
    Column("userMasterIdentifier"),
    Column("resourceSourcedIds"),
    Column("preferredGivenName", "preferred_given_name"),
    Column("preferredMiddleName"),
    Column("preferredFamilyName", "preferred_family_name"),
    Column("primaryOrgSourcedId", "primary_org", longest=ID),
    Column("pronouns"),
)

ROLES = _file(
    "roles",
    "roles.csv",
    must("userSourcedId", "person", longest=ID),
    Column("roleType"),
    must("role", "role"),
    Column("beginDate", "begin_date"),
    Column("endDate", "end_date"),
    Column("orgSourcedId", "org", required=True, longest=ID),
    Column("userProfileSourcedId"),
)

ENROLLMENTS = _file(
    "enrolments",
    "enrollments.csv",
    must("classSourcedId", "class", longest=ID),
    Column("schoolSourcedId"),
    must("userSourcedId", "person", longest=ID),
    must("role", "role"),
    Column("primary"),
    Column("beginDate", "begin_date"),
    Column("endDate", "end_date"),
)

# Orgs come first: what the others say is said of schools.
FILES = (ORGS, SESSIONS, COURSES, CLASSES, USERS, ROLES, ENROLLMENTS)
MANIFEST = "manifest.csv"
