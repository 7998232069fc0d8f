package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.RegistryView.Backup;
import dev.reeve.engine.registry.RestoreTest;
import dev.reeve.engine.workspace.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve registry backups ...}: former states of the registry, and the way back to one. */
@Command(
    name = "backups",
    description = "Former states of the registry, and the way back to one.",
    subcommands = {
      BackupsCommand.ListThem.class,
      BackupsCommand.Verify.class,
      BackupsCommand.Prune.class,
      BackupsCommand.Restore.class
    })
final class BackupsCommand {

  private static void print(Output output, List<Backup> backups) {
    output.table(
        List.of("TIME", "BYTES", "RECORDS", "VERIFIED", "NAME"),
        backups.stream()
            .map(
                backup ->
                    List.of(
                        Output.time(backup.time()),
                        Long.toString(backup.bytes()),
                        Long.toString(backup.records()),
                        backup.verified() ? "yes" : "NO",
                        backup.name()))
            .toList());
  }

  @Command(name = "list", description = "Backups, newest first; exit 1 when one does not verify.")
  static final class ListThem extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<Backup> backups = engine.registry().backups();
        output.show(backups, () -> print(output, backups));
        return backups.stream().allMatch(Backup::verified) ? Exit.DONE : Exit.PROBLEMS;
      }
    }
  }

  @Command(
      name = "verify",
      description =
          "Reads every backup and compares it with the hash in its name; exit 1 when one differs.")
  static final class Verify extends EngineCommand {
    @Option(
        names = "--restore-test",
        description =
            "Also rehearse a restore of the newest that verifies, beside the registry: written,"
                + " read back, validated, removed.")
    boolean restoreTest;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<Backup> backups = engine.registry().backups();
        List<Backup> damaged = backups.stream().filter(backup -> !backup.verified()).toList();
        @Nullable RestoreTest test = restoreTest ? rehearse(engine, backups) : null;
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("backups", backups.size());
        document.put("damaged", damaged);
        document.put("restore_test", test);
        output.show(
            document,
            () -> {
              print(output, damaged);
              output.line(backups.size() + " backups read, " + damaged.size() + " damaged");
              if (test != null) {
                output.line(
                    "restored for a test: "
                        + test.name()
                        + ", "
                        + test.records()
                        + " records, "
                        + test.errors()
                        + " errors, "
                        + test.warnings()
                        + " warnings");
              }
            });
        boolean sound = test == null || test.errors() == 0;
        return damaged.isEmpty() && sound ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static RestoreTest rehearse(Engine engine, List<Backup> backups) {
      return backups.stream()
          .filter(Backup::verified)
          .findFirst()
          .map(newest -> engine.registryRecovery().rehearseRestore(newest.name()))
          .orElseThrow(
              () ->
                  EngineException.of(
                          EngineException.Kind.NOT_FOUND,
                          "BACKUP_NOT_FOUND",
                          "No restore was rehearsed: no backup verifies.")
                      .with("The registry was not touched.", "A write makes the next backup."));
    }
  }

  @Command(
      name = "prune",
      description =
          "Shows which backups retention no longer wants; with --execute removes them. The newest"
              + " that verifies always stays.")
  static final class Prune extends EngineCommand {
    @Option(names = "--execute", description = "Remove them.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Set<String> gone = engine.registryRecovery().pruneBackups(execute);
        output.show(
            Map.of("executed", execute, "backups", gone),
            () -> {
              gone.forEach(
                  name -> output.line((execute ? "removed       " : "would remove  ") + name));
              output.line(
                  gone.size() + " backups" + (execute ? " removed." : "; nothing was removed."));
            });
      }
      return Exit.DONE;
    }
  }

  @Command(
      name = "restore",
      description =
          "Shows what a backup would change, record by record; with --execute puts it back.")
  static final class Restore extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "A backup's name, from registry backups list.")
    String name = "";

    @Option(names = "--execute", description = "Do it; the present bytes become a backup first.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        if (execute) {
          return RegistryCommand.report(output, engine.registryRecovery().restore(name));
        }
        RegistryDifference difference = engine.registryRecovery().planRestore(name);
        output.show(difference, () -> print(output, difference));
      }
      return Exit.DONE;
    }

    private static void print(Output output, RegistryDifference difference) {
      difference.added().forEach(key -> output.line("would come back  " + key));
      difference.removed().forEach(key -> output.line("would go         " + key));
      difference
          .changed()
          .forEach((key, columns) -> output.line("would change     " + key + "  " + columns));
      output.line(difference.records() + " records differ; nothing was changed.");
    }
  }
}
