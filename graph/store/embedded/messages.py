"""Lines of JSON: how supervisor, engine and leases talk over sockets and pipes."""

import json
from collections.abc import Mapping
from typing import TypeAlias

LINE_LIMIT_BYTES = 65_536

Message: TypeAlias = dict[str, object]


def encode(message: Mapping[str, object]) -> bytes:
    """One line, with its end."""
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


def decode(line: bytes) -> Message:
    """The message of one line. Raises ValueError unless it is a JSON object in UTF-8."""
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError(f"expected a JSON object, got {type(message).__name__}")
    return message
