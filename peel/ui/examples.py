"""What the live page ``/ui/`` draws its components with. Invented, in English only, and used nowhere else."""

from datetime import date

from django import forms
from django.utils.safestring import SafeString

from peel.ui.components.heat import Cell, Heat, Mark, Row
from peel.ui.components.marks import status
from peel.ui.components.passport import Axis, Bar

TODAY = date(2026, 11, 21)

COLOURS = (
    "page", "surface", "sunk", "band", "panel", "text", "text-soft", "line", "line-strong", "action", "link",
    "link-tint", "hivis", "good-fill", "good-tint", "due-fill", "due-tint", "late-fill", "late-tint", "series-1",
    "series-2", "series-3", "series-4",
)  # fmt: skip

TYPE = (
    ("3xl", "Offer one caller the online report."),
    ("2xl", "Emergency life support"),
    ("xl", "Carry on"),
    ("l", "Public and personal safety training"),
    ("m", "Say what it saves them. Then write down what they said back."),
    ("s", "Thu 3 Dec 2026, 08:00, Saltmarsh training centre."),
    ("xs", "Because your ELS expires in 40 days"),
)

STATUSES = (
    ("good", "In date", "Nothing to do within 90 days"),
    ("due", "Due", "Required learning, with its date ahead"),
    ("expiring", "Expiring", "An authorised skill with under 90 days left"),
    ("late", "Out of ticket", "An authorised skill past its date on this record"),
    ("late", "Overdue", "Required learning past its date, such as data protection"),
    ("held", "Suspended", "Because another skill it rests on has lapsed; the line names it"),
    ("learning", "In training", "On a course for it, not yet awarded"),
    ("waived", "Waived", "Not required, by a named officer, until a date"),
    ("gone", "Withdrawn", "Taken away by the authorising officer, with a date"),
    ("query", "Queried", "The person says the record is wrong; being checked"),
    ("part", "Part booked: 7 of 12 h", "A booking covers some of the requirement"),
    ("good", "Booked", "The booking completes the requirement"),
    ("pending", "Booked, duties to confirm", "Seat held; the duty planner has not answered"),
    ("good", "Duties confirmed", "The duty planner has accepted"),
    ("", "System", "No meaning of its own: the kind of a line in an audit trail"),
)

COVERS = (
    "care", "case", "case-scene", "data", "grow", "well", "digital", "safety", "drive", "place", "custody", "stop",
)  # fmt: skip

WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SHIFTS = ((16, "Rest"), (17, "Rest"), (18, "Day"), (19, "Day"), (20, "Late"), (21, "Late"), (22, "Night"))

LONG_NAME = "Detective Constable Anastasia-Evangeline Featherstonehaugh-Cholmondeley"
LONG_SKILL = "Public order public safety: level 2, mounted, protest removal, shield, long and short, refresher"


def bars() -> list[Bar]:
    return [
        Bar(
            name="Taser (CED)", note="Yearly", starts=date(2025, 11, 14), ends=date(2026, 11, 14), look="lapse",
            mark=status("late", "Out of ticket"),
        ),
        Bar(
            name="Emergency life support", note="Yearly", starts=date(2025, 12, 31), ends=date(2026, 12, 31),
            look="due", mark=status("expiring", "Expiring, 40 days"), href="/ui/",
        ),
        Bar(
            name="Public and personal safety", note="Yearly", starts=date(2026, 1, 21), ends=date(2027, 1, 21),
            look="due", mark=status("part", "Part booked: 7 of 12 h"), booked=date(2026, 12, 3),
        ),
        Bar(name="Standard response driving", note="5 years", starts=date(2024, 9, 12), ends=date(2029, 9, 12)),
        Bar(name="Body-worn video", note="No expiry", starts=date(2025, 3, 1), ends=None),
        Bar(
            name="Public order 2", note="Rests on emergency life support", starts=date(2025, 5, 1),
            ends=date(2027, 5, 1), mark=status("held", "Suspended"),
        ),
        Bar(name=LONG_SKILL, note="Two years", starts=date(2018, 1, 1), ends=date(2040, 1, 1)),
    ]  # fmt: skip


AXIS = Axis(first_year=2025, years=5, today=TODAY)

