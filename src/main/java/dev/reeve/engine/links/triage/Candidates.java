package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.triage.Decision.Shown;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was suggested for a finding, as targets of choices. */
final class Candidates {
  private Candidates() {}

  /** The target that accepting a suggestion means: a file, or a heading of one. */
  static String target(Suggestion suggestion) {
    boolean heading =
        suggestion.evidence().stream()
            .map(Evidence::kind)
            .anyMatch(kind -> kind == EvidenceKind.LIKE_HEADING);
    int hash = suggestion.text().indexOf('#');
    return heading && hash >= 0
        ? suggestion.path() + "#" + decoded(suggestion.text().substring(hash + 1))
        : suggestion.path();
  }

  private static String decoded(String fragment) {
    return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The suggestion of a finding that means this target. */
  static Optional<Suggestion> meaning(Finding finding, String target) {
    return finding.suggestions().stream().filter(each -> target(each).equals(target)).findFirst();
  }

  private static List<String> names(List<Evidence> evidence) {
    return evidence.stream().map(each -> each.kind().name().toLowerCase(Locale.ROOT)).toList();
  }

  /** As they are put on record. */
  static List<Shown> shown(Finding finding) {
    return finding.suggestions().stream()
        .map(each -> new Shown(target(each), each.score(), names(each.evidence())))
        .toList();
  }
}
