"""The people of the demo's story: who can be tried from the sign-in page, and who is near them."""

from dataclasses import dataclass

from peel.demo.rules.layout import (
    CHIEF_INSPECTOR,
    CONSTABLE,
    INSPECTOR,
    SERGEANT,
    STAFF,
    SUPERINTENDENT,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One person of the story. ``key`` is their sign-in button; ``roles`` are held at the force, or at ``at``."""

    given: str
    family: str
    sex: str
    rank: str
    unit: str
    years: float
    key: str = ""
    title: str = ""
    role: str = ""
    roles: tuple[str, ...] = ()
    at: str = ""
    to_try: str = ""


TEAM = "HARBOUR-RESP-C"
"""Response C of Harbour: everybody in it is named here, and nobody else is posted to it."""

NORTHMARCH = (
    Part(
        "Aisha",
        "Rahman",
        "Female",
        CONSTABLE,
        TEAM,
        4.2,
        "constable",
        to_try="What is due, a lesson for the minutes you have, my record, “This is wrong”",
    ),
    Part("Tunde", "Adeyemi", "Male", CONSTABLE, TEAM, 9.4),
    Part("Kit", "Brandt", "Male", CONSTABLE, TEAM, 3.1),
    Part("Grace", "Costello", "Female", CONSTABLE, TEAM, 12.7),
    Part("Harpreet", "Dhillon", "Female", CONSTABLE, TEAM, 6.0),
    Part("Siân", "Evans", "Female", CONSTABLE, TEAM, 1.3, role="student-officer"),
    Part("Joe", "Farrant", "Male", CONSTABLE, TEAM, 15.2),
    Part("Imran", "Iqbal", "Male", CONSTABLE, TEAM, 7.8),
    Part("Beth", "Maddox", "Female", CONSTABLE, TEAM, 5.5),
    Part("Łukasz", "Nowak", "Male", CONSTABLE, TEAM, 2.9),
    Part("Dan", "Tully", "Male", CONSTABLE, TEAM, 10.1),
    Part("Ellie", "Whitlock", "Female", CONSTABLE, TEAM, 4.8),
    Part(
        "Ros",
        "Price",
        "Female",
        SERGEANT,
        TEAM,
        13.6,
        "sergeant",
        to_try="The team on this shift, what needs action, the grid, a person’s passport",
    ),
    Part("Leah", "Marsh", "Female", INSPECTOR, "HARBOUR-RESP", 17.0),
    Part("Jude", "Okoro", "Male", SERGEANT, "HARBOUR-RESP-B", 11.2),
    Part("Nell", "Doyle", "Female", INSPECTOR, "HARBOUR-NEIGH", 19.5),
    Part("Rob", "Farrow", "Male", INSPECTOR, "HARBOUR-CID", 20.3),
    Part("Meg", "Vaughan", "Female", SERGEANT, "HARBOUR-CID-A", 14.4),
    Part("Sam", "Hale", "Male", CONSTABLE, "HARBOUR-CID-A", 9.9),
    Part("Tom", "Lowe", "Male", CONSTABLE, "HARBOUR-NEIGH-A", 6.6),
    Part(
        "Max",
        "Holloway",
        "Male",
        SUPERINTENDENT,
        "HARBOUR",
        22.5,
        "commander",
        roles=("commander",),
        at="HARBOUR",
        to_try="Everyone in the Harbour command, and what they looked for in vain",
    ),
    Part(
        "Hana",
        "Bright",
        "Female",
        STAFF,
        "PEOPLE-LD-A",
        8.0,
        "administrator",
        "Training administrator",
        "training-administrator",
        ("training-administrator",),
        to_try="Queries waiting for a decision, awards, old records",
    ),
    Part(
        "Jo",
        "Ashby",
        "Female",
        STAFF,
        "PEOPLE-LD-A",
        6.3,
        "author",
        "Content producer",
        "content-producer",
        ("author",),
        to_try="Write a lesson in four forms, publish it, restore an old version",
    ),
    Part(
        "Lena",
        "Osei",
        "Female",
        CHIEF_INSPECTOR,
        "CRIME",
        18.8,
        "head-of-profession",
        "Head of Profession, Safeguarding",
        "head-of-profession",
        ("head-of-profession",),
        to_try="Rules of a skill, authorisations, waivers",
    ),
    Part(
        "Sam",
        "Whitby",
        "Male",
        STAFF,
        "ENABLING-DIGITAL-A",
        11.0,
        "force-admin",
        "System administrator",
        "system-administrator",
        ("force-administrator",),
        to_try="People, roles, settings, failed work",
    ),
    Part(
        "Tess",
        "Marlow",
        "Female",
        STAFF,
        "STANDARDS-PSD-A",
        14.0,
        "auditor",
        "Records auditor",
        "auditor",
        ("auditor",),
        to_try="What stood on a record at a moment, and what was known then",
    ),
    Part(
        "Abi",
        "Thornton",
        "Female",
        STAFF,
        "STANDARDS-PSD-A",
        9.0,
        title="Data protection officer",
        role="data-protection-officer",
        roles=("disclosure-officer",),
    ),
    Part(
        "Vikram",
        "Desai",
        "Male",
        STAFF,
        "STANDARDS-PSD-A",
        12.0,
        title="Force solicitor",
        role="solicitor",
        roles=("disclosure-officer",),
    ),
)

EASTVALE = (
    Part(
        "Callum",
        "Rees",
        "Male",
        CONSTABLE,
        "FENSIDE-RESP-A",
        5.0,
        "stranger",
        to_try="That nothing of Northmarch can be seen from another force",
    ),
)

NATION = Part(
    "Rae", "Lindqvist", "Female", STAFF, "LEARNING", 7.0, "national-admin", "National administrator",
    "national-administrator", ("national-administrator",),
    to_try="National skills, frameworks and lessons",
)  # fmt: skip

KEYS = (
    *(
        "constable",
        "sergeant",
        "administrator",
        "author",
        "head-of-profession",
        "commander",
        "force-admin",
    ),
    *("national-admin", "auditor", "stranger"),
)
"""The buttons of the sign-in page, in their order."""
