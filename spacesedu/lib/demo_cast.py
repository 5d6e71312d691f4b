"""Who can sign in to the demo. The seed makes these people; `manage.py up` prints them."""

PASSWORD = "spaces-demo"  # noqa: S105 -- printed on the screen; the demo listens on loopback alone

CAST = (
    ("student@demo.example", "a student with a portfolio to share"),
    ("family@demo.example", "a parent of that student"),
    ("teacher@demo.example", "the student's teacher"),
    ("principal@demo.example", "School Admin with limited rights"),
    ("head@demo.example", "School Admin"),
    ("counsellor@demo.example", "counsellor"),
    ("both@demo.example", "counsellor here, and a parent in the other district"),
    ("admin@demo.example", "District Admin"),
    ("limited@demo.example", "District Admin with limited rights"),
    ("support@demo.example", "Support"),
    ("other-admin@demo.example", "District Admin of another district"),
    ("other-teacher@demo.example", "a teacher there"),
    ("other-student@demo.example", "a student there"),
    ("other-family@demo.example", "a parent there"),
)
