package dev.reeve.engine.links;

import dev.reeve.engine.workspace.PathText;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A check's report together with the state of the tree that it was made from, so that what is asked
 * afterwards is answered by the same state. Safe on any thread; may read documents. Source: {@code
 * docs/reference/links.md}.
 */
public final class LinkScan {
  private final CheckReport report;
  private final ReferenceJudge state;
  private final Set<String> nav;
  private final Set<String> checked;
  private final Set<String> linked;
  private final int deadEnds;

  /**
   * @param linked symbolic links into the workspace, under whose names nothing is looked at
   * @param deadEnds how many of them lead to no document
   */
  LinkScan(
      CheckReport report,
      ReferenceJudge state,
      Collection<String> checked,
      Set<String> linked,
      int deadEnds) {
    this.report = report;
    this.state = state;
    this.nav = new HashSet<>(state.settings().navDocuments());
    this.checked = Set.copyOf(checked);
    this.linked = linked;
    this.deadEnds = deadEnds;
  }

  /** What the check found. */
  public CheckReport report() {
    return report;
  }

  /** What is there, and what the documents say, as the check saw it. */
  public ReferenceJudge state() {
    return state;
  }

  /** The settings that it went by. */
  public LinkSettings settings() {
    return state.settings();
  }

  /** Whether the document was looked at. */
  public boolean isChecked(String document) {
    return checked.contains(document);
  }

  /** How many Markdown files were not looked at; a link into the workspace is no other file. */
  public int leftOut() {
    return (int) unchecked().count();
  }

  /**
   * How many Markdown names are symbolic links to what is no document: no settings have that read.
   */
  public int deadEnds() {
    return deadEnds;
  }

  private Stream<String> unchecked() {
    return state.candidates().stream()
        .filter(ReferenceJudge::isMarkdown)
        .filter(path -> !checked.contains(path) && !linked.contains(path));
  }

  /** Whether the document leads through the workspace, so that stricter rules hold. */
  public boolean isNav(String document) {
    return nav.contains(document);
  }

  /** Files that a reference may be led to, sorted. */
  public Set<String> candidates() {
    return state.candidates();
  }

  /**
   * Where a finding leads as a renderer follows it, relative to the root; null when it leaves the
   * workspace or names no file.
   */
  public static @Nullable String place(Finding finding) {
    boolean none =
        finding.kind() == ReferenceKind.UNDEFINED || finding.kind() == ReferenceKind.DOCUMENT;
    return none ? null : place(finding.sourceFile(), finding.kind(), finding.target());
  }

  private static @Nullable String place(String document, ReferenceKind kind, Target target) {
    if (target.path().isEmpty()) {
      return document;
    }
    boolean fromRoot = kind == ReferenceKind.CODE_SPAN;
    String place = PathText.resolve(fromRoot ? "" : PathText.folder(document), target.path());
    return place == null || place.isEmpty() ? null : place;
  }

  /**
   * What a document says to lead from one file to another.
   *
   * @param from the document, relative to the root
   * @param to relative to the root
   * @param fragment null for none
   */
  public static String textBetween(String from, String to, @Nullable String fragment) {
    String path = TargetText.ofLink(from, to, false, "", TargetText.Style.PLAIN);
    return fragment == null ? path : TargetText.withFragment(path + "#", fragment);
  }

  /** SHA-256 of a document's bytes as they were read; empty when it could not be. */
  public Optional<String> sha256(String document) {
    return state.document(document).map(ParsedDocument::sha256);
  }

  /** The documents that were looked at and lead to a place. */
  public List<String> referrers(String place) {
    return checked.stream()
        .filter(document -> !document.equals(place) && refersTo(document, place))
        .sorted()
        .toList();
  }

  private boolean refersTo(String document, String place) {
    return state.document(document).stream()
        .flatMap(parsed -> parsed.references().stream())
        .filter(each -> !each.target().external() && !each.target().path().isEmpty())
        .anyMatch(each -> place.equals(place(document, each.kind(), each.target())));
  }

  /** Whether no document that a rule is about was left out of the check. */
  public boolean isCheckedWhole(LinkRule rule) {
    return unchecked().noneMatch(rule.matcher()::isAbout);
  }

  /** The rules' own reading of a target: whether one would take this finding as it is now. */
  public boolean takes(LinkRule rule, Finding finding) {
    return rule.takes(
        finding.sourceFile(),
        isNav(finding.sourceFile()),
        finding.target().path(),
        finding.reason());
  }
}
