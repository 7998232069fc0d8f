package dev.reeve.engine.registry.generate;

import dev.reeve.engine.registry.DriftItem;
import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.DriftSource;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.registry.generate.BuildResult.Outcome;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Utc;
import dev.reeve.engine.workspace.Workspace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Derived files, made of the registry: which are out of date, and building them. Source: {@code
 * docs/reference/generators.md}. Blocks; safe on any thread but the JavaFX one.
 */
public final class Generators implements GeneratorsView, DriftSource {
  private final Workspace workspace;
  private final Registry registry;
  private final OutputWriter writer;
  private final EngineClock clock;

  /**
   * @param writer puts outputs into the workspace
   */
  public Generators(
      Workspace workspace, Registry registry, OutputWriter writer, EngineClock clock) {
    this.workspace = workspace;
    this.registry = registry;
    this.writer = writer;
    this.clock = clock;
  }

  private RegistryDocument current() {
    return registry.writer().current();
  }

  private Survey survey(RegistryDocument document) {
    return new Survey(workspace, registry.policies().columns(), document);
  }

  @Override
  public List<GeneratorRow> generators() {
    return survey(current()).rows();
  }

  /** Every place that a generator in use may write to. */
  public DeclaredOutputs outputs() {
    return DeclaredOutputs.of(current(), workspace.caseInsensitive());
  }

  /** Stale and edited generators; the edited ones wait for a person. */
  @Override
  public List<DriftItem> find(RegistryDocument document) {
    List<DriftItem> out = new ArrayList<>();
    if (DeclaredOutputs.inUse(document).isEmpty()) {
      return out;
    }
    for (GeneratorRow row : survey(document).rows()) {
      if (row.state() == State.STALE || row.state() == State.EDITED) {
        String edited = row.edited().isEmpty() ? null : row.edited().getFirst();
        out.add(
            DriftItem.of(
                DriftKind.STALE_GENERATOR,
                row.output(),
                edited,
                null,
                row.recordId(),
                row.id() + ": " + row.reason()));
      }
    }
    return out;
  }

  /** Names the state of the registry; the survey of one state reads every record. */
  String registryHash() {
    return current().hash();
  }

  /**
   * Outputs of those that may be built without asking anybody; none at all while some generators
   * wait for each other.
   */
  List<String> due() {
    RegistryDocument document = current();
    if (DeclaredOutputs.inUse(document).isEmpty()) {
      return List.of();
    }
    Survey survey = survey(document);
    if (!survey.order().cycle().isEmpty()) {
      return List.of();
    }
    return survey.rows().stream()
        .filter(row -> row.state() == State.STALE)
        .map(GeneratorRow::output)
        .toList();
  }

  /** The generator that writes this path or pattern, as it is now; null when none does. */
  @Nullable GeneratorRow writing(String output) {
    return generators().stream()
        .filter(row -> row.output().equals(output))
        .findFirst()
        .orElse(null);
  }

  /**
   * Builds generators, each after those whose outputs it reads. What a person changed in an output
   * is replaced, and kept.
   *
   * @param ids those to build; empty for all that are stale or edited
   * @param execute false only says what would be built
   * @param operator account that asks for it, null for the engine itself
   * @return one result for each, in the order of the builds
   * @throws EngineException {@code GENERATOR_CYCLE} and {@code NOT_FOUND} before anything is built
   */
  public List<BuildResult> run(List<String> ids, boolean execute, @Nullable String operator) {
    Survey survey = survey(current());
    survey.order().require();
    for (String id : ids) {
      if (!survey.ids().contains(id)) {
        throw GeneratorErrors.unknown(id);
      }
    }
    List<String> order = new ArrayList<>(survey.order().sorted());
    survey.ids().stream().filter(id -> !order.contains(id)).forEach(order::add); // the refused
    List<BuildResult> out = new ArrayList<>();
    for (String id : order) {
      if (ids.isEmpty() ? wanted(survey.look(id).row()) : ids.contains(id)) {
        out.add(execute ? build(id, operator) : plan(survey.look(id)));
      }
    }
    return out;
  }

  private static boolean wanted(GeneratorRow row) {
    return row.state() == State.STALE || row.state() == State.EDITED;
  }

