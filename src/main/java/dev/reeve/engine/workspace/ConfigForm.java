package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a value of {@code config.toml} may be. Immutable. Source: {@code
 * docs/reference/workspace.md}.
 *
 * @param <T> the value
 */
public sealed interface ConfigForm<T> {
  /** The value that is written there; null when it cannot be used. */
  @Nullable T read(JsonNode node);

  /** What it must be, as the end of a sentence that begins "it must be". */
  String wanted();

  /** true or false. */
  record Flag() implements ConfigForm<Boolean> {
    @Override
    public @Nullable Boolean read(JsonNode node) {
      return node.isBoolean() ? node.booleanValue() : null;
    }

    @Override
    public String wanted() {
      return "true or false";
    }
  }

  /** A whole number in bounds, which belong to it. */
  record Whole(long least, long most) implements ConfigForm<Long> {
    @Override
    public @Nullable Long read(JsonNode node) {
      boolean usable =
          node.isIntegralNumber()
              && node.canConvertToLong()
              && node.longValue() >= least
              && node.longValue() <= most;
      return usable ? node.longValue() : null;
    }

    @Override
    public String wanted() {
      return "a whole number from " + least + " to " + most;
    }
  }

  /** One of several words. */
  record OneOf(List<String> allowed) implements ConfigForm<String> {
    @Override
    public @Nullable String read(JsonNode node) {
      return node.isTextual() && allowed.contains(node.textValue()) ? node.textValue() : null;
    }

    @Override
    public String wanted() {
      return "one of " + allowed;
    }
  }

  /** A text of a regular expression. */
  record Like(String pattern) implements ConfigForm<String> {
    @Override
    public @Nullable String read(JsonNode node) {
      return node.isTextual() && node.textValue().matches(pattern) ? node.textValue() : null;
    }

    @Override
    public String wanted() {
      return "a text like " + pattern;
    }
  }

  /** A path below the root. */
  record Inside() implements ConfigForm<String> {
    @Override
    public @Nullable String read(JsonNode node) {
      return node.isTextual() && isInside(node.textValue()) ? node.textValue() : null;
    }

    @Override
    public String wanted() {
      return "a path inside the workspace";
    }

    static boolean isInside(String path) {
      try {
        return SafePath.of(path).text().equals(path);
      } catch (SafePath.Refused e) {
        return false;
      }
    }
  }

  /** Any texts. */
  record Texts() implements ConfigForm<List<String>> {
    @Override
    public @Nullable List<String> read(JsonNode node) {
      List<String> out = new ArrayList<>();
      for (JsonNode item : node) {
        if (item.isTextual()) {
          out.add(item.textValue());
        }
      }
      return node.isArray() && out.size() == node.size() ? List.copyOf(out) : null;
    }

    @Override
    public String wanted() {
      return "a list of texts";
    }
  }

  /** The root, {@code .}, or folders below it. */
  record Folders() implements ConfigForm<List<String>> {
    private static final Texts TEXTS = new Texts();

    @Override
    public @Nullable List<String> read(JsonNode node) {
      List<String> paths = TEXTS.read(node);
      boolean usable =
          paths != null
              && paths.stream().allMatch(path -> path.equals(".") || Inside.isInside(path));
      return usable ? paths : null;
    }

    @Override
    public String wanted() {
      return "a list of folders inside the workspace";
    }
  }
}
