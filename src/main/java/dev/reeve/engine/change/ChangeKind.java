package dev.reeve.engine.change;

import java.util.Locale;
import java.util.Optional;

/**
 * Which part of the engine made a change set. It is an argument given by the calling code and never
 * read from what came from outside, so nobody can claim to be the registry. Source: {@code
 * docs/reference/changes.md}.
 */
public enum ChangeKind {
  /** A rewrite of the registry file that passed the registry's contracts. */
  REGISTRY,
  /** An id put into a file's header or name. */
  HEADER,
  /** An output of a generator, made of the registry. */
  GENERATED,
  /** Files that a module contract does not allow, moved aside. */
  QUARANTINE,
  /** Links that lead nowhere, mended in the documents, and what was decided about the others. */
  LINKS,
  /** One of the workspace's settings, in their file under {@code .reeve}. */
  SETTINGS,
  /** Handed in by a person or a tool. */
  CHANGES,
  /** The inverse of an earlier execution. */
  REVERT;

  /** As it appears in records, such as {@code registry}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the engine made the set itself: no size limits, contents may lie in the vault. */
  public boolean internal() {
    return this != CHANGES;
  }

  /**
   * The gate's reason for leaving a change of this kind to a person. Decisions keep it as it is
   * here, so that whoever says it in other words finds it among their reasons.
   */
  public String needsPerson() {
    return "A change of kind '" + code() + "' needs a person's approval";
  }

  /** The kind with this exact code. */
  public static Optional<ChangeKind> of(String code) {
    return Codes.find(values(), ChangeKind::code, code);
  }
}
