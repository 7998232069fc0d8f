package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Recognises texts that look like a secret. Such a text is never handed on, not even in part. The
 * patterns are data: {@code secret-patterns.json}. Immutable; safe on any thread.
 */
final class Secrets {
  private final List<Pattern> patterns;

  private Secrets(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  static Secrets standard() {
    try (InputStream in = Secrets.class.getResourceAsStream("secret-patterns.json")) {
      Map<String, String> table =
          Json.mapper()
              .readValue(Objects.requireNonNull(in), new TypeReference<Map<String, String>>() {});
      return new Secrets(table.values().stream().map(Pattern::compile).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether anything in the text looks like one. */
  boolean in(String text) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
  }
}
