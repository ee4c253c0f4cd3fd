"""What answers a browser."""
