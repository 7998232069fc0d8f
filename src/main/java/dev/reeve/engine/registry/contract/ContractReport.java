package dev.reeve.engine.registry.contract;

import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Unreadable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the folders stand to their contracts, and which files would be set aside. The same tree gives
 * the same report. Immutable. Source: {@code docs/reference/classifier.md}.
 *
 * @param planId hash of the moves, by which a person confirms them
 * @param modules one row for each contract, in the order of the settings
 * @param items what is not as it should be, by path
 * @param moves what {@code --enforce} would do: files of contracts in enforce mode alone
 * @param unreadable what could not be looked at; nothing is said about it
 */
public record ContractReport(
    String planId,
    List<Module> modules,
    List<Item> items,
    List<Move> moves,
    List<Unreadable> unreadable) {

  /** What is not as it should be. */
  public enum Problem {
    /** Required, and not there. */
    MISSING,
    /** Nothing allows it. */
    UNEXPECTED,
    /** Nothing allows it here; the contract expects a file of that name elsewhere. */
    MISPLACED,
    FORBIDDEN
  }

  /**
   * One contract and how many files it allows.
   *
   * @param mode audit or enforce
   */
  public record Module(
      String root, String moduleId, String mode, int canonical, int generated, int runArtifacts) {}

  /**
   * One file, or the place of one that is missing.
   *
   * @param path relative to the workspace
   * @param expected where a misplaced file belongs, null for others
   */
  public record Item(
      Problem problem, String moduleId, String path, @Nullable String expected, String message) {}

  /**
   * One file that would be set aside.
   *
   * @param sha256 of what it is now; another content is not moved
   */
  public record Move(String path, String to, String sha256) {}

  static ContractReport of(
      List<Module> modules, List<Item> items, List<Move> moves, List<Unreadable> unreadable) {
    String id =
        Sha256.of(
            Json.line(
                moves.stream()
                    .map(move -> List.of(move.path(), move.to(), move.sha256()))
                    .toList()));
    return new ContractReport(
        id, List.copyOf(modules), List.copyOf(items), List.copyOf(moves), List.copyOf(unreadable));
  }

  /** Whether every folder is as its contract says, as far as could be seen. */
  public boolean clean() {
    return items.isEmpty() && unreadable.isEmpty();
  }
}
