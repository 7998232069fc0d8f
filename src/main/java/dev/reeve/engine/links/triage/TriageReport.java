package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.history.Departure;
import dev.reeve.engine.links.history.Move;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The candidate triage report: what is still broken, by what it leads to, sorted by what history
 * says. Says nothing that no record shows. May ask history, so it blocks.
 */
final class TriageReport {
  private static final int SHORT_HASH = 10;
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(<[^>]*>|\\{[^}]*}|\\.\\.\\.|…|path/to/|yyyy|xxx|your[-_]|example\\.com).*");

  /** What is known of a broken place. */
  private enum Sort {
    MOVED("Renamed or moved"),
    REMOVED("Removed on purpose"),
    GENERATED("Made when something runs: version control leaves it out"),
    PLACEHOLDER("Placeholders"),
    SIMILAR("Never there under this name, and something like it is"),
    HEADING("Headings that are not there"),
    GAP("Real gaps: never there, and nothing like it is");

    private final String title;

    Sort(String title) {
      this.title = title;
    }
  }

  private record Known(Sort sort, String evidence) {}

  private final PathHistory history;
  private final IgnoreRules ignore;

  TriageReport(PathHistory history, IgnoreRules ignore) {
    this.history = history;
    this.ignore = ignore;
  }

  String markdown(TriageSnapshot now, Instant at) {
    Map<Sort, List<String>> lines = new EnumMap<>(Sort.class);
    Map<Sort, Integer> links = new EnumMap<>(Sort.class);
    for (TriageGroup group : now.groups()) {
      Known known = known(group.rows().getFirst());
      lines.computeIfAbsent(known.sort(), unused -> new ArrayList<>()).add(line(group, known));
      links.merge(known.sort(), group.rows().size(), Integer::sum);
    }
    StringBuilder out = new StringBuilder("# Links to decide about\n\n");
    out.append("Generated ").append(Utc.format(at)).append(" from ").append(now.documents());
    out.append(" documents.\n\n| What | Links |\n|---|---|\n");
    out.append("| broken | ").append(now.rows().size()).append(" |\n");
    out.append("| left to decide | ").append(now.progress().left()).append(" |\n");
    out.append("| staged | ").append(now.progress().staged()).append(" |\n");
    if (now.progress().automatic() > 0) {
      out.append("| fixed automatically | ").append(now.progress().automatic()).append(" |\n");
    }
    out.append("| right by decisions | ").append(now.progress().fixed()).append(" |\n");
    for (Sort sort : Sort.values()) {
      List<String> found = lines.getOrDefault(sort, List.of());
      if (!found.isEmpty()) {
        out.append("\n## ").append(sort.title).append("\n\n");
        out.append(found.size()).append(found.size() == 1 ? " target, " : " targets, ");
        int count = links.getOrDefault(sort, 0);
        out.append(count).append(count == 1 ? " link.\n" : " links.\n");
        out.append(
            "\n| Target | Links | Evidence | Best candidate | In |\n|---|---|---|---|---|\n");
        found.forEach(out::append);
      }
    }
    return out.toString();
  }

  private static String line(TriageGroup group, Known known) {
    Finding first = group.rows().getFirst().finding();
    String best =
        first.suggestions().isEmpty()
            ? ""
            : "%s (%.2f, %s)"
                .formatted(
                    Candidates.target(first.suggestions().getFirst()),
                    first.suggestions().getFirst().score(),
                    first.confidence().name().toLowerCase(Locale.ROOT));
    List<String> places =
        group.rows().stream().map(row -> ChoiceCheck.place(row.finding())).toList();
    return "| "
        + String.join(
            " | ",
            MarkdownText.cell(group.target()),
            Integer.toString(places.size()),
            MarkdownText.cell(known.evidence()),
            MarkdownText.cell(best),
            MarkdownText.cell(String.join(", ", places)))
        + " |\n";
  }

  private Known known(TriageRow row) {
    Finding finding = row.finding();
    String place = LinkScan.place(finding);
    if (finding.reason() == Category.MISSING_ANCHOR
        || finding.reason() == Category.MISSING_ANCHOR_SAME_FILE) {
      return new Known(Sort.HEADING, "");
    }
    if (PLACEHOLDER.matcher(finding.rawTarget()).matches()) {
      return new Known(Sort.PLACEHOLDER, "");
    }
    Optional<Known> past = place == null ? Optional.empty() : past(place);
    if (past.isEmpty() && !finding.target().path().isEmpty()) {
      past = past(finding.target().path()); // written as if from the root
    }
    if (past.isPresent()) {
      return past.get();
    }
    if (place != null && isLeftOut(place)) {
      return new Known(Sort.GENERATED, "");
    }
    return new Known(
        finding.confidence() == Band.NONE ? Sort.GAP : Sort.SIMILAR, "history knows nothing of it");
  }

  /** Whether version control leaves it out, or a folder above it. */
  private boolean isLeftOut(String place) {
    for (int slash = place.indexOf('/'); slash > 0; slash = place.indexOf('/', slash + 1)) {
      if (ignore.excludedByGit(place.substring(0, slash), true)) {
        return true;
      }
    }
    return ignore.excludedByGit(place, false);
  }

  private Optional<Known> past(String place) {
    Optional<Move> moved = history.movedTo(place);
    if (moved.isPresent()) {
      Move move = moved.get();
      return Optional.of(
          new Known(Sort.MOVED, "moved to " + move.to() + " in " + when(move.commit(), move.at())));
    }
    Optional<Departure> departed = history.departed(place);
    if (departed.isEmpty()) {
      return Optional.empty();
    }
    Departure gone = departed.get();
    List<String> alive = history.survivors(gone.blob());
    return Optional.of(
        alive.isEmpty()
            ? new Known(Sort.REMOVED, "deleted in " + when(gone.commit(), gone.at()))
            : new Known(
                Sort.MOVED,
                "its last bytes are at "
                    + String.join(", ", alive)
                    + " since "
                    + when(gone.commit(), gone.at())));
  }

  private static String when(String commit, Instant at) {
    return commit.substring(0, Math.min(SHORT_HASH, commit.length()))
        + " on "
        + Utc.format(at).substring(0, "2026-01-31".length());
  }
}
