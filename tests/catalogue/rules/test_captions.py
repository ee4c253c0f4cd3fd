import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.catalogue.rules.captions import Cue, NotCaptions, cues_of, transcript_of

VTT = """WEBVTT - a film

NOTE not a cue

1
00:02.010 --> 00:03.500 align:start
<v Aisha>Ask <b>first</b>.

01:00:05.739 --> 01:00:06.074
Then
tell.
"""


def test_cues_have_their_times_and_their_plain_words():
    assert cues_of(VTT) == [Cue(2.01, 3.5, "Ask first."), Cue(3605.739, 3606.074, "Then tell.")]
    assert [cue.at for cue in cues_of(VTT)] == ["0:02", "60:05"]


def test_captions_are_a_transcript():
    assert transcript_of(VTT) == "Ask first. Then tell."


def test_a_long_transcript_has_paragraphs():
    blocks = [f"00:{n:02}.000 --> 00:{n:02}.500\n{'word ' * 20}end." for n in range(6)]

    paragraphs = transcript_of("WEBVTT\n\n" + "\n\n".join(blocks)).split("\n\n")

    assert [len(paragraph.split()) for paragraph in paragraphs] == [42, 42, 42]


def test_no_captions_are_no_cues():
    assert cues_of("  \n") == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Ask first.", "Captions begin with the word WEBVTT in their first line."),
        ("WEBVTTX\n", "Captions begin with the word WEBVTT in their first line."),
        ("WEBVTT\n\nsoon --> later\nHm.", "“soon --> later” is not a time such as 00:03.500 --> 00:05.000."),
        ("WEBVTT\n\n00:05.000 --> 00:03.000\nHm.", "“00:05.000 --> 00:03.000” ends before it begins."),
        ("WEBVTT\n\nNOTE nothing", "There is no caption in it."),
    ],
)
def test_what_is_not_captions_is_refused_in_a_sentence(text, sentence):
    with pytest.raises(NotCaptions, match=f"^{sentence}$"):
        cues_of(text)


@given(st.text())
def test_reading_any_text_gives_cues_or_a_sentence(text):
    try:
        assert all(cue.end > cue.start for cue in cues_of(f"WEBVTT\n\n{text}"))
    except NotCaptions as refused:
        assert str(refused)
