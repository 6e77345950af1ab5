"""The version of the installed program."""

from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed


def version() -> str:
    """The version of the distribution `clew`; 0 when it runs without being installed."""
    try:
        return installed("clew")
    except PackageNotFoundError:
        return "0"
