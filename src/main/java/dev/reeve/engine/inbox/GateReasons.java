package dev.reeve.engine.inbox;

import dev.reeve.engine.change.ChangeKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the gate gave as its reasons, as one part of a sentence. */
final class GateReasons {
  private GateReasons() {}

  /** "missing verification plan; a change of files needs a person's approval". */
  static String sentence(List<String> reasons) {
    return reasons.stream().map(GateReasons::part).collect(Collectors.joining("; "));
  }

  private static String part(String reason) {
    for (ChangeKind kind : ChangeKind.values()) {
      if (reason.equals(kind.needsPerson())) {
        return what(kind) + " needs a person's approval";
      }
    }
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
