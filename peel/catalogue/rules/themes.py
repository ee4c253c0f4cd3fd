"""Themes of the library and the cover family of each: eleven pictures for any number of subjects."""

import re

# Code, name, family, cover. The first that a force sees; imports add their own.
OURS = (
    ("mental-health", "Mental health", "care", "care"),
    ("safeguarding", "Safeguarding", "care", "care"),
    ("investigations", "Investigations", "case", "case"),
    ("digital-policing", "Digital policing", "digital", "digital"),
    ("stop-and-search", "Stop and search", "stop", "stop"),
    ("officer-safety", "Officer safety", "safety", "safety"),
    ("first-aid", "First aid", "safety", "safety"),
    ("driving", "Driving", "drive", "drive"),
    ("custody", "Custody", "custody", "custody"),
    ("neighbourhood", "Neighbourhood policing", "place", "place"),
    ("leadership", "Leadership", "grow", "grow"),
    ("wellbeing", "Wellbeing", "well", "well"),
    ("data", "Data and information", "data", "data"),
)
GENERAL = "General skills"
# The first word found in a name decides; anything else is about growing.
_FAMILIES = (
    ("well", "wellbeing resilience stress leave"),
    ("care", "mental safeguard care health child victim"),
    ("case", "investigat evidence disclosure case commercial contract acquisition audit"),
    ("digital", "digital tools software online cyber technology launching"),
    ("data", "data finance analysis numbers performance"),
    ("place", "project design working"),
    ("safety", "safety first aid risk"),
    ("drive", "driv travel vehicle"),
    ("custody", "custody detention"),
    ("stop", "stop search fair inclusion diversity"),
    ("place", "neighbourhood community operational place"),
    ("grow", "lead career teach develop train manage skills supervisor"),
)


def family_of(name: str) -> str:
    """The cover family of a theme that somebody else named."""
    low = name.lower()
    for family, words in _FAMILIES:
        if any(re.search(rf"\b{word}", low) for word in words.split()):
            return family
    return "grow"
