"""Everything that is written in the catalogue: imports, the index, drafts, versions, demand."""
