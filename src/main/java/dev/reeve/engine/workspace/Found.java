package dev.reeve.engine.workspace;

/** One row of a walk. Source: {@code docs/reference/workspace.md}. */
public sealed interface Found permits FileFacts, Unreadable {
  /** Relative to the root of the workspace. */
  String path();
}
