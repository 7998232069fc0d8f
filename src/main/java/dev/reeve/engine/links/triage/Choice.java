package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Suggestion;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a reference. Targets are paths from the root, with {@code #} and a heading's
 * anchor where that is meant; without one the reference keeps its own. Immutable. Source: {@code
 * docs/reference/link-triage.md}.
 */
public sealed interface Choice {
  /** The stable name in records. */
  String code();

  /** Why; may be empty where the evidence is the record. */
  default String rationale() {
    return "";
  }

  /** Where the reference is to lead; null when the choice says nothing about that. */
  default @Nullable String target() {
    return null;
  }

  /** One of the candidates that were shown. */
  record Accept(String target, String rationale) implements Choice {
    /** Of a candidate that was suggested. */
    public static Accept of(Suggestion suggestion, String rationale) {
      return new Accept(Candidates.target(suggestion), rationale);
    }

    @Override
    public String code() {
      return "accept_candidate";
    }
  }

  /** A target that a person picked. */
  record Manual(String target, String rationale) implements Choice {
    @Override
    public String code() {
      return "manual_update";
    }
  }

  /**
   * A small document at the old path that leads on.
   *
   * @param title of that document, one line
   */
  record Stub(String target, String title, String rationale) implements Choice {
    @Override
    public String code() {
      return "redirect_stub";
    }
  }

  /**
   * It points on purpose to something that was removed.
   *
   * @param suffix whether {@code (removed)} is written behind the link
   */
  record Historical(boolean suffix, String rationale) implements Choice {
    @Override
    public String code() {
      return "historical_reference";
    }
  }

  /**
   * It is no reference to a file.
   *
   * @param pattern what the rule takes when the scope is a pattern; else null
   */
  record Ignore(Scope scope, @Nullable Pattern pattern, String rationale) implements Choice {
    @Override
    public String code() {
      return "ignore";
    }
  }

  /** Not now. */
  record Later() implements Choice {
    @Override
    public String code() {
      return "later";
    }
  }

  /** How far an ignore rule reaches. */
  enum Scope {
    /** This target in this document. */
    LINK,
    /** This target in whichever document. */
    FILE,
    /** What the pattern says. */
    PATTERN
  }

  /**
   * What a rule takes.
   *
   * @param sources glob of documents
   * @param target glob of whole decoded targets
   */
  record Pattern(String sources, String target) {}
}
