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

  /** What holds by a key; a value that cannot be used is noted. */
  <T> T of(ConfigKey<T> key) {
    JsonNode node = key.in(tree);
    T said = key.form().read(node);
    if (said != null) {
      return said;
    }
    return node.isMissingNode()
        ? key.usual()
        : refuse(key.name(), key.form().wanted(), key.usual());
  }
}
