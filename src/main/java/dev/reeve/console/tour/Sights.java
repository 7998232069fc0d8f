package dev.reeve.console.tour;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is walked through. The tour closes none of it.
 *
 * @param busy a workspace with something of everything in it
 * @param empty a workspace in which nothing has happened
 * @param workspaces what the first window can do
 * @param folder one that was not adopted, for the first window to look at
 * @param work hands a change of many files in to the busy workspace, so that a decision that no
 *     longer holds is seen, and a run while it runs; null when none is to be seen
 */
public record Sights(
    EngineSession busy,
    EngineSession empty,
    Workspaces workspaces,
    Path folder,
    @Nullable Supplier<Work> work) {
  /**
   * A change that waits for an approval.
   *
   * @param intent what it is for
   * @param replace leaves a file of it out in another place, so that another decision holds
   */
  public record Work(String intent, Runnable replace) {}
}
