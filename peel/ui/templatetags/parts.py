"""Block tags with a second part: what stands after ``{% act %}`` is handed over as ``act``.

{% entry title="Taser" big="Lapsed" when="on 14 Nov 2026" %}<p>…</p>{% act %}{% button "Book a seat" %}{% endentry %}
"""

import inspect
from collections.abc import Callable

from django.template.base import FilterExpression, Node, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.exceptions import TemplateSyntaxError
from django.template.library import Library
from django.utils.safestring import SafeString


class TwoParts(Node):
    child_nodelists = ("content", "act")

    def __init__(
        self,
        draw: Callable[..., SafeString],
        given: dict[str, FilterExpression],
        content: NodeList,
        act: NodeList,
    ) -> None:
        self.draw, self.given, self.content, self.act = draw, given, content, act

    def render(self, context: Context) -> SafeString:
        given = {name: value.resolve(context) for name, value in self.given.items()}
        return self.draw(self.content.render(context), self.act.render(context), **given)


def two_part_tag(register: Library, draw: Callable[..., SafeString]) -> None:
    """Registers ``draw(content, act, *, …)``; everything is given by keyword."""
    name = draw.__name__
    keywords = {
        word: parameter.default is parameter.empty
        for word, parameter in inspect.signature(draw).parameters.items()
        if parameter.kind is parameter.KEYWORD_ONLY
    }

    def compile_tag(parser: Parser, token: Token) -> TwoParts:
        given = _given(name, keywords, parser, token)
        content, act = parser.parse(("act", f"end{name}")), NodeList()
        if parser.next_token().contents == "act":
            act = parser.parse((f"end{name}",))
            parser.delete_first_token()
        return TwoParts(draw, given, content, act)

    register.tag(name, compile_tag)


def _given(name: str, keywords: dict[str, bool], parser: Parser, token: Token) -> dict[str, FilterExpression]:
    bits = token.split_contents()[1:]
    given = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{name!r} takes everything by keyword, not {bits[0]!r}")
    if unknown := set(given) - set(keywords):
        raise TemplateSyntaxError(f"{name!r} does not know {', '.join(sorted(unknown))}")
    if missing := {word for word, required in keywords.items() if required} - set(given):
        raise TemplateSyntaxError(f"{name!r} needs {', '.join(sorted(missing))}")
    return given
