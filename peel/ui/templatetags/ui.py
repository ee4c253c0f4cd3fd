"""Every component as a template tag of the same name, and the words for days, times and numbers as filters.

Loaded into every template by settings. ``docs/reference/components.md`` lists them with what they make.
"""

from collections.abc import Callable

from django import template
from django.utils.safestring import SafeString

from peel.ui import words
from peel.ui.components import blocks, cards, doing, forms, frame, heat, lists, marks, passport
from peel.ui.templatetags.parts import two_part_tag

register = template.Library()

Draw = Callable[..., SafeString]

LINES: tuple[Draw, ...] = (
    marks.icon, marks.cover, marks.length, marks.status, marks.avatar, marks.progress, marks.strip,
    marks.budget, marks.seats, marks.steps, marks.patch, marks.tag, marks.key, marks.rating,
    doing.button, doing.icon_link, doing.pager, doing.tab,
    lists.bar, lists.waypoint, lists.as_table,
    cards.card, cards.ihave, passport.passport, heat.heat,
    forms.field, forms.form_errors, forms.toggle, forms.check, forms.scale, forms.stars, forms.private_words,
    forms.autosave_says,
)  # fmt: skip
# Only the frame around a page needs these; they are not in the reference.
FRAME: tuple[Draw, ...] = (frame.head_links, frame.way_links, marks.wordmark)
LINES_WITH_CONTEXT: tuple[Draw, ...] = (doing.post_button,)
BLOCKS: tuple[Draw, ...] = (
    blocks.page_head, blocks.section, blocks.panel, blocks.box, blocks.empty,
    doing.dialog, doing.toolbar, doing.actionbar, doing.tabs,
    lists.ledger, lists.facts, lists.fact, lists.figures, lists.figure, lists.bars, lists.pathway,
    cards.rail, cards.shelf, forms.facet,
)  # fmt: skip
BLOCKS_WITH_CONTEXT: tuple[Draw, ...] = (forms.upload,)
TWO_PARTS: tuple[Draw, ...] = (blocks.notice, lists.entry, lists.session)
FILTERS: tuple[Callable[..., str], ...] = (words.day, words.short_day, words.clock, words.minutes, words.count_words)

for draw in LINES + FRAME:
    register.simple_tag(draw)
for draw in LINES_WITH_CONTEXT:
    register.simple_tag(takes_context=True)(draw)
for draw in BLOCKS:
    register.simple_block_tag(draw)
for draw in BLOCKS_WITH_CONTEXT:
    register.simple_block_tag(takes_context=True)(draw)
for draw in TWO_PARTS:
    two_part_tag(register, draw)
for say in FILTERS:
    register.filter(say.__name__, say)

MESSAGE_LOOKS = {"success": ("good", "check"), "warning": ("due", "clock"), "error": ("late", "triangle-alert")}


@register.filter
def message_tone(level_tag: str) -> str:
    return MESSAGE_LOOKS.get(level_tag, ("", "info"))[0]


@register.filter
def message_icon(level_tag: str) -> str:
    return MESSAGE_LOOKS.get(level_tag, ("", "info"))[1]
