package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.CheckProgress;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.triage.Triage.Wish;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody who works through broken references asks and says; see {@link Triage}. Calls block;
 * safe on any thread but the JavaFX one. Source: {@code docs/reference/link-triage.md}.
 */
public interface TriageView {
  /** The newest scan with the decisions as they are now; empty before the first scan. */
  Optional<TriageSnapshot> snapshot();

  /** Whether an earlier process has read the documents, so that somebody expects to see them. */
  boolean scannedBefore();

  /** Reads the documents; as {@link Triage#scan(CheckScope, CheckProgress)}. */
  default TriageSnapshot scan(CheckScope scope) {
    return scan(scope, CheckProgress.NONE);
  }

  /** The same, and tells how far it is. */
  TriageSnapshot scan(CheckScope scope, CheckProgress progress);

  /** Decides about findings, all or none; as {@link Triage#decide(List, String)}. */
  TriageSnapshot decide(List<Wish> wishes, String author);

  /** Takes back what is in force about these findings. */
  TriageSnapshot withdraw(List<String> findings, String author);

  /** Takes the newest step back that is still in force. */
  TriageSnapshot undo(String author);

  /** What decisions would write that nobody has made yet; nothing is stored. */
  TriagePreview trial(List<Wish> wishes, String author);

  /**
   * What the rule of a choice would take of what the newest scan found, the finding among it; empty
   * when the choice makes no rule.
   */
  List<TriageRow> taken(String findingId, Choice choice);

  /** What carrying out the staged decisions would do now; as {@link Triage#preview(Set)}. */
  TriagePreview preview(Set<String> leftOut);

  /** Carries them out as one execution; as {@link Triage#apply}. */
  default TriageResult apply(Set<String> leftOut, String operator) {
    return apply(leftOut, operator, CheckProgress.NONE);
  }

  /**
   * The same.
   *
   * @param progress is told how far the scan is that follows; how far the files are is told as of
   *     every execution
   */
  TriageResult apply(Set<String> leftOut, String operator, CheckProgress progress);

  /** Every decision that was ever made, oldest first. */
  List<Decision> decisions();

  /**
   * Writes the decisions in force, and those carried out, to a file: CSV or JSON by its ending,
   * else Markdown. A file that is there outside the workspace is replaced.
   *
   * @return how many
   * @throws dev.reeve.engine.workspace.EngineException as {@link
   *     dev.reeve.engine.workspace.HandedOut#write(byte[])}
   */
  int export(Path file);

  /**
   * Files that a reference may be led to and whose path contains a text in any case, those whose
   * name begins with it first.
   *
   * @param most so many at most
   */
  List<String> files(String text, int most);

  /**
   * The first lines of a file.
   *
   * @param path from the root
   * @throws dev.reeve.engine.workspace.EngineException {@code FILE_UNREADABLE}
   */
  List<String> head(String path, int lines);
}
