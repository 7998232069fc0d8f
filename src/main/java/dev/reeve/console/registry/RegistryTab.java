package dev.reeve.console.registry;

/** Tabs of the Registry pane. */
public enum RegistryTab {
  RECORDS,
  FINDINGS,
  BACKUPS,
  GENERATORS
}
