"""When a form counts as done, how a quiz goes, where a journey stands. Plain values; no Django."""
