"""What a template gets: reads put into words, and nothing decided here."""
