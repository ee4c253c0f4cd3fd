"""Django's own commands, for developers: ``python manage.py makemigrations``. People use ``peel``."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peel.settings")
    execute_from_command_line(sys.argv)
