package dev.reeve.engine.inbox;

import dev.reeve.engine.change.ChangeKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the gate gave as its reasons, in words for people. Source: {@code docs/reference/inbox.md}.
 */
public final class GateReasons {
  private static final Pattern COUNTED = Pattern.compile("\\b(\\d+)( [a-z ]+)\\(s\\)");

  private GateReasons() {}

  /** "missing verification plan; a change of files needs approval". */
  static String sentence(List<String> reasons) {
    return reasons.stream().map(GateReasons::part).collect(Collectors.joining("; "));
  }

  /** "Missing verification plan", "A change of files needs approval": each by itself. */
  public static List<String> sentences(List<String> reasons) {
    return reasons.stream().map(GateReasons::part).map(GateReasons::capital).toList();
  }

  /** The same text begun as a sentence. */
  static String capital(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String part(String reason) {
    for (ChangeKind kind : ChangeKind.values()) {
      if (reason.equals(kind.needsPerson())) {
        return what(kind) + " needs approval";
      }
    }
    return lower(counted(reason));
  }

  /**
   * The same with "(s)" as the number before it wants it: "1 file deletion", "3 file deletions".
   */
  public static String counted(String reason) {
    return COUNTED
        .matcher(reason)
        .replaceAll(
            count -> count.group(1) + count.group(2) + (count.group(1).equals("1") ? "" : "s"));
  }

  /** The same of each. */
  public static List<String> counted(List<String> reasons) {
    return reasons.stream().map(GateReasons::counted).toList();
  }

  private static String lower(String reason) {
    boolean abbreviation = reason.length() > 1 && Character.isUpperCase(reason.charAt(1));
    return reason.isEmpty() || abbreviation
        ? reason
        : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }

  private static String what(ChangeKind kind) {
    return switch (kind) {
      case REGISTRY -> "a change of the registry";
      case HEADER -> "an id put into a file's header or name";
      case GENERATED -> "a generated file";
      case QUARANTINE -> "a move into quarantine";
      case LINKS -> "a mending of links";
      case SETTINGS -> "a change of a setting";
      case CHANGES -> "a change of files";
      case REVERT -> "an undo";
    };
  }
}
