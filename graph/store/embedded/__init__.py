"""The embedded engine: ArcadeDB as a child process, owned by one supervisor per case, reached over Bolt."""
