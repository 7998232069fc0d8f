package dev.reeve.engine.change;

/**
 * Reads what the vault keeps by content hash. Calls block. Source: {@code
 * docs/reference/executions.md}.
 */
@FunctionalInterface
public interface Blobs {

  /** The bytes with this SHA-256, or null when the vault does not keep them. */
  byte @org.jspecify.annotations.Nullable [] read(String sha256);
}
