"""Addresses of people: one's own account, everybody else, and the demonstration's door."""

from django.urls import path

from peel.people.views import account, door, keeping, people, roles, transfer

app_name = "people"

urlpatterns = [
    path("sign-in/as/<slug:key>/", door.sign_in_as, name="sign_in_as"),
    path("account/", account.account, name="account"),
    path("account/sessions/end/", account.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/<int:pk>/end/", account.end_session, name="end_session"),
    path("account/who-can-see/", people.who_can_see, name="who_can_see"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/roles/", roles.roles, name="roles"),
    path("people/roles/<int:pk>/end/", roles.end_role, name="end_role"),
    path("people/<int:pk>/account/", roles.account, name="account_of"),
    path("people/<int:pk>/transfer/", transfer.transfer, name="transfer"),
    path("people/<int:pk>/keeping/", keeping.keeping, name="keeping"),
    path("people/<int:pk>/keeping/hold/", keeping.place_hold, name="place_hold"),
    path("people/holds/<int:pk>/lift/", keeping.lift_hold, name="lift_hold"),
    path("people/<int:pk>/keeping/erase/", keeping.erase, name="erase"),
]
