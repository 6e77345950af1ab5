"""The example case: three digests written for Clew, and how they are loaded."""
