package dev.reeve.engine.links.suggest;

import dev.reeve.engine.links.history.PathHistory;

/**
 * Finds where references that lead nowhere should lead. One for a state of the workspace: it keeps
 * what it found out about names. Not safe for several threads; may read history and documents, so
 * never on the screen's thread. Source: {@code docs/reference/links.md}.
 */
public final class Suggester {
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

  private final ScoreTable table;

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
