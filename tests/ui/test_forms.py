"""Fields: label, help, error, what was typed, and the private words."""

from django import forms

from peel.ui.components.forms import private_words
from peel.ui.examples import Joining
from tests.ui.drawing import draw


class Note(forms.Form):
    text = forms.CharField(label="Reflection <private>", widget=forms.Textarea, required=False)
    kind = forms.ChoiceField(choices=[("a", "Formal"), ("b", "Social")])
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_has_a_label_a_control_and_help_that_belongs_to_it():
    assert draw("{% field form.code %}", form=Joining()) == (
        '<div class="field"><label for="id_code">Join code</label>'
        '<input type="text" name="code" maxlength="6" aria-describedby="id_code_helptext" class="input" required '
        'id="id_code">'
        '<p class="hint" id="id_code_helptext">Six figures, on the screen at the front.</p></div>'
    )


def test_a_wrong_field_keeps_what_was_typed_and_says_why():
    form = Joining({"code": '4829"'})

    drawn = draw("{% field form.code %}", form=form)

    assert 'value="4829&quot;"' in drawn
    assert 'aria-describedby="id_code_error id_code_helptext"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<p class="hint wrong" id="id_code_error">Codes have six figures. Yours has five.</p>' in drawn


def test_an_optional_field_says_so_and_its_label_is_escaped():
    assert '<label for="id_text">Reflection &lt;private&gt; <span class="soft">(optional)</span></label>' in draw(
        "{% field form.text %}", form=Note()
    )


def test_a_private_box_carries_the_private_words():
    drawn = draw('{% field form.text private=True hint="Counts 0.2 hours." %}', form=Note())

    assert f'<p class="hint" id="id_text_helptext">Counts 0.2 hours. {private_words()}</p>' in drawn
    assert private_words() == (
        "Private unless you share it. Supervisors and administrators cannot read this. "
        "A court still can. Leave out names and incidents."
    )


def test_other_words_become_attributes_of_the_control():
    drawn = draw('{% field form.text rows="3" hx_get="/x" id="mine" %}', form=Note())

    assert 'hx-get="/x"' in drawn
    assert 'rows="3"' in drawn
    assert '<label for="mine">' in drawn


def test_choices_one_of_a_few_are_a_group_with_a_legend():
    drawn = draw("{% field form.role %}", form=Joining())

    assert drawn.startswith('<fieldset class="field"><legend class="label">Role</legend><label class="check"><input')
    assert drawn.count("<label") == 2


def test_a_tick_stands_before_its_words():
    drawn = draw("{% field form.agree %}", form=Joining())

    assert drawn.startswith('<div class="field"><label class="check"><input type="checkbox"')
    assert drawn.endswith("<span>I have read the joining instructions</span></label></div>")


def test_a_hidden_field_is_only_itself():
    assert draw("{% field form.seen %}", form=Note()) == '<input type="hidden" name="seen" id="id_seen">'


def test_what_is_wrong_with_the_whole_form_is_read_out():
    form = Note({"kind": "a"})
    form.add_error(None, "<No> seat left")

    drawn = draw("{% form_errors form %}", form=form)

    assert drawn.startswith('<div class="notice late" role="alert">')
    assert drawn.endswith("<div><p>&lt;No&gt; seat left</p></div></div>")


def test_a_form_with_nothing_wrong_says_nothing():
    assert draw("{% form_errors form %}", form=Note({"kind": "a"})) == ""


def test_a_facet_folds_and_counts():
    drawn = draw(
        '{% facet "Skill" open=False %}{% check "skill" 12 word count=96 checked=True %}{% endfacet %}', word="<b>"
    )

    assert drawn == (
        '<details class="facet"><summary>Skill</summary><div class="stack g0"><label class="check">'
        '<input type="checkbox" name="skill" checked value="12">&lt;b&gt;<span class="count">96</span></label>'
        "</div></details>"
    )


def test_a_toggle_may_be_one_of_several():
    assert draw('{% toggle "sort" "new" "Newest" one=True %}') == (
        '<label class="toggle"><input type="radio" name="sort" value="new">Newest</label>'
    )


def test_a_scale_remembers_the_answer():
    drawn = draw('{% scale "q" "Good value?" choices value=1 %}', choices=[(1, "Yes"), (2, "No")])

    assert '<label><input type="radio" name="q" checked value="1">Yes</label>' in drawn
    assert '<label><input type="radio" name="q" value="2">No</label>' in drawn


def test_stars_say_how_many_of_five():
    drawn = draw('{% stars "rated" "How good?" value=4 %}')

    assert drawn.count("<label>") == 5
    assert '<input type="radio" name="rated" value="4" checked><span class="sr">4 out of 5</span>' in drawn


def test_an_upload_is_an_ordinary_form_with_a_place_for_progress():
    drawn = draw('{% upload "/media/" %}<input type="file" name="file">{% endupload %}')

    assert drawn.startswith(
        '<form class="stack" method="post" enctype="multipart/form-data" action="/media/" data-upload'
    )
    assert 'name="csrfmiddlewaretoken"' in drawn
    assert '<progress class="chequer" max="100" value="0" aria-label="Sent" hidden></progress>' in drawn
