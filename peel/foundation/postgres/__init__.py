"""The embedded PostgreSQL: the wheel brings the programs, everything else about running them is here.

The wheel's own launcher is not used: it widens the rights of every parent folder, trusts every
connection and can mistake a zombie for a server.
"""