SKILLS = (
    "ELS", "Personal safety", "Taser", "Response driving", "Stop and search", "Method of entry", "Mental health",
    "Public order 2", "Data",
)  # fmt: skip

# A letter for what it is: 9 months, 40d days, L lapsed since, - not required; @ booked, % part booked.
PEOPLE = {
    "Adeyemi": "9 38d@3_Dec 14 41 17 9 34 8 11",
    "Brandt": "7 8 4 22 18 - 31 - 10",
    "Costello": "84d 5 6 12 44d - 30 5 9",
    "Iqbal": "8 4 8 17 9 - 22 L@2_Oct 11",
    "Maddox": "25d@27_Nov 25d 5 9 16 8 20 6 4",
    "Rahman": "40d 61d%3_Dec L@14_Nov 34 18 9 36 - 9d",
    "Whitlock": "12 8 L@14_Nov 16 12 - - 4 10",
}
ON_NOW = {"Adeyemi", "Costello", "Rahman", "Whitlock"}


def cell(code: str) -> Cell:
    if code == "-":
        return Cell("na", said="Not required")
    text, _, day = code.replace("_", " ").replace("%", "@").partition("@")
    if text == "L":
        return Cell("late", "Out", small=f"since {day}", href="/ui/")
    if text.endswith("d"):
        mark: Mark = "part" if "%" in code else "booked" if day else ""
        small = f"{'Part' if mark == 'part' else 'Booked'} {day}" if day else ""
        return Cell("due", text, small=small, said="ays left", mark=mark, href="/ui/")
    return Cell("ok", f"{text}m")


def team() -> Heat:
    rows = [
        Row(
            name=name, value=name, ticked=name in {"Rahman", "Whitlock"}, note="On now" if name in ON_NOW else "",
            cells=[cell(code) for code in codes.split()],
        )
        for name, codes in PEOPLE.items()
    ]  # fmt: skip
    foot = ("7/7", "7/7", "5/7", "7/7", "7/7", "4/4", "6/6", "4/5", "7/7")
    return Heat(label="Skills by person", heads=SKILLS, rows=rows, foot=foot, foot_name="In date")


def crowd(people: int = 300, skills: int = 30) -> Heat:
    """As large as a grid gets: a whole command by every skill."""
    codes = ["9", "14", "-", "40d", "17", "L@2_Oct", "33", "8", "61d@3_Dec", "22", "5"]
    rows = [
        Row(
            name=f"Officer {person:03}", value=person,
            cells=[cell(codes[(person * 7 + skill * 3) % len(codes)]) for skill in range(skills)],
        )
        for person in range(1, people + 1)
    ]  # fmt: skip
    return Heat(label="Skills by person", heads=[f"Skill {skill + 1}" for skill in range(skills)], rows=rows)


class Joining(forms.Form):
    """Every kind of field once."""

    code = forms.CharField(label="Join code", help_text="Six figures, on the screen at the front.", max_length=6)
    email = forms.EmailField(label="Force email", required=False)
    day = forms.DateField(label="Day", widget=forms.DateInput(attrs={"type": "date"}))
    unit = forms.ChoiceField(label="Unit", choices=[("", "Choose one"), ("a", "Response C"), ("b", "Harbour BCU")])
    role = forms.ChoiceField(label="Role", widget=forms.RadioSelect, choices=[("l", "Learner"), ("t", "Trainer")])
    wants = forms.MultipleChoiceField(
        label="Send me",
        widget=forms.CheckboxSelectMultiple,
        choices=[("m", "Mail"), ("p", "Push")],
        required=False,
    )
    agree = forms.BooleanField(label="I have read the joining instructions")
    note = forms.CharField(label="Reflection", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    photo = forms.FileField(label="Photo of the certificate", required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if len(code) != 6:
            raise forms.ValidationError("Codes have six figures. Yours has five.")
        return code


def joining() -> Joining:
    return Joining(prefix="a")


def joining_with_errors() -> Joining:
    return Joining({"b-code": "48291", "b-email": "not an address", "b-note": "Kept as typed."}, prefix="b")


def statuses() -> list[tuple[SafeString, str]]:
    return [(status(tone, word), means) for tone, word, means in STATUSES]  # type: ignore[arg-type]
