"""Where a case folder keeps its engine: data, log, locks and the address of the supervisor."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from graph.errors import EngineFailed

LOG_LIMIT_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class CaseFiles:
    """The paths below one case folder."""

    case: Path

    @property
    def root(self) -> Path:
        """The folder that the engine works in; nobody else can look into it."""
        return self.case / "engine"

    @property
    def log(self) -> Path:
        """What supervisor and engine say; the engine's own diary lies beside it."""
        return self.root / "log" / "engine.log"

    @property
    def address(self) -> Path:
        """How to reach the supervisor; there while it runs."""
        return self.case / "engine.json"

    @property
    def supervisor_lock(self) -> Path:
        """Held by the supervisor from its first step to its last."""
        return self.case / "engine.lock"

    @property
    def start_lock(self) -> Path:
        """Held by the command that is starting a supervisor."""
        return self.root / "start.lock"

    @property
    def child_lock(self) -> Path:
        """Held by the engine child, which may outlive a killed supervisor by a moment."""
        return self.root / "child.lock"


def prepare_case(case: Path) -> CaseFiles:
    """The files of a case, its folders made and closed to other accounts.

    Raises EngineFailed where that is not possible.
    """
    files = CaseFiles(case.absolute())
    try:
        files.case.mkdir(parents=True, exist_ok=True)
        files.root.mkdir(mode=0o700, exist_ok=True)
        files.root.chmod(0o700)
        files.log.parent.mkdir(exist_ok=True)
    except OSError as exc:
        raise EngineFailed(
            f"cannot make the folder {files.root}: {exc.strerror}; the log would be {files.log}"
        ) from exc
    return files


def file_lock(path: Path) -> FileLock:
    """A lock that the system frees when its holder dies; not one that rests on the mere existence of a file."""
    return FileLock(path, thread_local=False, fallback_to_soft=False)


def open_log(files: CaseFiles) -> BinaryIO:
    """The log, open to append; it starts anew once it has grown to LOG_LIMIT_BYTES, the last one is kept."""
    if files.log.exists() and files.log.stat().st_size > LOG_LIMIT_BYTES:
        files.log.replace(files.log.with_suffix(".log.1"))
    return files.log.open("ab")


def last_lines(files: CaseFiles, *, count: int = 5) -> str:
    """The end of the log, at most `count` lines that are not blank; empty if there is none."""
    if not files.log.is_file():
        return ""
    with files.log.open("rb") as log:
        log.seek(max(0, files.log.stat().st_size - 4_096))
        lines = log.read().decode("utf-8", errors="replace").splitlines()
    return "\n".join([line for line in lines if line.strip()][-count:])
