"""Addresses of students and their sign-in cards; part of ``districts``."""

from django.urls import path

from districts.views import card_door, cards, student, student_sign_in, students

urlpatterns = [
    path("students/", students.students, name="students"),
    path("students/<uuid:student>/", student.student, name="student"),
    path("students/<uuid:student>/name/", student.display_name, name="student_name"),
    path("students/<uuid:student>/deactivate/", student.deactivate, name="student_deactivate"),
    path("students/<uuid:student>/reactivate/", student.reactivate, name="student_reactivate"),
    path(
        "students/<uuid:student>/sign-in/", student_sign_in.student_sign_in, name="student_sign_in"
    ),
    path("cards/", cards.cards, name="cards"),
    path("cards/class/<uuid:class_group>/", cards.class_cards, name="class_cards"),
    path("cards/print/", cards.print_cards, name="print_cards"),
    path("cards/issue/", cards.issue, name="issue_cards"),
    path("cards/replace/", cards.replace, name="replace_cards"),
    path("cards/revoke/", cards.revoke, name="revoke_cards"),
    # What a card’s code says: short, so that the code is coarse and any camera reads it.
    path("card/", card_door.card, name="card"),
    path("card/sign-in/", card_door.sign_in, name="card_sign_in"),
    path("card/switch/", card_door.switch, name="card_switch"),
    path("card/<str:token>/", card_door.enter, name="card_enter"),
]
