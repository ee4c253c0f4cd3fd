"""What years of records from another system mean here, row by row. Nothing here writes."""
