"""Asking: fields with their help and errors, ticks, facets, scales, uploads."""

from collections.abc import Iterable, Mapping

from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select, Textarea
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from peel.ui.components.doing import csrf
from peel.ui.components.marks import icon
from peel.ui.html import Words, attributes, classes, join, markup, shown


def private_words() -> SafeString:
    """The words beside every private box, the same everywhere."""
    words = _(
        "Private unless you share it. Supervisors and administrators cannot read this. A court still can. "
        "Leave out names and incidents."
    )
    return shown(words)


def field(
    bound: BoundField, *, hint: Words = "", private: bool = False, title: bool = False, **other: str | bool
) -> SafeString:
    """A form's field with label, help and error; what was typed stays. ``private`` adds the private words.

    ``other`` becomes attributes of the control: ``rows=3``, ``hx_get="/x"``, ``autocomplete="username"``.

    <div class="field"><label for="id_code">Join code</label>
    <input class="input" … aria-describedby="id_code_error" aria-invalid="true">
    <p class="hint" id="id_code_error">Codes have six figures.</p><p class="hint" id="id_code_helptext">…</p></div>
    """
    widget = bound.field.widget
    if bound.is_hidden:
        return mark_safe(str(bound))
    help_words = join(
        [
            hint or bound.help_text,
            " " if private and (hint or bound.help_text) else "",
            private_words() if private else "",
        ]
    )
    below = _below(bound, help_words)
    given: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in other.items()}
    described = " ".join(
        f"{bound.id_for_label}_{part}" for part, there in (("error", bound.errors), ("helptext", help_words)) if there
    )
    if described:
        given["aria-describedby"] = described
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return _group(bound, below)
    if isinstance(widget, CheckboxInput):
        box = bound.as_widget(attrs=given)
        return markup(
            '<div class="field"><label class="check">{}<span>{}</span></label>{}</div>', box, bound.label, below
        )
    if not isinstance(widget, Textarea | Select):
        given["class"] = classes("input", title and "title", str(widget.attrs.get("class", "")))
    label = markup('<label for="{}">{}</label>', given.get("id", bound.id_for_label), _label(bound))
    return markup('<div class="field">{}{}{}</div>', label, bound.as_widget(attrs=given), below)


def _label(bound: BoundField) -> object:
    if bound.field.required:
        return bound.label
    return markup('{} <span class="soft">{}</span>', bound.label, _("(optional)"))


def _below(bound: BoundField, help_words: SafeString) -> SafeString:
    ident = bound.id_for_label or bound.html_name
    wrong = (
        markup('<p class="hint wrong" id="{}_error">{}</p>', ident, " ".join(str(error) for error in bound.errors))
        if bound.errors
        else ""
    )
    said = markup('<p class="hint" id="{}_helptext">{}</p>', ident, help_words) if help_words else ""
    return join([wrong, said])


def _group(bound: BoundField, below: SafeString) -> SafeString:
    choices = join(
        markup('<label class="check">{}<span>{}</span></label>', choice.tag(), choice.choice_label)
        for choice in bound.subwidgets
    )
    return markup(
        '<fieldset class="field"><legend class="label">{}</legend>{}{}</fieldset>', _label(bound), choices, below
    )


def form_errors(form: BaseForm) -> SafeString:
    """What is wrong with a form as a whole: <div class="notice late" role="alert">…</div>, or nothing."""
    shown = join(markup("<p>{}</p>", str(error)) for error in form.non_field_errors())
    if not shown:
        return shown
    return markup('<div class="notice late" role="alert">{}<div>{}</div></div>', icon("triangle-alert"), shown)


def _choice(look: str, kind: str, name: str, value: object, label: Words, checked: bool, after: Words) -> SafeString:
    given = attributes({"type": kind, "name": name, "checked": checked})
    return markup('<label{}><input{} value="{}">{}{}</label>', attributes({"class": look}), given, value, label, after)


def toggle(name: str, value: object, label: Words, *, checked: bool = False, one: bool = False) -> SafeString:
    """A filter to switch on, or with ``one`` a choice among others.

    <label class="toggle"><input type="checkbox" …>Fits my shifts</label>
    """
    return _choice("toggle", "radio" if one else "checkbox", name, value, label, checked, "")


def check(
    name: str, value: object, label: Words, *, checked: bool = False, count: int | None = None, one: bool = False
) -> SafeString:
    """<label class="check"><input type="checkbox" name="skill" value="12">Stop and search<span class="count">96</span>
    </label>
    """
    after = markup('<span class="count">{}</span>', count) if count is not None else ""
    return _choice("check", "radio" if one else "checkbox", name, value, label, checked, after)


def facet(content: SafeString, name: Words, *, open: bool = True) -> SafeString:
    """A filter that folds; ``check``s inside.

    <details class="facet" open><summary>Skill</summary><div class="stack g0">…</div></details>
    """
    return markup(
        '<details{}><summary>{}</summary><div class="stack g0">{}</div></details>',
        attributes({"class": "facet", "open": open}), name, content,
    )  # fmt: skip


def scale(name: str, legend: Words, choices: Iterable[tuple[object, Words]], *, value: object = None) -> SafeString:
    """One of a few, side by side.

    <fieldset><legend>…</legend><div class="scale"><label><input type="radio" …>Yes</label>…
    """
    marks = join(
        _choice("", "radio", name, key, word, value is not None and str(key) == str(value), "") for key, word in choices
    )
    return markup(
        '<fieldset class="field"><legend class="label">{}</legend><div class="scale">{}</div></fieldset>', legend, marks
    )


def stars(name: str, legend: Words, *, value: int = 0) -> SafeString:
    """One to five.

    <fieldset><legend>…</legend><span class="stars"><label><input type="radio" …><span class="sr">1 out of 5</span>…
    """
    marks = join(
        markup(
            '<label><input type="radio" name="{}" value="{}"{}><span class="sr">{}</span>{}</label>',
            name, number, attributes({"checked": number == value}), _("%(n)s out of 5") % {"n": number}, icon("star"),
        )
        for number in range(1, 6)
    )  # fmt: skip
    return markup(
        '<fieldset class="field"><legend class="label">{}</legend><span class="stars">{}</span></fieldset>',
        legend,
        marks,
    )


def upload(context: Mapping[str, object], content: SafeString, url: str) -> SafeString:
    """A form that sends files and shows how far it is; fields and button inside. Works without script.

    <form class="stack" method="post" enctype="multipart/form-data" action="/x" data-upload data-failed="…">…
    <progress class="chequer" max="100" value="0" hidden aria-label="Sent"></progress>
    <output class="small soft" data-upload-says></output></form>
    """
    failed = _("That file did not arrive. Check the signal and try again; nothing else is lost.")
    return markup(
        '<form class="stack" method="post" enctype="multipart/form-data" action="{}" data-upload data-failed="{}">{}{}'
        '<progress class="chequer" max="100" value="0" aria-label="{}" hidden></progress>'
        '<output class="small soft" data-upload-says></output></form>',
        url, failed, csrf(context), content, _("Sent"),
    )  # fmt: skip


def autosave_says() -> SafeString:
    """Where a form with ``data-autosave`` says when it was kept.

    <output class="small soft" data-autosave-says …></output>
    """
    return markup(
        '<output class="small soft" data-autosave-says data-saved="{}" data-failed="{}"></output>',
        _("Draft saved"), _("Not saved yet. It stays on this page; saving is tried again with your next change."),
    )  # fmt: skip
