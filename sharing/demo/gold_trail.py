"""The district ``demo``: three schools, and the students whose portfolios a visitor can open."""

from sharing.demo.roster import Adult, Pupil, Roster, Worker, adult

MAPLE, CEDAR, BIRCH = "101", "202", "303"
SCHOOLS = {
    MAPLE: "Maple Street Elementary",
    CEDAR: "Cedar Ridge Secondary",
    BIRCH: "Birch Lake Middle School",
}
TOMS_CLASSES = ("English 10", "Career-Life 11")
PARENT = adult("Ana", "Kowalski", at="family")
_TRAN = adult("Linh", "Tran")
_OKAFOR = (adult("Chidi", "Okafor"), adult("Grace", "Okafor"))


def _of(*family: Adult) -> tuple[Adult, ...]:
    return family


# who, first name, last name, grade, school, class, family
_PORTFOLIOS = (
    ("mira", "Mira", "Kowalski", "10", CEDAR, "English 10", _of(PARENT)),
    ("jonah", "Jonah", "Whitfield", "10", CEDAR, "English 10", _of(adult("Ruth", "Whitfield"))),
    ("felix", "Felix", "Tran", "11", CEDAR, "Career-Life 11", _of(_TRAN)),
    ("noor", "Noor", "Haddad", "12", CEDAR, "Career-Life 11", _of(adult("Rami", "Haddad"))),
    ("ingrid", "Ingrid", "Solberg", "12", CEDAR, "Career-Life 11", _of(adult("Nils", "Solberg"))),
    ("amara", "Amara", "Okafor", "09", CEDAR, "Science 9", _OKAFOR),
    ("kai", "Kai", "Joseph", "08", BIRCH, "Division 8", _of(adult("Delia", "Joseph"))),
    ("lucia", "Lucía", "Ramos", "07", BIRCH, "Division 7", _of(adult("Daniela", "Ramos"))),
    ("tomas", "Tomás", "Ramos", "06", BIRCH, "Division 7", _of(adult("Daniela", "Ramos"))),
    ("elodie", "Élodie", "Gagnon", "05", MAPLE, "Division 4", _of(adult("Benoît", "Gagnon"))),
    ("ravi", "Ravi", "Natarajan", "04", MAPLE, "Division 4", _of(adult("Priya", "Natarajan"))),
    ("oskar", "Oskar", "Lindqvist", "03", MAPLE, "Division 2", _of(adult("Eva", "Lindqvist"))),
    ("maya", "Maya", "Kowalski", "02", MAPLE, "Division 2", _of(PARENT)),
    ("wren", "Wren", "Tran", "01", MAPLE, "Division 2", _of(_TRAN)),
)

# Classmates without a portfolio to show yet; the last two have nobody in the family file.
_CLASSMATES = (
    ("Beth", "Armstrong", "10", CEDAR, "English 10", _of(adult("Carol", "Armstrong"))),
    ("Diego", "Fuentes", "10", CEDAR, "English 10", _of(adult("Marisol", "Fuentes"))),
    ("Hana", "Sato", "10", CEDAR, "English 10", _of(adult("Kenji", "Sato"))),
    ("Liam", "O'Brien", "10", CEDAR, "English 10", _of(adult("Maeve", "O'Brien"))),
    ("Sofia", "Petrov", "10", CEDAR, "English 10", _of(adult("Irina", "Petrov"))),
    ("Tessa", "de Vries", "11", CEDAR, "Career-Life 11", _of(adult("Anke", "de Vries"))),
    ("Samuel", "Bird", "09", CEDAR, "Science 9", _of(adult("Joan", "Bird"))),
    ("Priya", "Anand", "09", CEDAR, "Science 9", _of(adult("Suresh", "Anand"))),
    ("Owen", "Clarke", "08", BIRCH, "Division 8", _of(adult("Fay", "Clarke"))),
    ("Zara", "Malik", "07", BIRCH, "Division 7", _of(adult("Imran", "Malik"))),
    ("Theo", "Laurent", "05", MAPLE, "Division 4", _of(adult("Camille", "Laurent"))),
    ("Nina", "Park", "04", MAPLE, "Division 4", _of(adult("Jisoo", "Park"))),
    ("Leo", "Marsh", "03", MAPLE, "Division 2", ()),
    ("Ivy", "Stone", "10", CEDAR, "English 10", ()),
)

_WITH_EMAIL = {"mira": "student@demo.example"}


def _pupils() -> tuple[Pupil, ...]:
    named = [
        Pupil(who, first, last, grade, school, class_name, _WITH_EMAIL.get(who, ""), family)
        for who, first, last, grade, school, class_name, family in _PORTFOLIOS
    ]
    others = [
        Pupil(first.lower(), first, last, grade, school, class_name, "", family)
        for first, last, grade, school, class_name, family in _CLASSMATES
    ]
    return (*named, *others)


GOLD_TRAIL = Roster(
    slug="demo",
    name="Gold Trail School District",
    time_zone="America/Vancouver",
    schools=SCHOOLS,
    pupils=_pupils(),
    staff=(
        Worker("teacher", "Tom", "Okafor", CEDAR, classes=TOMS_CLASSES),
        Worker("hill", "Susan", "Hill", CEDAR, classes=("Science 9",)),
        Worker("singh", "Arjun", "Singh", BIRCH, classes=("Division 7", "Division 8")),
        Worker("roy", "Claire", "Roy", MAPLE, classes=("Division 2", "Division 4")),
        Worker("principal", "Paul", "Bergström", CEDAR, role="administrator"),
        Worker("vaughan", "Marie", "Vaughan", MAPLE, role="administrator"),
    ),
)
