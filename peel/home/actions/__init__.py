"""What gathered pages keep up to date."""
