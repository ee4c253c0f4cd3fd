"""What gathered pages read, in as few queries as they need."""