  /**
   * What building a generator now would change in its outputs; writes nothing.
   *
   * @throws EngineException {@code NOT_FOUND}; the reason for which it cannot be built
   */
  public List<OutputChange> changes(String id) {
    Survey.Look look = survey(current()).look(id);
    Survey.Found found = look.found();
    if (found == null) {
      throw EngineException.of(
              EngineException.Kind.REFUSED, refusalCode(look.row()), look.row().reason())
          .with("Nothing was built.", "Correct the generator's record.");
    }
    List<OutputChange> out = new ArrayList<>();
    found
        .generation()
        .outputs(workspace.root())
        .forEach(
            (path, bytes) -> {
              OutputFiles.Present present = new OutputFiles(workspace).look(path, id);
              if (present == null || !Arrays.equals(present.bytes(), bytes)) {
                out.add(
                    new OutputChange(
                        path.text(),
                        present == null ? null : present.bytes(),
                        bytes,
                        present != null && !present.intact()));
              }
            });
    return out;
  }

  private BuildResult plan(Survey.Look look) {
    Survey.Found found = look.found();
    GeneratorRow row = look.row();
    if (found == null) {
      return failed(row.id(), refusalCode(row), row.reason());
    }
    if (row.state() == State.CURRENT) {
      return new BuildResult(
          row.id(), Outcome.CURRENT, List.of(), List.of(), List.of(), null, "Nothing to do.");
    }
    List<String> paths = found.generation().paths().stream().map(SafePath::text).toList();
    return new BuildResult(
        row.id(), Outcome.WOULD_BUILD, paths, row.edited(), List.of(), null, row.reason());
  }

  private static String refusalCode(GeneratorRow row) {
    return row.code() == null ? "GENERATOR_INACTIVE" : row.code();
  }

  private static BuildResult failed(String id, String code, String message) {
    return new BuildResult(id, Outcome.FAILED, List.of(), List.of(), List.of(), code, message);
  }

  /** Builds one from what the registry is at this moment; a failure is a result. */
  BuildResult build(String id, @Nullable String operator) {
    List<String> written = new ArrayList<>();
    List<String> kept = new ArrayList<>();
    List<String> executions = new ArrayList<>();
    try {
      Survey.Look look = survey(current()).look(id);
      Survey.Found found = look.found();
      if (found == null || look.row().state() == State.CURRENT) {
        return plan(look);
      }
      SortedMap<SafePath, byte[]> outputs = found.generation().outputs(workspace.root());
      Map<SafePath, String> hashes = new LinkedHashMap<>();
      outputs.forEach(
          (path, bytes) -> {
            hashes.put(path, Sha256.of(bytes));
            OutputFiles.Present present = new OutputFiles(workspace).look(path, id);
            if (present != null && Arrays.equals(present.bytes(), bytes)) {
              return;
            }
            boolean edited = present != null && !present.intact();
            executions.add(
                writer.write(
                    path,
                    present == null ? null : present.bytes(),
                    bytes,
                    "Build " + path + " by " + id + (edited ? ", over what somebody changed" : ""),
                    operator));
            written.add(path.text());
            if (edited) {
              kept.add(path.text());
            }
          });
      WriteResult result = record(found, outputs, hashes);
      if (!result.success()) {
        return new BuildResult(
            id, Outcome.FAILED, written, kept, executions, result.code(), result.message());
      }
      return new BuildResult(
          id, Outcome.BUILT, written, kept, executions, null, told(written, kept));
    } catch (EngineException e) {
      return new BuildResult(
          id, Outcome.FAILED, written, kept, executions, e.code(), String.valueOf(e.getMessage()));
    }
  }

  private WriteResult record(
      Survey.Found found, SortedMap<SafePath, byte[]> outputs, Map<SafePath, String> hashes) {
    BuildReport report =
        new BuildReport(
            found.definition(),
            Utc.format(clock.now()),
            found.generation().inputHash(),
            found.generation().outputHash(hashes),
            outputs.size(),
            found.generation().rowCount(),
            outputs.values().stream().mapToLong(bytes -> bytes.length).sum());
    return registry.writer().write(report::patch);
  }

  private static String told(List<String> written, List<String> kept) {
    String files = written.size() == 1 ? "1 file" : written.size() + " files";
    return kept.isEmpty()
        ? files + " written."
        : files
            + " written; what somebody had changed in "
            + String.join(", ", kept)
            + " is kept and comes back by undoing the execution.";
  }
}
