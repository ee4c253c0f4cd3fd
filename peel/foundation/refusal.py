"""Saying no to the person at the command line, in one sentence and without a traceback."""

import click


class Refusal(click.ClickException):
    """What is wrong and what to do about it, as one sentence that is printed as it stands."""

    def show(self, file: object = None) -> None:
        click.echo(self.message, err=True)
