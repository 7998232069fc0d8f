package dev.reeve.console.links;

import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.triage.Choice;

/** What the engine's names are called for people. */
final class LinkNames {
  private LinkNames() {}

  /** What is wrong. */
  static String of(Category category) {
    return Texts.get(
        switch (category) {
          case OK -> "links.reason.ok";
          case MISSING_FILE -> "links.reason.missing-file";
          case ROOT_RELATIVE_ONLY -> "links.reason.root-relative-only";
          case CASE_MISMATCH -> "links.reason.case-mismatch";
          case MISSING_ANCHOR -> "links.reason.missing-anchor";
          case MISSING_ANCHOR_SAME_FILE -> "links.reason.missing-anchor-same-file";
          case MISSING_DEFINITION -> "links.reason.missing-definition";
          case ESCAPES_ROOT -> "links.reason.escapes-root";
          case MISSING_DOCUMENT -> "links.reason.missing-document";
          case STUB_BROKEN -> "links.reason.stub-broken";
          case UNREADABLE -> "links.reason.unreadable";
          case SKIPPED_LARGE -> "links.reason.skipped-large";
          case RUNTIME_ENDPOINT -> "links.reason.runtime-endpoint";
          case HISTORICAL_REF -> "links.reason.historical-ref";
          case EXTERNAL_URL -> "links.reason.external-url";
          case EXTERNAL_BROKEN -> "links.reason.external-broken";
          case IGNORED -> "links.reason.ignored";
          case CODE_SPAN_MISSING -> "links.reason.code-span-missing";
        });
  }

  /** Why a file may be the one that was meant. */
  static String of(EvidenceKind kind) {
    return Texts.get(
        switch (kind) {
          case ROOT -> "links.evidence.root";
          case MOVED_BYTES -> "links.evidence.moved-bytes";
          case MOVED_BYTES_SEVERAL -> "links.evidence.moved-bytes-several";
          case MOVED_BYTES_RENAMED -> "links.evidence.moved-bytes-renamed";
          case RENAME_RECORDED -> "links.evidence.rename-recorded";
          case UNESCAPED -> "links.evidence.unescaped";
          case CASE_ONLY -> "links.evidence.case-only";
          case ONLY_NAME -> "links.evidence.only-name";
          case ONLY_PAGE -> "links.evidence.only-page";
          case PATH_TAIL -> "links.evidence.path-tail";
          case NEAREST_NAME -> "links.evidence.nearest-name";
          case SAME_NAME -> "links.evidence.same-name";
          case FOLDED_NAME -> "links.evidence.folded-name";
          case OTHER_ENDING -> "links.evidence.other-ending";
          case OTHER_ENDING_HERE -> "links.evidence.other-ending-here";
          case SIMILAR_NAME -> "links.evidence.similar-name";
          case SHARED_WORDS -> "links.evidence.shared-words";
          case NEWER_EDITION -> "links.evidence.newer-edition";
          case DOCUMENT_MOVED -> "links.evidence.document-moved";
          case LINK_WORDS -> "links.evidence.link-words";
          case HEADING -> "links.evidence.heading";
          case LIKE_HEADING -> "links.evidence.like-heading";
          case FOLDER_INDEX -> "links.evidence.folder-index";
          case SAME_EDITION -> "links.evidence.same-edition";
        });
  }

  /** How sure. */
  static String of(Band band) {
    return Texts.get(
        switch (band) {
          case HIGH -> "links.band.high";
          case MEDIUM -> "links.band.medium";
          case LOW -> "links.band.low";
          case NONE -> "links.band.none";
        });
  }

  /** How far a rule reaches. */
  static String of(Choice.Scope scope) {
    return Texts.get(
        switch (scope) {
          case LINK -> "links.scope.link";
          case FILE -> "links.scope.file";
          case PATTERN -> "links.scope.pattern";
        });
  }

  /** So many chosen links, as a rule would name them. */
  static String links(int count) {
    return count == 1 ? Texts.get("links.scope.link") : Texts.get("links.scope.links", count);
  }

  /** What is being made of a link. */
  static String of(DecisionDraft.Kind kind) {
    return switch (kind) {
      case ACCEPT -> "";
      case STUB -> Texts.get("links.making.stub");
      case MANUAL -> Texts.get("links.making.manual");
      case HISTORICAL -> Texts.get("links.making.historical");
      case IGNORE -> Texts.get("links.making.ignore");
    };
  }

  /** What staging such a decision about so many links does. */
  static String act(DecisionDraft.Kind kind, int links) {
    return switch (kind) {
      case ACCEPT -> Texts.get("links.action.accept");
      case STUB -> Texts.get("links.act.stub");
      case MANUAL -> Texts.get("links.act.manual", links);
      case HISTORICAL -> Texts.get("links.act.historical", links);
      case IGNORE -> Texts.get("links.act.ignore", links);
    };
  }

  /** What the counts of a preview call a decision, by its code. */
  static String kind(String code) {
    return Texts.get(
        switch (code) {
          case "accept_candidate" -> "links.kind.accept-candidate";
          case "manual_update" -> "links.kind.manual-update";
          case "redirect_stub" -> "links.kind.redirect-stub";
          case "historical_reference" -> "links.kind.historical-reference";
          case "ignore" -> "links.kind.ignore";
          default -> "links.kind.later";
        });
  }

  /** By what rows are put together. */
  static String of(Grouping grouping) {
    return Texts.get(
        switch (grouping) {
          case TARGET -> "links.grouping.target";
          case SOURCE -> "links.grouping.source";
          case REASON -> "links.grouping.reason";
          case FLAT -> "links.grouping.flat";
        });
  }
}
