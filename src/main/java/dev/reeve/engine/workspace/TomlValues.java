package dev.reeve.engine.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the values of a TOML document one by one, each by its dotted key, and notes those that
 * cannot be used. Used by one thread.
 */
final class TomlValues {
  private final JsonNode tree;
  private final List<String> problems = new ArrayList<>();

  TomlValues(JsonNode tree) {
    this.tree = tree;
  }

  /** One sentence for each value that was not used so far. */
  List<String> problems() {
    return problems;
  }

  /** What is there; missing when nothing is. */
  JsonNode at(String key) {
    return tree.at("/" + key.replace('.', '/'));
  }

  /** Notes that a value is not used, and gives what holds instead. */
  <T> T refuse(String key, String wanted, T fallback) {
    problems.add(key + " is not used: it must be " + wanted + "; " + fallback + " holds instead.");
    return fallback;
  }

  boolean flag(String key, boolean fallback) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    return node.isBoolean() ? node.booleanValue() : refuse(key, "true or false", fallback);
  }

  long number(String key, long fallback, long least, long most) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    boolean usable =
        node.isIntegralNumber()
            && node.canConvertToLong()
            && node.longValue() >= least
            && node.longValue() <= most;
    return usable
        ? node.longValue()
        : refuse(key, "a whole number from " + least + " to " + most, fallback);
  }

  String oneOf(String key, String fallback, List<String> allowed) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    return node.isTextual() && allowed.contains(node.textValue())
        ? node.textValue()
        : refuse(key, "one of " + allowed, fallback);
  }

  String matching(String key, String fallback, String pattern) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    return node.isTextual() && node.textValue().matches(pattern)
        ? node.textValue()
        : refuse(key, "a text like " + pattern, fallback);
  }

  String relative(String key, String fallback) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    return node.isTextual() && isInside(node.textValue())
        ? node.textValue()
        : refuse(key, "a path inside the workspace", fallback);
  }

  /** Whether a text is a safe path, written as it would be. */
  static boolean isInside(String path) {
    try {
      return SafePath.of(path).text().equals(path);
    } catch (SafePath.Refused e) {
      return false;
    }
  }

  /** A list of folders inside the workspace; {@code .} is the whole. */
  List<String> folders(String key, List<String> fallback) {
    List<String> paths = texts(key, fallback);
    boolean usable = paths.stream().allMatch(path -> path.equals(".") || isInside(path));
    return usable ? paths : refuse(key, "a list of folders inside the workspace", fallback);
  }

  List<String> texts(String key, List<String> fallback) {
    JsonNode node = at(key);
    if (node.isMissingNode()) {
      return fallback;
    }
    List<String> out = new ArrayList<>();
    for (JsonNode item : node) {
      if (item.isTextual()) {
        out.add(item.textValue());
      }
    }
    return node.isArray() && out.size() == node.size()
        ? List.copyOf(out)
        : refuse(key, "a list of texts", fallback);
  }
}
