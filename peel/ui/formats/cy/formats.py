"""Welsh pages write days and times in the same order."""

from peel.ui.formats.en_GB.formats import *  # noqa: F403
