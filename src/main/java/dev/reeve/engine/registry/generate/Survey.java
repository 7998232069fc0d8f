package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.ColumnTable;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.generate.GeneratorRow.State;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import dev.reeve.engine.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generators of one state of the registry, each compared with its files on disk. Changes
 * nothing. Used by one thread, once.
 */
final class Survey {
  private final Workspace workspace;
  private final ColumnTable columns;
  private final RowSource source;
  private final OutputFiles files;

  /** Definitions by id, in order of ids; a generator whose definition is refused is not here. */
  private final Map<String, GeneratorDefinition> definitions = new LinkedHashMap<>();

  private final Map<String, EngineException> refused = new LinkedHashMap<>();
  private final List<RecordHead> heads;
  private final BuildOrder order;

  /**
   * A generator that may be built.
   *
   * @param generation what its outputs must be
   * @param row its state
   */
  record Found(GeneratorDefinition definition, Generation generation, GeneratorRow row) {}

  Survey(Workspace workspace, ColumnTable columns, RegistryDocument document) {
    this.workspace = workspace;
    this.columns = columns;
    this.source =
        new RowSource(document, DeclaredOutputs.of(document, workspace.caseInsensitive()));
    this.files = new OutputFiles(workspace);
    this.heads =
        DeclaredOutputs.inUse(document).stream()
            .filter(head -> head.generatorId() != null)
            .sorted(Comparator.comparing(head -> id(head), RowOrder.IDS))
            .toList();
    heads.forEach(this::define);
    shareNothing();
    this.order = new BuildOrder(document, definitions.values());
  }

  private static String id(RecordHead head) {
    return String.valueOf(head.generatorId());
  }

  private void define(RecordHead head) {
    try {
      GeneratorDefinition definition =
          GeneratorDefinition.of(source.document().record(head), columns);
      if (definition.target().text().equals(workspace.config().registry().path())) {
        throw GeneratorErrors.invalid(id(head), "its output is the registry itself");
      }
      definitions.put(id(head), definition);
    } catch (EngineException e) {
      refused.put(id(head), e);
    }
  }

  /** Two generators that may write one file would undo each other for ever. */
  private void shareNothing() {
    List<GeneratorDefinition> all = List.copyOf(definitions.values());
    for (GeneratorDefinition one : all) {
      for (GeneratorDefinition other : all) {
        if (!one.id().equals(other.id()) && one.target().overlaps(other.target())) {
          definitions.remove(one.id());
          refused.put(
              one.id(),
              GeneratorErrors.invalid(one.id(), other.id() + " may write to the same file"));
        }
      }
    }
  }

  /** Generators in an order in which each comes after those it reads from. */
  BuildOrder order() {
    return order;
  }

  /** Ids of all that are in use. */
  List<String> ids() {
    return heads.stream().map(Survey::id).toList();
  }

  List<GeneratorRow> rows() {
    return heads.stream().map(head -> look(id(head)).row()).toList();
  }

  /**
   * A generator and its state.
   *
   * @param found null when it cannot be built; then the row says why
   */
  record Look(GeneratorRow row, @Nullable Found found) {}

  Look look(String id) {
    RecordHead head =
        heads.stream()
            .filter(h -> id(h).equals(id))
            .findFirst()
            .orElseThrow(() -> GeneratorErrors.unknown(id));
    ObjectNode record = source.document().record(head);
    GeneratorDefinition definition = definitions.get(id);
    if (definition == null) {
      return new Look(refusal(record, refused.get(id)), null);
    }
    if (order.cycle().contains(id)) {
      return new Look(refusal(record, order.failure()), null);
    }
    try {
      Generation generation =
          new Generation(definition, source.rows(definition), template(definition));
      GeneratorRow row = compare(record, head, definition, generation);
      boolean buildable = row.state() != State.REFUSED && row.state() != State.INACTIVE;
      return new Look(row, buildable ? new Found(definition, generation, row) : null);
    } catch (EngineException e) {
      return new Look(refusal(record, e), null);
    }
  }

