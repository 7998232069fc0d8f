package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.lock.LockStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve locks ...}: who holds what, and freeing what a dead holder left. */
@Command(
    name = "locks",
    description = "Locks and leases.",
    subcommands = {LocksCommand.Status.class, LocksCommand.Break.class})
final class LocksCommand {

  @Command(name = "status", description = "Every lease on record, in canonical order.")
  static final class Status extends EngineCommand {
    @Option(names = "--name", paramLabel = "N", description = "Only this lock.")
    @Nullable String name;

    @Option(names = "--all", description = "Also locks of single paths and documents.")
    boolean all;

    @Option(names = "--ascii", description = "Plain characters only (this output always is).")
    boolean ascii;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<LockStatus> locks =
            name != null
                ? engine.locks().status(name)
                : engine.locks().status().stream()
                    .filter(lock -> all || !lock.name().contains(":"))
                    .toList();
        output.show(locks, () -> print(output, locks));
      }
      return Exit.DONE;
    }

    private static void print(Output output, List<LockStatus> locks) {
      if (locks.isEmpty()) {
        output.line("No locks");
        return;
      }
      output.table(
          List.of(
              "LOCK", "STATE", "OWNER", "HOLDER", "TOKEN", "FENCE", "SINCE", "EXPIRES", "WAITING"),
          locks.stream().map(Status::row).toList());
    }

    private static List<String> row(LockStatus lock) {
      String mark =
          switch (lock.state()) {
            case HELD -> "[LOCK] ";
            case STALE -> "[OK] ";
            case OVERDUE, UNKNOWN -> "[WARN] ";
            case DAMAGED -> "[ERROR] ";
          };
      return List.of(
          lock.name(),
          mark + lock.state().name().toLowerCase(java.util.Locale.ROOT),
          lock.owner(),
          lock.holder(),
          lock.token(),
          Long.toString(lock.fence()),
          Output.time(lock.since()),
          Output.time(lock.expires()),
          Integer.toString(lock.waiters()));
    }
  }

  @Command(name = "break", description = "Frees a lock whose holder is gone; leaves a trail line.")
  static final class Break extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "The lock.")
    String name = "";

    @Option(names = "--force", description = "Also when the holder cannot be examined.")
    boolean force;

    @Option(names = "--reason", required = true, description = "Why; goes into the trail.")
    String reason = "";

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Optional<LockStatus> removed =
            engine.locks().breakLock(name, force, reason, engine.operator());
        output.show(
            removed.isPresent() ? Map.of("removed", removed.get()) : Map.of("removed", "none"),
            () ->
                output.line(
                    removed
                        .map(lock -> "Removed " + lock.name() + ", held by " + lock.owner() + ".")
                        .orElse("The lock " + name + " does not exist.")));
      }
      return Exit.DONE;
    }
  }
}
