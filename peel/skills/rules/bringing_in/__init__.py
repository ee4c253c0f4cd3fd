"""What files of skills, requirements and frameworks say, and what they would change. Plain values, no tables."""
