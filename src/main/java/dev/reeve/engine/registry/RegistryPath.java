package dev.reeve.engine.registry;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The form of a path in the registry: relative to the root, {@code /} separators, NFC. Unlike
 * {@code SafePath} it is a description of what exists, so names that only Windows refuses are kept.
 * Source: {@code docs/reference/registry-policies.md}. Safe on any thread.
 */
public final class RegistryPath {
  private RegistryPath() {}

  /** Separators, one leading {@code ./}, NFC; what is wrong beyond that stays and is refused. */
  public static String normalise(String raw) {
    String text = raw.replace('\\', '/');
    text = text.startsWith("./") ? text.substring(2) : text;
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Why a path is not in its form, null when it is. */
  public static @Nullable String problem(String path) {
    if (path.isEmpty()) {
      return "it is empty";
    }
    if (path.startsWith("/") || path.matches("^[A-Za-z]:.*") || path.indexOf('\\') >= 0) {
      return "it is not relative to the root";
    }
    if (path.chars().anyMatch(Character::isISOControl)) {
      return "it holds a control character";
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return "it has the segment '" + segment + "'";
      }
    }
    return Normalizer.isNormalized(path, Normalizer.Form.NFC) ? null : "it is not NFC";
  }

  /** Last segment. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Parent folder, {@code .} for the root. */
  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }

  /** After the last dot, lower case; empty when there is none or the only one is first or last. */
  static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot <= 0 || dot == name.length() - 1
        ? ""
        : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
