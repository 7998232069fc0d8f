package dev.reeve.engine.links;

import dev.reeve.engine.links.web.WebCheck;
import java.util.List;

/**
 * Which addresses of the web a check asks for: not those in code, which are examples, and not those
 * that a rule takes when they are gone, whatever they are now. Source: {@code
 * docs/reference/links.md}.
 */
final class WebTargets {
  private WebTargets() {}

  /**
   * Those of a document.
   *
   * @param nav whether it leads through the workspace
   */
  static List<String> of(ParsedDocument document, boolean nav, RuleBook rules) {
    return document.references().stream()
        .filter(WebTargets::isOne)
        .map(reference -> reference.target().path())
        .filter(path -> rules.first(document.path(), nav, path, Category.EXTERNAL_BROKEN) == null)
        .toList();
  }

  /** Whether the reference could be asked for, were there no rules. */
  static boolean isOne(Reference reference) {
    return reference.target().external()
        && reference.kind() != ReferenceKind.CODE_BLOCK
        && WebCheck.canAskFor(reference.target().path());
  }
}
