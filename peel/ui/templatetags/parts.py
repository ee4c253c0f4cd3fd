"""Block tags with a second part: what stands after ``{% act %}`` is handed over as ``act``.

    {% entry title="Taser" big="Lapsed" when="on 14 Nov 2026" %}<p>…</p>{% act %}{% button "Book a seat" %}{% endentry %}
"""

from collections.abc import Callable

from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.library import Library, parse_bits
from django.utils.safestring import SafeString, mark_safe

NOTHING = mark_safe("")


class TwoParts(Node):
    def __init__(
        self,
        draw: Callable[..., SafeString],
        args: list[FilterExpression],
        kwargs: dict[str, FilterExpression],
        content: NodeList,
        act: NodeList | None,
    ) -> None:
        self.draw, self.args, self.kwargs, self.content, self.act = draw, args, kwargs, content, act
        self.nodelist = NodeList([*content, *(act or [])])

    def render(self, context: Context) -> SafeString:
        args = [arg.resolve(context) for arg in self.args]
        kwargs = {name: value.resolve(context) for name, value in self.kwargs.items()}
        act = self.act.render(context) if self.act is not None else NOTHING
        return self.draw(self.content.render(context), act, *args, **kwargs)


def two_part_tag(register: Library, draw: Callable[..., SafeString]) -> None:
    """Registers ``draw(content, act, *, …)``; everything else is given by keyword."""
    name = draw.__name__
    keywords = list(draw.__kwdefaults__ or ())
    required = [word for word in draw.__annotations__ if word not in {"content", "act", "return", *keywords}]

    def compile_tag(parser: Parser, token: Token) -> TwoParts:
        args, kwargs = parse_bits(
            parser, token.split_contents()[1:], [], None, None, None, [*required, *keywords],
            {word: None for word in keywords}, False, name,
        )  # fmt: skip
        content = parser.parse(("act", f"end{name}"))
        act = None
        if parser.next_token().contents == "act":
            act = parser.parse((f"end{name}",))
            parser.delete_first_token()
        return TwoParts(draw, args, kwargs, content, act)

    register.tag(name, compile_tag)
