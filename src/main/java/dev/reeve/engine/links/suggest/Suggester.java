package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.history.PathHistory;
import java.util.Map;

/**
 * Finds where references that lead nowhere should lead. One for a state of the workspace: it keeps
 * what it found out about names. Not safe for several threads; may read history and documents, so
 * never on the screen's thread. Source: {@code docs/reference/links.md}.
 */
public final class Suggester {
  private final ScoreTable table;
  private final PlaceEvidence places;
  private final NameEvidence names;
  private final HistoryEvidence history;
  private final WordEvidence words;
  private final Scoring scoring;

  /**
   * @param history {@link PathHistory#NONE} where there is none
   * @param contents {@link Contents#UNKNOWN} when documents may not be read
   */
  public Suggester(CandidateFiles files, PathHistory history, Contents contents) {
    this(files, history, contents, ScoreTable.SHIPPED);
  }

  Suggester(CandidateFiles files, PathHistory history, Contents contents, ScoreTable table) {
    this.table = table;
    this.places = new PlaceEvidence(files);
    this.names = new NameEvidence(files, table);
    this.history = new HistoryEvidence(files, history, table);
    this.words = new WordEvidence(contents);
    this.scoring = new Scoring(table, contents, files);
  }

  /**
   * One that scores by other numbers than those that are shipped, to see how well they would fit.
   *
   * @param points by kind of evidence; a kind that is not named keeps its own
   */
  public static Suggester scoring(
      CandidateFiles files,
      PathHistory history,
      Contents contents,
      Map<EvidenceKind, Double> points) {
    return new Suggester(files, history, contents, ScoreTable.SHIPPED.with(points));
  }

  /** Candidates, best first; none when nothing speaks for any file. */
  public Suggestions suggest(Broken broken) {
    Gathered gathered = new Gathered(broken, table);
    places.gather(gathered);
    names.gather(gathered);
    history.gather(gathered);
    words.gather(gathered);
    return scoring.rank(gathered);
  }
}
