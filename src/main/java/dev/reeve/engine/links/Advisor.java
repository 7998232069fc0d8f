package dev.reeve.engine.links;

import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Broken;
import dev.reeve.engine.links.suggest.CandidateFiles;
import dev.reeve.engine.links.suggest.Contents;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.suggest.HeadingSuggester;
import dev.reeve.engine.links.suggest.HeadingSuggester.Heading;
import dev.reeve.engine.links.suggest.Suggester;
import dev.reeve.engine.links.suggest.Suggestions;
import dev.reeve.engine.workspace.PathText;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Says of findings where they should lead, and writes the text for it. May read history and
 * documents. For one thread. Source: {@code docs/reference/links.md}.
 */
public final class Advisor {
  private static final int MOST = 9;

  private final PathIndex index;
  private final DocumentSource documents;
  private final Contents contents = new Parsed();
  private final Suggester suggester;
  private final TargetTexts texts;

  /**
   * @param history {@link PathHistory#NONE} to go by names and places alone
   */
  public Advisor(PathIndex index, DocumentSource documents, PathHistory history) {
    this.index = index;
    this.documents = documents;
    this.texts = new TargetTexts(index, documents);
    this.suggester = new Suggester(CandidateFiles.of(index.candidates()), history, contents);
  }

  /** The finding with its suggestions, or as it was when it asks for none. */
  public Finding advise(Finding finding) {
    return switch (finding.reason()) {
      case MISSING_FILE, ROOT_RELATIVE_ONLY, CASE_MISMATCH, ESCAPES_ROOT, CODE_SPAN_MISSING ->
          withFiles(finding);
      case STUB_BROKEN -> finding.kind() == ReferenceKind.DOCUMENT ? finding : withFiles(finding);
      case MISSING_ANCHOR, MISSING_ANCHOR_SAME_FILE -> withHeadings(finding);
      default -> finding;
    };
  }

  private Finding withHeadings(Finding finding) {
    String path = finding.target().path();
    String fragment = finding.target().fragment();
    String file =
        path.isEmpty()
            ? finding.sourceFile()
            : PathText.resolve(PathText.folder(finding.sourceFile()), path);
    if (file == null || fragment == null) {
      return finding;
    }
    List<Heading> headings =
        contents
            .anchors(file)
            .map(anchors -> HeadingSuggester.suggest(fragment, anchors, finding.words(), MOST))
            .orElse(List.of());
    List<Suggestion> suggestions =
        headings.stream()
            .map(
                each ->
                    new Suggestion(
                        file,
                        TargetText.withFragment(finding.rawTarget(), each.anchor()),
                        each.score(),
                        List.of(new Evidence(EvidenceKind.LIKE_HEADING, each.score())),
                        false))
            .toList();
    return headings.isEmpty() ? finding : finding.with(headings.getFirst().band(), suggestions);
  }

  private Finding withFiles(Finding finding) {
    Suggestions found =
        suggester.suggest(
            new Broken(
                finding.sourceFile(),
                finding.target().path(),
                finding.target().fragment(),
                finding.words()));
    List<Suggestion> suggestions =
        found.candidates().stream()
            .map(
                each ->
                    new Suggestion(
                        each.path(),
                        texts.of(finding, each.path()),
                        each.score(),
                        each.evidence(),
                        each.headingMissing()))
            .toList();
    return finding.with(found.band(), suggestions);
  }

  /** What the suggester may ask of documents. */
  private final class Parsed implements Contents {
    @Override
    public Optional<Set<String>> anchors(String path) {
      return parsed(path).map(ParsedDocument::anchors);
    }

    @Override
    public Optional<String> title(String path) {
      return parsed(path).map(ParsedDocument::title).filter(Objects::nonNull);
    }

    private Optional<ParsedDocument> parsed(String path) {
      return index.isFile(path)
              && PathIndex.isMarkdown(path)
              && documents.get(path) instanceof Reading.Read(ParsedDocument document)
          ? Optional.of(document)
          : Optional.empty();
    }
  }
}
