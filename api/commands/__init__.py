"""The commands of `clew`, one file each."""
