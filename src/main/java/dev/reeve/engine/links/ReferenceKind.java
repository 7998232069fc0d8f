package dev.reeve.engine.links;

import java.util.Locale;

/** How a reference is written. Source: {@code docs/reference/links.md}. */
public enum ReferenceKind {
  /** {@code [text](target)}. */
  LINK,
  /** {@code ![text](target)}. */
  IMAGE,
  /** {@code [label]: target}, wherever it is used. */
  DEFINITION,
  /** {@code [text][label]} whose label no definition has. */
  UNDEFINED,
  /** {@code href} of an HTML link or {@code src} of an HTML image. */
  HTML,
  /** {@code <scheme:...>}. */
  AUTOLINK,
  /** A code span that reads like a path. */
  CODE_SPAN,
  /** A value of the front matter whose key the settings name. */
  FRONT_MATTER,
  /** Whatever reads like a link in a code block; taken for diagnosis alone. */
  CODE_BLOCK,
  /** Not a reference: a finding about the document itself. */
  DOCUMENT;

  /** The stable lower-case name. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
