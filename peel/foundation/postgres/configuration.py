"""What we tell PostgreSQL: small machines, no network, no words of a person in its log."""

import os

from peel.foundation.postgres.place import Owner, Place
from peel.foundation.refusal import Refusal

SMALLEST, USUAL = 16, 64


def memory_setting() -> int:
    """PEEL_PG_MEMORY: megabytes of shared buffers; the other sizes follow from it."""
    told = os.environ.get("PEEL_PG_MEMORY", str(USUAL))
    if not told.isdigit() or int(told) < SMALLEST:
        raise Refusal(f"PEEL_PG_MEMORY is a number of megabytes, {SMALLEST} or more, and “{told}” is not.")
    return int(told)


def server_configuration(place: Place, *, megabytes: int) -> str:
    """The whole of ``postgresql.conf``; written anew before every start."""
    lines = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'{str(place.run).replace(chr(39), chr(39) * 2)}'",
        "unix_socket_permissions": "0700",
        "max_connections": 80,
        "shared_buffers": f"{megabytes}MB",
        "effective_cache_size": f"{megabytes * 6}MB",
        "work_mem": f"{max(4, megabytes // 16)}MB",
        "maintenance_work_mem": f"{max(32, megabytes)}MB",
        "dynamic_shared_memory_type": "posix",
        "random_page_cost": 1.1,
        "jit": "off",
        "wal_level": "minimal",
        "max_wal_senders": 0,
        "max_logical_replication_workers": 0,
        "wal_compression": "on",
        "max_wal_size": "512MB",
        "checkpoint_timeout": "15min",
        # After a kill all files are flushed before recovery; one by one took four seconds on a busy disk, measured.
        "recovery_init_sync_method": "syncfs",
        "timezone": "'UTC'",
        "log_timezone": "'UTC'",
        "lc_messages": "'C'",
        "default_text_search_config": "'pg_catalog.english'",
        # A week of logs, one file a day, overwritten in turn.
        "logging_collector": "on",
        "log_directory": f"'{str(place.log).replace(chr(39), chr(39) * 2)}'",
        "log_filename": "'%a.log'",
        "log_truncate_on_rotation": "on",
        "log_rotation_size": 0,
        # Keys and values of failed statements are people's data and stay out of the log.
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_parameter_max_length_on_error": 0,
    }
    if place.version >= 18:
        lines["io_method"] = "sync"
    if place.throwaway:
        lines |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        lines |= {"logging_collector": "off", "max_connections": 200}
    return "".join(f"{name} = {value}\n" for name, value in lines.items())


# Nobody comes over the network; who comes by the socket is who the kernel says they are.
DOOR = "local all all peer map=peel\n"


def who_is_who(owner: Owner, *, root: bool) -> str:
    """``pg_ident.conf``: the users of the machine that may be the role ``peel`` and the superuser ``postgres``."""
    users = [owner.name, "root"] if root and owner.name != "root" else [owner.name]
    return "".join(f'peel "{user}" {role}\n' for user in users for role in ("peel", "postgres"))


def new_cluster(version: int) -> list[str]:
    """``initdb``'s words for sorting and letters: the same on every machine, without ICU, which the wheel lacks.

    Version 16 has no provider of its own, so its C.UTF-8 is the C library's.
    """
    if version >= 17:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
    return ["--locale-provider=libc", "--locale=C.UTF-8"]
