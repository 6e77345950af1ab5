"""What the processes of the engine see of the environment: enough to run, no secrets."""

import os
from pathlib import Path

import graph

KEPT = frozenset(
    (
        *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "VIRTUAL_ENV"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONPATH", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"),
        *("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "APPDATA", "LOCALAPPDATA"),
    )
)
"""Variables that are handed on, besides LC_*; passwords and tokens of whatever service are not among them."""


def clean_environment() -> dict[str, str]:
    """The environment for `python -P -m graph.…`: the variables KEPT, and this very `graph` on the path."""
    here = os.environ  # noqa: TID251 - what the caller's settings say is handed over as arguments
    kept = {name: value for name, value in here.items() if name.upper() in KEPT or name.startswith("LC_")}
    ours = str(Path(graph.__file__).resolve().parents[1])
    kept["PYTHONPATH"] = os.pathsep.join([ours, *filter(None, [kept.get("PYTHONPATH")])])
    return kept
