package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One reason why a plan or change set is not taken. Source: {@code docs/reference/changes.md}.
 *
 * @param code stable short code such as {@code DUPLICATE_PATH}
 * @param where the member, such as {@code confidence} or {@code changes[2].old_hash}
 * @param message a sentence for people; never quotes contents
 */
public record IntakeProblem(String code, String where, String message) {

  /**
   * All problems as one failure: its code is theirs when they share one, else the given code.
   *
   * @param what for people, such as {@code The plan}
   */
  static EngineException refuse(String what, String code, List<IntakeProblem> problems) {
    List<String> codes = problems.stream().map(IntakeProblem::code).distinct().toList();
    return EngineException.of(
            EngineException.Kind.INVALID,
            codes.size() == 1 ? codes.getFirst() : code,
            what
                + " was not taken: "
                + problems.stream()
                    .map(problem -> problem.where() + ": " + problem.message())
                    .collect(Collectors.joining("; ")))
        .with("Nothing was stored or changed.", "Correct all of it and hand it in again.");
  }
}
