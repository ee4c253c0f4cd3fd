"""Who may see this room's addresses."""

from typing import Any

from tests.house.neighbours import House
from tests.people.factories import LegalHoldFactory, RoleHeldFactory, SessionFactory

OPEN = {
    "account_login",
    # Says whom to ask, and tells nobody whether an address is known
    "account_reset_password",
    # The demonstration's door; 404 unless this is one
    "people:sign_in_as",
}
OWN = {
    "people:account",
    "mfa_index",
    "mfa_list_webauthn",
    "people:who_can_see",
    "people:end_other_sessions",
    "people:people",
}


def visits(house: House) -> dict[str, dict[str, Any]]:
    return {
        "people:roles": {"pk": house.person.pk},
        "people:account_of": {"pk": house.person.pk},
        "people:end_role": {"pk": RoleHeldFactory(person=house.person).pk},
        "people:transfer": {"pk": house.person.pk},
        "people:keeping": {"pk": house.person.pk},
        "people:place_hold": {"pk": house.person.pk},
        "people:lift_hold": {"pk": LegalHoldFactory(person=house.person, placed_by=house.insider).pk},
        "people:erase": {"pk": house.person.pk},
        "people:end_session": {"pk": SessionFactory(person=house.insider).pk},
    }
