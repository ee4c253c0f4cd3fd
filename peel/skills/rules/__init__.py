"""How a skill stands: pure rules on plain values. Knows no database, no clock and no language.

Read in this order: ``facts`` (what was written down), ``grammar`` (how a skill stays in date), ``currency`` (what
awards promise), ``standing`` (the steps of a line), ``book`` (a whole record), ``renewal`` (what would change it).
"""
