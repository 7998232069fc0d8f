package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A path relative to the workspace root in its one canonical form: {@code /} separators, NFC, no
 * {@code .} or {@code ..}, no name that Windows refuses. Holding one proves the text is safe;
 * whether the place on disk is safe is asked at the moment of the act with {@link #check}. Source:
 * {@code docs/reference/workspace.md}. Immutable.
 *
 * @param text the canonical text, never empty
 */
public record SafePath(String text) implements Comparable<SafePath> {
  private static final int LONGEST = 1024;
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?is)(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3])"
              + " *(\\..*)?");
  private static final Pattern DRIVE = Pattern.compile("(?s)[A-Za-z]:.*");
  private static final String NO_NAME_ON_WINDOWS = "<>\"|?*";
  private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

  /** A refused path, with the reason. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final PathViolation violation;

    Refused(PathViolation violation, String message) {
      super(message);
      this.violation = violation;
    }

    /** The reason. */
    public PathViolation violation() {
      return violation;
    }
  }

  /**
   * Takes a path handed in from outside; it must already be canonical.
   *
   * @throws Refused when the text leaves the root, names another place, or is not canonical
   */
  public static SafePath of(String raw) throws Refused {
    return of(raw, WINDOWS);
  }

  /** The same rules as a given platform has them: on Windows a backslash separates. */
  static SafePath of(String raw, boolean windows) throws Refused {
    checkText(raw);
    if (raw.startsWith("\\\\") || raw.startsWith("//")) {
      throw refused(PathViolation.UNC_PATH_DENIED, raw);
    }
    if (raw.startsWith("/") || DRIVE.matcher(raw).matches() || (windows && raw.startsWith("\\"))) {
      throw refused(PathViolation.ABSOLUTE_PATH_DENIED, raw);
    }
    String separated = windows ? raw.replace('\\', '/') : raw;
    String text = Normalizer.normalize(separated, Normalizer.Form.NFC);
    String[] segments = text.split("/", -1);
    for (String segment : segments) {
      if (segment.equals("..")) {
        throw refused(PathViolation.PATH_TRAVERSAL, raw);
      }
    }
    for (String segment : segments) {
      checkSegment(segment, raw, windows);
    }
    return new SafePath(text);
  }

  /** The rules for one more segment at the end of a text whose folders were checked before. */
  static void checkName(String text) throws Refused {
    checkText(text);
    checkSegment(text.substring(text.lastIndexOf('/') + 1), text, WINDOWS);
  }

  private static void checkText(String raw) throws Refused {
    if (raw.isEmpty() || raw.length() > LONGEST) {
      throw refused(PathViolation.INVALID_PATH, raw);
    }
    for (int i = 0; i < raw.length(); i++) {
      if (Character.isISOControl(raw.charAt(i)) || isLoneSurrogate(raw, i)) {
        throw refused(PathViolation.INVALID_PATH, raw);
      }
    }
  }

  private static void checkSegment(String segment, String raw, boolean windows) throws Refused {
    if (segment.isEmpty() || segment.equals(".") || segment.indexOf('\\') >= 0) {
      throw refused(PathViolation.INVALID_PATH, raw);
    }
    boolean hostile =
        segment.endsWith(".")
            || segment.endsWith(" ")
            || segment.indexOf(':') >= 0
            || DEVICE.matcher(segment).matches()
            || (windows && segment.chars().anyMatch(c -> NO_NAME_ON_WINDOWS.indexOf(c) >= 0));
    if (hostile) {
      throw refused(PathViolation.RESERVED_NAME, raw);
    }
  }

  private static boolean isLoneSurrogate(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }

  private static Refused refused(PathViolation violation, String raw) {
    return new Refused(
        violation, "The path '" + printable(raw) + "' is refused: " + violation.code());
  }

  private static String printable(String raw) {
    String shown = raw.replaceAll("\\p{Cntrl}", "\ufffd");
    return shown.length() <= 200 ? shown : shown.substring(0, 200) + "\u2026";
  }

  /** Where it lies under the root, not looked at. */
  public Path under(Path root) {
    return root.resolve(text);
  }

  /**
   * Looks at the disk now: no link on the way, and what is there, if anything, is a regular file
   * with one name, inside the root. Call it again immediately before every act.
   *
   * @param root the workspace root as its real path
   * @return the place on disk
   * @throws Refused when the place is not safe
   * @throws IOException when it cannot be examined
   */
  public Path check(Path root) throws Refused, IOException {
    Path at = root;
    Path deepest = root;
    String[] segments = text.split("/");
    for (int i = 0; i < segments.length; i++) {
      at = at.resolve(segments[i]);
      BasicFileAttributes found;
      try {
        found = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      } catch (NoSuchFileException absent) {
        break;
      } catch (java.nio.file.FileSystemException e) {
        if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) || !isNotDirectory(at)) {
          throw e;
        }
        throw refused(PathViolation.NOT_A_REGULAR_FILE, text);
      }
      boolean last = i == segments.length - 1;
      boolean junction = found.isOther() && found.isDirectory();
      if (found.isSymbolicLink() || junction) {
        throw refused(PathViolation.SYMLINK_PATH, text);
      }
      if (last ? !found.isRegularFile() : !found.isDirectory()) {
        throw refused(PathViolation.NOT_A_REGULAR_FILE, text);
      }
      if (last && linkCount(at) > 1) {
        throw refused(PathViolation.HARDLINK_PATH, text);
      }
      deepest = at;
    }
    if (volume(deepest) != volume(root)) {
      throw refused(PathViolation.SYMLINK_PATH, text); // something is mounted on the way
    }
    Path real = deepest.toRealPath();
    if (!real.startsWith(root)) {
      throw refused(PathViolation.OUTSIDE_WORKSPACE, text);
    }
    if (!sameNames(root.relativize(deepest), root.relativize(real))) {
      throw refused(PathViolation.INVALID_PATH, text); // a short 8.3 name, which no rule has seen
    }
    return under(root);
  }

  private static boolean sameNames(Path asked, Path real) {
    return Normalizer.normalize(asked.toString(), Normalizer.Form.NFC)
        .equalsIgnoreCase(Normalizer.normalize(real.toString(), Normalizer.Form.NFC));
  }

  private static long volume(Path place) throws IOException {
    try {
      return (Long) Files.getAttribute(place, "unix:dev", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException notPosix) {
      return 0; // there a mounted volume is a junction
    }
  }

  private static boolean isNotDirectory(Path at) {
    Path parent = at.getParent();
    return parent != null && Files.exists(parent) && !Files.isDirectory(parent);
  }

  private static int linkCount(Path file) throws IOException {
    try {
      return (Integer) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException | IllegalArgumentException notPosix) {
      return 1;
    }
  }

  /** Last segment. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The place of another name in the same folder; the name must be a safe one. */
  public SafePath sibling(String name) {
    return new SafePath(text.substring(0, text.lastIndexOf('/') + 1) + name);
  }

  /** Parent folder as text, {@code .} for the root. */
  public String parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? "." : text.substring(0, slash);
  }

  /** The key under which two paths are the same place, folded where the volume ignores case. */
  public String key(boolean caseInsensitive) {
    return caseInsensitive ? text.toLowerCase(Locale.ROOT) : text;
  }

  @Override
  public int compareTo(SafePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
