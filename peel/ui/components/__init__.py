"""Each component is a function from plain values to HTML; ``templatetags/ui.py`` gives them to templates."""
