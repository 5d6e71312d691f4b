"""What the two districts call things, so that no name occurs in both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one district calls things, so that no name occurs in both."""

    slug: str
    district: str
    schools: tuple[str, str]
    class_name: str
    template: str
    sections: tuple[str, str, str]
    post: str
    surname: str
    """Added to every person's surname."""


GOLD_TRAIL = Words(
    slug="gold-trail",
    district="Gold Trail",
    schools=("Maple School", "Cedar School"),
    class_name="Humanities 8A",
    template="My Learning Journey",
    sections=("Core Competencies", "Proud Moments", "Goals"),
    post="Our bridge of paper",
    surname="Goldtrail",
)
HARBOUR_COAST = Words(
    slug="harbour-coast",
    district="Harbour Coast",
    schools=("Lighthouse School", "Pier School"),
    class_name="Sciences 7B",
    template="Harbour Showcase",
    sections=("Tides", "Boats", "Maps"),
    post="A map of the bay",
    surname="Harbourcoast",
)


PEOPLE = {
    "admin": "Ada Admin",
    "limited": "Lee Limited",
    "principal": "Pat Principal",
    "deputy": "Dana Deputy",
    "counsellor": "Cory Counsellor",
    "teacher": "Tara Teacher",
    "colleague": "Kim Colleague",
    "student": "Sunny Student",
    "pupil": "Penny Pupil",
    "family": "Fay Family",
    "nobody": "Noel Nobody",
}
