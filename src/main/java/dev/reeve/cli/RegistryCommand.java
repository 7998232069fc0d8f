package dev.reeve.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.registry.RecordRow;
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
      ValidateCommand.class,
      RegistryCommand.Show.class,
      RegistryCommand.ListRecords.class,
      RegistryCommand.Apply.class,
      ReconcileCommand.class,
      DescribeCommand.class,
      ContractCommand.class,
      RegistryCommand.Allocate.class,
      BackfillCommand.class,
      ImportCommand.class,
      BackupsCommand.class,
      DuplicatesCommand.class,
      ReissueCommand.class,
      PoliciesCommand.class,
      GeneratorsCommand.class,
      EdgesCommand.class,
      ExportCommand.class,
      RegistryCommand.Accept.class,
      UpgradeCommand.class
    })
final class RegistryCommand {

  static String words(Finding finding) {
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

  static int report(Output output, WriteResult result) {
    output.show(
        result,
        () -> {
          output.line(result.code() + ": " + result.message());
          result.validationErrors().forEach(finding -> output.line(words(finding)));
          result.warnings().forEach(finding -> output.line(words(finding)));
        });
    return exit(result);
  }

  /** The exit code of a write. */
  static int exit(WriteResult result) {
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
      name = "accept",
      description =
          "Takes a registry that somebody else changed as it is, after strict validation.")
  static final class Accept extends EngineCommand {
    @Override
    int run(Output output) {
      try (Engine engine = visit()) {
        List<Finding> findings = engine.registryRecovery().acceptForeign();
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
