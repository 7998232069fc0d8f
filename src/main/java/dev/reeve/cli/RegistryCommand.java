package dev.reeve.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
import dev.reeve.engine.registry.RegistryDifference;
import dev.reeve.engine.registry.RegistryView;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reeve registry ...}: the inventory of the workspace. */
@Command(
    name = "registry",
    description = "The registry: one record and one permanent id for each file.",
    subcommands = {
      RegistryCommand.Validate.class,
      RegistryCommand.Show.class,
      RegistryCommand.ListRecords.class,
      RegistryCommand.Apply.class,
      ReconcileCommand.class,
      RegistryCommand.Allocate.class,
      RegistryCommand.Backups.class,
      RegistryCommand.Restore.class,
      RegistryCommand.Accept.class,
      GeneratorsCommand.class,
      EdgesCommand.class,
      ExportCommand.class
    })
final class RegistryCommand {

  @Command(
      name = "validate",
      description = "Runs the contracts over all records; exit 1 on errors.")
  static final class Validate extends EngineCommand {
    @Option(
        names = "--strict",
        description = "Every contract; also says what a write would change.")
    boolean strict;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<Finding> findings = engine.registry().validate(strict);
        long errors = findings.stream().filter(finding -> !finding.warning()).count();
        output.show(
            Map.of("strict", strict, "errors", errors, "findings", findings),
            () -> {
              findings.forEach(finding -> output.line(words(finding)));
              output.line(errors + " errors, " + (findings.size() - errors) + " warnings");
            });
        return errors == 0 ? Exit.DONE : Exit.PROBLEMS;
      }
    }
  }

  private static String words(Finding finding) {
    return (finding.warning() ? "warning " : "error ")
        + finding.code()
        + "  "
        + Output.text(finding.key())
        + "  "
        + finding.message();
  }

  @Command(name = "show", description = "One record by id or path.")
  static final class Show extends EngineCommand {
    @Parameters(paramLabel = "KEY", description = "record_id, doc_id, entity_id or relative path.")
    String key = "";

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        Optional<JsonNode> record = engine.registry().record(key);
        if (record.isEmpty()) {
          throw EngineException.of(
                  EngineException.Kind.NOT_FOUND,
                  "RECORD_NOT_FOUND",
                  "No record is shown: nothing in the registry answers to '" + key + "'.")
              .with("Nothing was changed.", "reeve registry list shows what is there.");
        }
        output.show(record.get(), () -> output.line(record.get().toPrettyString()));
      }
      return Exit.DONE;
    }
  }

  @Command(name = "list", description = "Records as rows, in file order.")
  static final class ListRecords extends EngineCommand {
    @Option(names = "--status", description = "Such as active or deleted.")
    @Nullable String status;

    @Option(names = "--kind", description = "entity, edge or generator.")
    @Nullable String kind;

    @Option(names = "--path", description = "Paths that begin with this.")
    String prefix = "";

    @Option(names = "--limit", defaultValue = "1000", description = "At most so many rows.")
    int limit;

    @Override
    int run(Output output) {
      int most = positive("--limit", limit);
      try (Engine engine = visit()) {
        List<RecordRow> rows =
            engine.registry().rows().stream().filter(this::wanted).limit(most).toList();
        output.show(
            rows,
            () ->
                output.table(
                    List.of("DOC ID", "STATUS", "UPDATED", "BY", "PATH"),
                    rows.stream().map(ListRecords::cells).toList()));
        String problem = engine.registry().summary().problem();
        if (problem != null) {
          err().println("The list is not complete: " + problem);
        }
        return problem == null ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private boolean wanted(RecordRow row) {
      return (status == null || row.status().equals(status))
          && (kind == null || row.kind().equals(kind))
          && (prefix.isEmpty() || (row.path() != null && row.path().startsWith(prefix)));
    }

    private static List<String> cells(RecordRow row) {
      return List.of(
          row.docId() == null ? row.key() : row.docId(),
          row.status(),
          Output.text(row.updated()),
          Output.text(row.updatedBy()),
          Output.text(row.path()));
    }
  }

  @Command(name = "apply", description = "Applies a patch file; exit 1 when it is refused.")
  static final class Apply extends EngineCommand {
    @Parameters(paramLabel = "FILE", description = "A patch as JSON.")
    Path file = Path.of("");

    @Override
    int run(Output output) {
      byte[] patch;
      try {
        patch = Files.readAllBytes(file);
      } catch (IOException e) {
        throw EngineException.of(
                EngineException.Kind.INVALID,
                "PATCH_UNREADABLE",
                "The patch was not applied: " + file + " cannot be read.")
            .with("The registry is as before.", "Name a file that can be read.")
            .causedBy(e);
      }
      try (Engine engine = visit()) {
        return report(output, engine.registryActions().apply(patch));
      }
    }
  }

  private static int report(Output output, WriteResult result) {
    output.show(
        result,
        () -> {
          output.line(result.code() + ": " + result.message());
          result.validationErrors().forEach(finding -> output.line(words(finding)));
          result.warnings().forEach(finding -> output.line(words(finding)));
        });
    if (result.success()) {
      return Exit.DONE;
    }
    return switch (result.code()) {
      case "REGISTRY_LOCK_BUSY" -> Exit.LOCK;
      case "PATCH_MALFORMED" -> Exit.USAGE;
      case "SA_VERSION_TOO_NEW", "FOREIGN_WRITE", "REGISTRY_UNREADABLE", "OBSERVE_MODE" ->
          Exit.REFUSED;
      default -> Exit.PROBLEMS;
    };
  }

  @Command(name = "allocate", description = "Gives files their permanent ids and records.")
  static final class Allocate extends EngineCommand {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Relative to the workspace.")
    List<String> paths = List.of();

    @Override
    int run(Output output) {
      List<SafePath> safe = new ArrayList<>();
      for (String path : paths) {
        safe.add(checked(path));
      }
      try (Engine engine = visit()) {
        Map<String, String> ids = engine.registryActions().allocate(safe);
        output.show(
            ids,
            () ->
                output.table(
                    List.of("DOC ID", "PATH"),
                    ids.entrySet().stream()
                        .map(id -> List.of(id.getValue(), id.getKey()))
                        .toList()));
      }
      return Exit.DONE;
    }

    private static SafePath checked(String path) {
      try {
        return SafePath.of(path);
      } catch (SafePath.Refused e) {
        throw EngineException.of(
                EngineException.Kind.INVALID,
                "PATH_REFUSED",
                "No id was issued: " + e.getMessage() + ".")
            .with("Nothing was changed.", "Name files relative to the workspace.")
            .causedBy(e);
      }
    }
  }

  @Command(
      name = "backups",
      description = "Backups, newest first; exit 1 when one does not verify.")
  static final class Backups extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<RegistryView.Backup> backups = engine.registry().backups();
        output.show(
            backups,
            () ->
                output.table(
                    List.of("TIME", "BYTES", "RECORDS", "VERIFIED", "NAME"),
                    backups.stream().map(Backups::cells).toList()));
        return backups.stream().allMatch(RegistryView.Backup::verified) ? Exit.DONE : Exit.PROBLEMS;
      }
    }

    private static List<String> cells(RegistryView.Backup backup) {
      return List.of(
          Output.time(backup.time()),
          Long.toString(backup.bytes()),
          Long.toString(backup.records()),
          backup.verified() ? "yes" : "NO",
          backup.name());
    }
  }

  @Command(
      name = "restore",
      description =
          "Shows what a backup would change, record by record; with --execute puts it back.")
  static final class Restore extends EngineCommand {
    @Parameters(paramLabel = "NAME", description = "A backup's name, from registry backups.")
    String name = "";

    @Option(names = "--execute", description = "Do it; the present bytes become a backup first.")
    boolean execute;

    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        if (execute) {
          return report(output, engine.registryActions().restore(name));
        }
        RegistryDifference difference = engine.registryActions().planRestore(name);
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

  @Command(
      name = "accept",
      description =
          "Takes a registry that somebody else changed as it is, after strict validation.")
  static final class Accept extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<Finding> findings = engine.registryActions().acceptForeign();
        boolean accepted = findings.stream().allMatch(Finding::warning);
        output.show(
            Map.of("accepted", accepted, "findings", findings),
            () -> {
              findings.forEach(finding -> output.line(words(finding)));
              output.line(accepted ? "Accepted as it is." : "Not accepted; nothing was changed.");
            });
        return accepted ? Exit.DONE : Exit.REFUSED;
      }
    }
  }
}
