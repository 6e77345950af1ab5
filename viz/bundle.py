"""The files that the pages' browsers load: our scripts and style, and the vis-network that pyvis ships.

Our scripts are ES modules with two habits that let `joined` make one script of them: an import stands on one line
and takes names from a neighbour (`import { a, b } from "./c.js";`), and no name is declared at the top of two files.
"""

import base64
import hashlib
import re
from importlib.metadata import distribution
from pathlib import Path

from graph.errors import NotFound

ASSETS = Path(__file__).parent / "assets"
VIS_NETWORK = "vis-network.min.js"
MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
}

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([a-z-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function |const |class )", re.MULTILINE)


def asset(name: str) -> tuple[bytes, str]:
    """A file's bytes and media type. Raises NotFound for a name that is not one of ours."""
    if name == VIS_NETWORK:
        return _vis_network().read_bytes(), MEDIA_TYPES[".js"]
    known = {path.name: path for path in ASSETS.iterdir() if path.suffix in MEDIA_TYPES}
    if name not in known:
        raise NotFound(f"no asset {name!r}")
    return known[name].read_bytes(), MEDIA_TYPES[known[name].suffix]


def text(name: str) -> str:
    """A file of ours, or vis-network, as a browser reads it inside a page: every line ends in LF."""
    return asset(name)[0].decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def joined(entry: str) -> str:
    """The module `entry` and all it imports, each once and after what it needs, as one script without imports."""
    parts: dict[str, str] = {}
    _collect(entry, parts)
    return "\n".join(parts.values())


def script_hash(content: str) -> str:
    """How a Content-Security-Policy names an inline script or style with exactly this content."""
    digest = base64.b64encode(hashlib.sha256(content.encode("utf-8")).digest()).decode()
    return f"'sha256-{digest}'"


def _collect(name: str, parts: dict[str, str]) -> None:
    source = text(name)
    for needed in _IMPORT.findall(source):
        if needed not in parts:
            _collect(needed, parts)
    parts[name] = _EXPORT.sub("", _IMPORT.sub("", source))


def _vis_network() -> Path:
    # Found through the distribution, so that the server does not import pyvis (and IPython) to send one file.
    path = distribution("pyvis").locate_file(f"pyvis/templates/lib/vis-9.1.2/{VIS_NETWORK}")
    return Path(str(path))
