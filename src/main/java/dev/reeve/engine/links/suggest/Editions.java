package dev.reeve.engine.links.suggest;

import dev.reeve.engine.workspace.PathText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that stand in several versions, each in a folder that is named for its version. */
final class Editions {
  private static final Pattern VERSION =
      Pattern.compile("v?(\\d+(?:\\.\\d+)*)(?:\\.x|(alpha|beta|rc)(\\d*))?");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2}([-_][A-Za-z]{2,4})?");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final List<String> STAGES = List.of("alpha", "beta", "rc", "");

  /** Released ones are newer than drafts, whatever their numbers. */
  private static final Comparator<String> BY_AGE =
      Comparator.<String>comparingInt(path -> STAGES.indexOf(stage(path)))
          .thenComparing(Editions::numbers, Editions::compare);

  private final Map<String, List<String>> byRest = new HashMap<>();

  /**
   * @param paths in order
   */
  Editions(Iterable<String> paths) {
    for (String path : paths) {
      if (version(path).isPresent()) {
        byRest.computeIfAbsent(rest(path), ignored -> new ArrayList<>(1)).add(path);
      }
    }
  }

  /** Whether a folder of the path is named for a version. */
  static boolean names(String path) {
    return version(path).isPresent();
  }

  /** The newest edition of a file of which there are several, unless it is this one. */
  Optional<String> newerThan(String path) {
    return version(path)
        .flatMap(
            own ->
                byRest.getOrDefault(rest(path), List.of()).stream()
                    .max(BY_AGE)
                    .filter(newest -> BY_AGE.compare(newest, path) > 0));
  }

  /**
   * The folder of a path that is named for a language or version, where another path has that of
   * another language or version.
   */
  static Optional<String> other(String one, String path) {
    String[] a = one.split("/");
    String[] b = path.split("/");
    int last = Math.min(a.length, b.length) - 1;
    int part = 0;
    while (part < last && a[part].equals(b[part])) {
      part++;
    }
    return part < last
            && ((isLanguage(a[part]) && isLanguage(b[part]))
                || (isVersion(a[part]) && isVersion(b[part])))
        ? Optional.of(b[part])
        : Optional.empty();
  }

  private static boolean isLanguage(String folder) {
    return LANGUAGE.matcher(folder).matches()
        && LANGUAGES.contains(folder.substring(0, 2).toLowerCase(Locale.ROOT));
  }

  /** A number alone may also be a year or a chapter. */
  private static boolean isVersion(String folder) {
    return VERSION.matcher(folder).matches() && !folder.chars().allMatch(Character::isDigit);
  }

  private static Optional<Matcher> version(String path) {
    for (String part : PathText.folder(path).split("/")) {
      Matcher matcher = VERSION.matcher(part);
      if (matcher.matches()) {
        return Optional.of(matcher);
      }
    }
    return Optional.empty();
  }

  /** The path with any version in the place of its own. */
  private static String rest(String path) {
    String[] parts = path.split("/");
    for (int i = 0; i < parts.length - 1; i++) {
      if (VERSION.matcher(parts[i]).matches()) {
        parts[i] = "*";
        break;
      }
    }
    return String.join("/", parts);
  }

  private static String stage(String path) {
    return version(path).map(matcher -> matcher.group(2)).orElse("");
  }

  private static List<Long> numbers(String path) {
    List<Long> numbers = new ArrayList<>();
    version(path)
        .ifPresent(
            matcher -> {
              for (String part : (matcher.group(1) + "." + draft(matcher)).split("\\.")) {
                numbers.add(Long.valueOf(part.substring(Math.max(0, part.length() - 18))));
              }
            });
    return numbers;
  }

  private static String draft(Matcher matcher) {
    String number = matcher.group(3);
    return number == null || number.isEmpty() ? "0" : number;
  }

  private static int compare(List<Long> one, List<Long> other) {
    for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
      int compared = Long.compare(one.get(i), other.get(i));
      if (compared != 0) {
        return compared;
      }
    }
    return Integer.compare(one.size(), other.size());
  }
}
