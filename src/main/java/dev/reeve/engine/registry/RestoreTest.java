package dev.reeve.engine.registry;

/**
 * A rehearsed restore: the backup reads back as it was kept and is a registry. Source: {@code
 * docs/reference/registry.md}.
 *
 * @param errors what strict validation finds in it
 */
public record RestoreTest(String name, String hash, long records, long errors, long warnings) {}
