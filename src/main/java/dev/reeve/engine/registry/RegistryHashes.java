package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * The two hashes of a registry's content. Neither is the compare-and-swap hash, which is the
 * SHA-256 of the file's bytes. Source: {@code docs/reference/registry.md}. Safe on any thread.
 */
public final class RegistryHashes {
  private RegistryHashes() {}

  /** RFC 8785 form without {@code meta.last_updated_utc}; for staleness checks only. */
  public static String content(JsonNode registry) {
    try {
      return Sha256.of(
          new JsonCanonicalizer(RegistryJson.line(timeless(registry))).getEncodedUTF8());
    } catch (IOException e) {
      throw new UncheckedIOException("A parsed registry has a canonical form", e);
    }
  }

  /** What the predecessor named a registry's hash; needed to import its data. */
  public static String predecessor(JsonNode registry) {
    return Sha256.of(RegistryJson.sortedAscii(timeless(registry)));
  }

  private static JsonNode timeless(JsonNode registry) {
    ObjectNode copy = registry.deepCopy();
    if (copy.get("meta") instanceof ObjectNode meta) {
      meta.remove("last_updated_utc");
    }
    return copy;
  }
}
