package dev.reeve.engine.workspace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list of path patterns, matched segment by segment. {@code *} and {@code ?} never cross {@code
 * /}; {@code **} as a whole segment stands for any number of segments, none too; a pattern without
 * {@code /} is compared with the last segment at any depth; one with {@code /} starts at the root;
 * {@code dir/**} is also {@code dir} itself. Every other character means itself. The time of a
 * match grows with the lengths only, whatever the pattern. Immutable; safe on any thread. Source:
 * {@code docs/reference/workspace.md}.
 */
public final class Globs {
  private record Glob(String pattern, List<Segment> segments, boolean anchored) {}

  private final boolean caseInsensitive;
  private final List<Glob> globs;

  private Globs(boolean caseInsensitive, List<Glob> globs) {
    this.caseInsensitive = caseInsensitive;
    this.globs = globs;
  }

  /**
   * Takes the patterns as they are; blank ones are left out.
   *
   * @param caseInsensitive whether upper and lower case are the same
   */
  public static Globs of(Collection<String> patterns, boolean caseInsensitive) {
    List<Glob> globs = new ArrayList<>();
    for (String pattern : patterns) {
      if (!pattern.isBlank()) {
        globs.add(glob(pattern, caseInsensitive));
      }
    }
    return new Globs(caseInsensitive, List.copyOf(globs));
  }

  private static Glob glob(String pattern, boolean caseInsensitive) {
    String text = fold(pattern, caseInsensitive);
    boolean anchored = text.indexOf('/') >= 0;
    List<Segment> segments = new ArrayList<>();
    for (String segment : text.split("/")) {
      boolean repeated = segment.equals("**") && !segments.isEmpty() && segments.getLast().any();
      if (!segment.isEmpty() && !repeated) {
        segments.add(Segment.of(segment));
      }
    }
    return new Glob(pattern, List.copyOf(segments), anchored);
  }

  /** Whether a pattern matches this relative path with {@code /} separators. */
  public boolean matches(String path) {
    return first(path) != null;
  }

  /** The first pattern, as it was given, that matches this relative path. */
  public Optional<String> firstMatch(String path) {
    Glob glob = first(path);
    return glob == null ? Optional.empty() : Optional.of(glob.pattern());
  }

  private @Nullable Glob first(String path) {
    String text = fold(path, caseInsensitive);
    String name = text.substring(text.lastIndexOf('/') + 1);
    String[] segments = null;
    for (Glob glob : globs) {
      boolean match;
      if (glob.anchored()) {
        segments = segments == null ? text.split("/") : segments;
        match = pathMatches(glob.segments(), segments);
      } else {
        match = glob.segments().getFirst().matches(name);
      }
      if (match) {
        return glob;
      }
    }
    return null;
  }

  /** The patterns as they were given. */
  public List<String> patterns() {
    return globs.stream().map(Glob::pattern).toList();
  }

  private static String fold(String text, boolean caseInsensitive) {
    String normal = PathText.composed(text);
    return caseInsensitive ? normal.toLowerCase(Locale.ROOT) : normal;
  }

  /** On a mismatch only the newest {@code **} has to take one segment more: no exponential cost. */
  private static boolean pathMatches(List<Segment> pattern, String[] path) {
    int p = 0;
    int afterStars = -1;
    int retry = 0;
    for (int s = 0; s < path.length; ) {
      if (p < pattern.size() && pattern.get(p).any()) {
        afterStars = ++p;
        retry = s;
      } else if (p < pattern.size() && pattern.get(p).matches(path[s])) {
        p++;
        s++;
      } else if (afterStars >= 0) {
        p = afterStars;
        s = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.size() && pattern.get(p).any()) {
      p++;
    }
    return p == pattern.size() && !pattern.isEmpty();
  }

  /**
   * One segment of a pattern.
   *
   * @param wildcards whether it has any
   * @param end what a text must end with, when the one wildcard is a star in front; null else
   * @param any whether it stands for any number of segments
   */
  private record Segment(String text, boolean wildcards, @Nullable String end, boolean any) {
    static Segment of(String text) {
      boolean wildcards = isWild(text);
      boolean star = text.startsWith("*") && !isWild(text.substring(1));
      return new Segment(text, wildcards, star ? text.substring(1) : null, text.equals("**"));
    }

    private static boolean isWild(String text) {
      return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    boolean matches(String segment) {
      if (end != null) {
        return segment.endsWith(end);
      }
      return wildcards ? wildMatches(text, segment) : text.equals(segment);
    }
  }

  private static boolean wildMatches(String pattern, String segment) {
    int[] wanted = pattern.codePoints().toArray();
    int[] text = segment.codePoints().toArray();
    int p = 0;
    int afterStar = -1;
    int retry = 0;
    for (int t = 0; t < text.length; ) {
      if (p < wanted.length && wanted[p] == '*') {
        afterStar = ++p;
        retry = t;
      } else if (p < wanted.length && (wanted[p] == '?' || wanted[p] == text[t])) {
        p++;
        t++;
      } else if (afterStar >= 0) {
        p = afterStar;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < wanted.length && wanted[p] == '*') {
      p++;
    }
    return p == wanted.length;
  }
}