  private @Nullable Template template(GeneratorDefinition definition) {
    String entity = definition.template();
    if (entity == null) {
      return null;
    }
    String path = source.document().byKey(entity).map(RecordHead::path).orElse(null);
    if (path == null) {
      throw Template.refused(definition.id(), "its template " + entity + " is no file");
    }
    return new Template(definition.id(), files.template(definition.id(), path));
  }

  private GeneratorRow refusal(ObjectNode record, @Nullable EngineException why) {
    boolean active = "active".equals(GeneratorDefinition.text(record, "status"));
    String path = GeneratorDefinition.text(record, "output_path");
    return row(
        record,
        path.isEmpty() ? GeneratorDefinition.text(record, "output_path_pattern") : path,
        active ? State.REFUSED : State.INACTIVE,
        why == null ? "" : String.valueOf(why.getMessage()),
        why == null ? null : why.code(),
        new Counts(0, 0, List.of(), List.of()));
  }

  private record Counts(int outputs, int rows, List<String> edited, List<String> leftOver) {}

  private GeneratorRow compare(
      ObjectNode record, RecordHead head, GeneratorDefinition definition, Generation generation) {
    String builtFrom = GeneratorDefinition.text(record, "source_registry_hash");
    String builtAs = GeneratorDefinition.text(record, "output_hash");
    Map<SafePath, String> hashes = new LinkedHashMap<>();
    List<String> absent = new ArrayList<>();
    List<String> foreign = new ArrayList<>();
    for (SafePath path : generation.paths()) {
      OutputFiles.Present present = files.look(path, definition.id());
      if (present == null) {
        absent.add(path.text());
      } else {
        hashes.put(path, present.hash());
        if (!present.intact()) {
          foreign.add(path.text());
        }
      }
    }
    boolean same = absent.isEmpty() && generation.outputHash(hashes).equals(builtAs);
    String reason =
        reason(builtFrom.isEmpty(), generation.inputHash().equals(builtFrom), absent, same);
    State state = reason.isEmpty() ? State.CURRENT : State.STALE;
    @Nullable String code = null;
    if (!head.active()) {
      state = State.INACTIVE;
      reason = "Its status is " + head.status() + ".";
    } else if (!foreign.isEmpty() && !same && builtAs.isEmpty()) {
      EngineException taken =
          GeneratorErrors.of(
              Kind.CONFLICT,
              GeneratorErrors.TAKEN,
              definition.id(),
              foreign.getFirst() + " is there and was not written by it",
              "Move that file away, or name another output.");
      state = State.REFUSED;
      reason = String.valueOf(taken.getMessage());
      code = taken.code();
    } else if (!foreign.isEmpty() && !same) {
      state = State.EDITED;
      reason = foreign.getFirst() + " was changed by somebody since it was written.";
    }
    boolean edited = state == State.EDITED;
    return row(
        record,
        definition.target().text(),
        state,
        reason,
        code,
        new Counts(
            generation.paths().size(),
            generation.rowCount(),
            edited ? foreign : List.of(),
            files.leftOver(definition, generation.paths())));
  }

  private static String reason(
      boolean never, boolean sameInput, List<String> absent, boolean sameOutput) {
    if (never) {
      return "It was never built.";
    }
    if (!sameInput) {
      return "What it is made of changed.";
    }
    if (!absent.isEmpty()) {
      return absent.getFirst() + " is absent.";
    }
    return sameOutput ? "" : "An output is not what the last build wrote.";
  }

  private static GeneratorRow row(
      ObjectNode record,
      String output,
      State state,
      String reason,
      @Nullable String code,
      Counts counts) {
    String id = GeneratorDefinition.text(record, "generator_id");
    String built = GeneratorDefinition.text(record, "last_build_utc");
    String report = GeneratorDefinition.text(record, "build_report_entity_id");
    return new GeneratorRow(
        id,
        GeneratorDefinition.text(record, "record_id"),
        GeneratorDefinition.text(record, "generator_name"),
        GeneratorDefinition.text(record, "generator_version"),
        GeneratorDefinition.text(record, "output_kind"),
        output,
        state,
        reason,
        code,
        built.isEmpty() ? null : built,
        counts.outputs(),
        counts.rows(),
        counts.edited(),
        counts.leftOver(),
        report.isEmpty() ? null : report);
  }
}
