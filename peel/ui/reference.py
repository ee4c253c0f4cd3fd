"""Writes ``docs/reference/components.md`` from the components themselves: ``python -m peel.ui.reference``."""

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/reference/components.md"

HEAD = """# Components

Every template has these tags and filters without `{% load %}`; `/ui/` draws each of them. Written by
`python -m peel.ui.reference` from `peel/ui/components/`; edit there.

- A page extends `ui/page.html` and fills the blocks `title` and `main`; sign-in and its like extend `ui/bare.html`.
  More blocks: `styles`, `scripts`, `after` (dialogs).
- Pass what people wrote as variables: everything that is not already safe HTML is escaped. A component's output can be
  kept and handed on: `{% status "late" word as mark %}{% fact "Now" %}{{ mark }}{% endfact %}`.
- Words are the caller's, translated: `{% section _("Due") %}` or `{% translate "Due" as due %}`.
- An unknown argument with an underscore becomes an attribute: `hx_get="/x"` → `hx-get="/x"` (buttons and fields).
- Behaviour hangs on `data-*`: `data-open="id"` opens a dialog, `data-autosave="/url/"` on a form keeps drafts and
  says so in `{% autosave_says %}`, `data-slash` is where the `/` key goes, `data-theme-switch` is light or dark.
- Layout classes without a tag: `cols` (`roomy`, `even`, `aside-first`) with `lane` inside, `stack`, `row`, `tiles`,
  `g0` to `g6` for gaps, `soft`, `small`, `xs`, `mono`, `lead`, `meta`, `sr`, `phone-only`, `desk-only`.
- Markup without a tag, to copy from `/ui/`: `prose` around cleaned Markdown, `onesider`, `player`, `transcript`,
  `post`, `rota`, `preview`.
- Components answer to their container and never scroll sideways at 320 px; wide tables scroll inside `scroller`.
- `ValueError` for an icon or a status tone that nobody drew: a test finds it before a person does.
- Navigation: `peel.ui.navigation.register(Entry(…))` in `AppConfig.ready`.
"""


def page() -> str:
    from peel.ui.templatetags import ui

    parts = [HEAD]
    kinds: tuple[tuple[str, tuple[ui.Draw, ...], str], ...] = (
        ("Lines", (*ui.LINES, *ui.LINES_WITH_CONTEXT), "{{% {} %}}"),
        ("Blocks", (*ui.BLOCKS, *ui.BLOCKS_WITH_CONTEXT), "{{% {} %}}…{{% end{} %}}"),
        ("Blocks with an action", ui.TWO_PARTS, "{{% {} %}}…{{% act %}}…{{% end{} %}}"),
    )
    for title, draws, wrap in kinds:
        parts.append(f"\n## {title}\n")
        parts.extend(_tag(draw, wrap) for draw in sorted(draws, key=lambda draw: draw.__name__))
    parts.append("\n## Filters\n\n| filter | makes |\n|---|---|\n")
    parts.extend(f"| `{draw.__name__}` | {inspect.getdoc(draw)} |\n" for draw in ui.FILTERS)
    return "".join(parts)


def _tag(draw: Callable[..., object], wrap: str) -> str:
    call = wrap.format(" ".join([draw.__name__, *_arguments(draw)]), draw.__name__)
    words, _, markup = (inspect.getdoc(draw) or "").partition("<")
    shown = f"\n```html\n<{markup.strip()}\n```\n" if markup else ""
    return f"\n### {draw.__name__}\n\n`{call}`\n\n{words.strip().rstrip(':')}\n{shown}"


def _arguments(draw: Callable[..., object]) -> Iterator[str]:
    for name, given in inspect.signature(draw).parameters.items():
        if name in {"content", "act", "context"}:
            continue
        if given.kind is given.VAR_KEYWORD:
            yield "…"
        elif given.kind is given.KEYWORD_ONLY:
            yield f"{name}={_default(given.default)}"
        else:
            yield name if given.default is given.empty else f"[{name}]"


def _default(value: object) -> str:
    return "…" if value is inspect.Parameter.empty else f'"{value}"' if isinstance(value, str) else str(value)


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peel.settings")
    django.setup()
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
