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
 * @param lasting hands a change in that cannot be reverted; null when none is to be seen
 * @param documents somebody who edits the documents of the busy workspace; null for nobody
 */
public record Sights(
    EngineSession busy,
    EngineSession empty,
    Workspaces workspaces,
    Path folder,
    @Nullable Supplier<Work> work,
    @Nullable Supplier<Lasting> lasting,
    @Nullable Documents documents) {
  /**
   * A change that waits for an approval.
   *
   * @param intent what it is for
   * @param replace leaves a file of it out in another place, so that another decision holds
   */
  public record Work(String intent, Runnable replace) {}

  /**
   * A change that waits for an approval, and of which something cannot come back.
   *
   * @param intent what it is for
   * @param over from then on everything can come back again
   */
  public record Lasting(String intent, Runnable over) {}

  /**
   * Somebody who edits documents.
   *
   * @param edit changes a line that holds a broken link, so that a decision about it cannot be
   *     carried out
   * @param putBack brings all documents and link rules back, and has them read anew
   */
  public record Documents(Runnable edit, Runnable putBack) {}
}
