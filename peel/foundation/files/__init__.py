"""Files that people give us: what they are is read from their bytes, and they are given out by signed address."""
