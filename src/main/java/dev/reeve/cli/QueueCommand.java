package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.queue.Canary;
import dev.reeve.engine.queue.Foresight;
import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueSummary;
import dev.reeve.engine.queue.WorkItem;
import dev.reeve.engine.workspace.EngineException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve queue ...}: what waits, what moves, what does not, and getting it moving. */
@Command(
    name = "queue",
    description = "The work queue.",
    subcommands = {
      QueueCommand.Status.class,
      QueueCommand.ListItems.class,
      QueueCommand.Retry.class,
      QueueCommand.Requeue.class,
      QueueCommand.Drop.class
    })
final class QueueCommand {

  @Command(name = "status", description = "The queue in figures; exit 1 when it is not healthy.")
  static final class Status extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        QueueSummary summary = engine.queue().summary();
        output.show(summary, () -> print(output, summary));
        return summary.healthy() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    static void print(Output output, QueueSummary summary) {
      summary
          .byState()
          .forEach(
              (state, count) -> {
                if (count > 0) {
                  output.line(state.name().toLowerCase(java.util.Locale.ROOT) + ": " + count);
                }
              });
      output.line("done in 24 h: " + summary.doneLastDay());
      output.line(
          "oldest waiting: "
              + (summary.oldestPending() == null
                  ? "-"
                  : summary.oldestPending().toSeconds() + " s"));
      output.line(summary.paused() ? "paused" : summary.healthy() ? "healthy" : "needs attention");
    }
  }

  @Command(name = "list", description = "Rows, running first.")
  static final class ListItems extends EngineCommand {
    @Option(names = "--state", description = "Only these states: ${COMPLETION-CANDIDATES}.")
    List<ItemState> states = List.of();

    @Option(names = "--limit", defaultValue = "100", description = "At most so many rows.")
    int limit;

    @Override
    int run(Output output) {
      Set<ItemState> wanted =
          states.isEmpty() ? EnumSet.noneOf(ItemState.class) : EnumSet.copyOf(states);
      try (Engine engine = visit()) {
        List<WorkItem> items = engine.queue().list(wanted, positive("--limit", limit));
        output.show(items, () -> output.table(HEADINGS, items.stream().map(Rows::of).toList()));
      }
      return Exit.DONE;
    }

    private static final List<String> HEADINGS =
        List.of("STATE", "EVENT", "ATTEMPTS", "NEXT TRY", "PATH", "LAST ERROR", "ID");

    private static final class Rows {
      static List<String> of(WorkItem item) {
        return List.of(
            item.state().name().toLowerCase(java.util.Locale.ROOT),
            item.event().name().toLowerCase(java.util.Locale.ROOT),
            item.attempts() + "/" + item.maxAttempts(),
            Output.time(item.notBefore()),
            item.path(),
            Output.text(item.errorCode()),
            item.id());
      }
    }
  }

  /** Rows named by id or path, or all dead letters. */
  abstract static class OnItems extends EngineCommand {
    @Parameters(arity = "0..*", paramLabel = "ITEM", description = "Ids or paths.")
    List<String> items = List.of();

    @Option(names = "--all-dead", description = "All dead letters.")
    boolean allDead;

    abstract ToIntFunction<List<String>> action(Engine engine);

    /** What is known beforehand of those that will fail. */
    List<Foresight.Failing> foresee(Engine engine, List<String> ids) {
      return List.of();
    }

    @Override
    int run(Output output) {
      if (items.isEmpty() == !allDead) {
        throw usage("Nothing was done: name items, or give --all-dead.");
      }
      try (Engine engine = visit()) {
        List<String> ids = allDead ? deadLetters(engine) : named(engine);
        List<Foresight.Failing> failing = foresee(engine, ids);
        int changed = action(engine).applyAsInt(ids);
        output.show(
            Map.of("asked", ids.size(), "changed", changed, "would_fail", failing),
            () -> {
              output.line(changed + " of " + ids.size() + " changed.");
              failing.forEach(
                  each ->
                      output.line(
                          each.path() + " will fail with " + each.code() + ": " + each.error()));
            });
        return changed == ids.size() ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static List<String> deadLetters(Engine engine) {
      return engine.queue().list(EnumSet.of(ItemState.DEAD_LETTER), Integer.MAX_VALUE).stream()
          .map(WorkItem::id)
          .toList();
    }

    private List<String> named(Engine engine) {
      List<WorkItem> all = engine.queue().list(Set.of(), Integer.MAX_VALUE);
      return items.stream().flatMap(name -> idsOf(name, all)).distinct().toList();
    }

    private static Stream<String> idsOf(String name, List<WorkItem> all) {
      List<String> found =
          all.stream()
              .filter(item -> item.id().equals(name) || item.path().equals(name))
              .map(WorkItem::id)
              .toList();
      if (found.isEmpty()) {
        throw EngineException.of(
                EngineException.Kind.NOT_FOUND,
                "ITEM_NOT_FOUND",
                "Nothing was done: the queue has no item '" + name + "'.")
            .with("The queue is as before.", "reeve queue list shows ids and paths.");
      }
      return found.stream();
    }
  }

  @Command(name = "retry", description = "Makes waiting items due now.")
  static final class Retry extends OnItems {
    @Override
    ToIntFunction<List<String>> action(Engine engine) {
      return engine.queue()::retryNow;
    }
  }

  @Command(name = "requeue", description = "Brings ended or dead items back with attempts 0.")
  static final class Requeue extends OnItems {
    @Option(
        names = "--one-first",
        paramLabel = "CODE",
        description =
            "Of the dead letters with this error code one; the others follow when it is done, and"
                + " stay when it fails.")
    @Nullable String oneFirst;

    @Override
    ToIntFunction<List<String>> action(Engine engine) {
      return engine.queue()::requeue;
    }

    @Override
    List<Foresight.Failing> foresee(Engine engine, List<String> ids) {
      return engine.queue().foresee(ids);
    }

    @Override
    int run(Output output) {
      if (oneFirst == null) {
        return super.run(output);
      }
      if (allDead || !items.isEmpty()) {
        throw usage("Nothing was done: --one-first takes no items and not --all-dead.");
      }
      try (Engine engine = visit()) {
        Canary canary = engine.queue().requeueOneFirst(failedWith(engine)).orElseThrow(this::none);
        output.show(
            canary,
            () ->
                output.line(
                    canary.path()
                        + " was requeued; "
                        + canary.waiting()
                        + " follow when it is done."));
        return Exit.DONE;
      }
    }

    private List<String> failedWith(Engine engine) {
      return engine.queue().list(EnumSet.of(ItemState.DEAD_LETTER), Integer.MAX_VALUE).stream()
          .filter(item -> Objects.equals(item.errorCode(), oneFirst))
          .map(WorkItem::id)
          .toList();
    }

    private EngineException none() {
      return EngineException.of(
              EngineException.Kind.NOT_FOUND,
              "ITEM_NOT_FOUND",
              "Nothing was done: no dead letter failed with '" + oneFirst + "'.")
          .with(
              "The queue is as before.",
              "reeve queue list --state DEAD_LETTER shows them with their codes.");
    }
  }

  @Command(name = "drop", description = "Cancels items that are not running; files are untouched.")
  static final class Drop extends OnItems {
    @Override
    ToIntFunction<List<String>> action(Engine engine) {
      return engine.queue()::drop;
    }
  }
}
