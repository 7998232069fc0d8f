package dev.reeve.engine.links;

/** What is said of a reference, in a sentence for people. */
final class Messages {
  private Messages() {}

  static String of(Category reason, Reference reference) {
    String target = reference.rawTarget();
    return switch (reason) {
      case MISSING_FILE -> "Nothing is at '" + target + "'.";
      case ROOT_RELATIVE_ONLY ->
          "Nothing is at '" + target + "' from this document; it would be right from the root.";
      case CASE_MISMATCH -> "'" + target + "' is written in other upper and lower case.";
      case MISSING_ANCHOR -> "The file of '" + target + "' has no such heading or id.";
      case MISSING_ANCHOR_SAME_FILE -> "This document has no heading or id '" + target + "'.";
      case MISSING_DEFINITION -> "No definition has the label '" + target + "'.";
      case ESCAPES_ROOT -> "'" + target + "' leads out of the workspace.";
      case RUNTIME_ENDPOINT -> "By rule, '" + target + "' exists when something runs.";
      case HISTORICAL_REF -> "By rule, '" + target + "' was removed on purpose.";
      case STUB_BROKEN -> "The redirect stub leads to '" + target + "', and nothing is there.";
      case CODE_SPAN_MISSING -> "`" + target + "` reads like a path, and nothing is there.";
      case UNREADABLE -> reference.text();
      default -> reason.code() + ": " + target;
    };
  }
}
