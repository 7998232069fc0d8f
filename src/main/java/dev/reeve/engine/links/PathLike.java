package dev.reeve.engine.links;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which code spans read like the path of a file, and which only look like one. */
final class PathLike {
  private static final int LONGEST = 1024;
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_\\-./]+?)(:[0-9]+(-[0-9]+)?)?");
  private static final Pattern VERSION =
      Pattern.compile("[vV]?[0-9]+(\\.[0-9]+)*([-.][A-Za-z][A-Za-z0-9.-]*)?");
  private static final Pattern IDENTIFIER =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)+");
  private static final Pattern METHOD =
      Pattern.compile("(?s).*\\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\\s*");
  private static final Pattern PLACEHOLDER = Pattern.compile("(^|.*/)path/to(/.*|$)|.*YYYY.*");

  private static final Set<String> EXTENSIONS =
      Set.of(
          ("md py js ts jsx tsx json yaml yml toml txt sh bash sql env gitignore dockerignore csv"
                  + " log xml html css scss java kt gradle properties c h cpp go rs rb ps1 bat")
              .split(" "));

  private static final Set<String> NAMES =
      Set.of(
          "Makefile",
          "Dockerfile",
          "README",
          "LICENSE",
          "CHANGELOG",
          "TODO",
          "AUTHORS",
          "CONTRIBUTING",
          "Pipfile",
          "Procfile",
          ".gitignore",
          ".dockerignore",
          ".env");

  private PathLike() {}

  /**
   * The path that a code span means; empty when it means none.
   *
   * @param before the text on the line before the span, which may name a request's method
   */
  static Optional<String> path(String span, String before) {
    if (!isPossible(span)) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(span);
    if (span.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    String path = form.group(1);
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean taken =
        (path.indexOf('/') >= 0 || hasExtension(name) || isKnownName(name) || isDotted(path))
            && !isBareExtension(path)
            && !isEndpoint(path, name, before)
            && !path.contains("...")
            && !PLACEHOLDER.matcher(path).matches()
            && path.chars().anyMatch(Character::isLetterOrDigit);
    return taken ? Optional.of(path) : Optional.empty();
  }

  /** Whether it is worth a closer look; most code is not. */
  static boolean isPossible(String span) {
    boolean marked = false;
    for (int i = 0; i < span.length(); i++) {
      char c = span.charAt(i);
      if (c == '/' || c == '.' || c == ':') {
        marked = true;
      } else if ((c < 'a' || c > 'z')
          && (c < 'A' || c > 'Z')
          && (c < '0' || c > '9')
          && c != '_'
          && c != '-') {
        return false;
      }
    }
    return marked || NAMES.contains(span);
  }

  private static boolean hasExtension(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && EXTENSIONS.contains(name.substring(dot + 1));
  }

  private static boolean isKnownName(String name) {
    int dot = name.indexOf('.', 1);
    return NAMES.contains(dot < 0 ? name : name.substring(0, dot));
  }

  /** Two dots at least, and neither a version nor a name in code. */
  private static boolean isDotted(String path) {
    return path.indexOf('.') != path.lastIndexOf('.')
        && !VERSION.matcher(path).matches()
        && !IDENTIFIER.matcher(path).matches();
  }

  private static boolean isBareExtension(String path) {
    if (!path.startsWith(".") || path.indexOf('/') >= 0) {
      return false;
    }
    int dot = path.indexOf('.', 1);
    String first = dot < 0 ? path : path.substring(0, dot);
    return !NAMES.contains(first) && (dot < 0 || EXTENSIONS.contains(first.substring(1)));
  }

  private static boolean isEndpoint(String path, String name, String before) {
    return METHOD.matcher(before).matches()
        || (path.startsWith("/") && (path.startsWith("/api/") || !hasExtension(name)));
  }
}
