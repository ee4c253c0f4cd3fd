"""One file that holds everything: the database, the media, and what proves that both are whole.

It is a plain tar: ``about.json`` first, then ``database.dump`` (``pg_dump -Fc``), then ``media/``. A room adds what
must still be true after a restore in its ``safekeeping.py``: ``facts()`` goes into the file, ``after_restore(facts)``
puts right what another server makes wrong and says what is not as it was.
"""
