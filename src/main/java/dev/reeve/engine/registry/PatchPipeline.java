package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Utc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From a patch to a draft that may be stored: apply, complete, normalise, derive, check. Changes
 * nothing outside the draft. Safe on any thread.
 */
final class PatchPipeline {
  private final ColumnTable columns;
  private final List<String> volatileColumns;
  private final boolean volatileInFile;
  private final PatchApplier applier;
  private final Identities identities;
  private final Contracts contracts;
  private final EngineClock clock;

  /**
   * @param volatileInFile whether volatile columns are written into the file
   */
  PatchPipeline(
      RegistryPolicies policies, Contracts contracts, boolean volatileInFile, EngineClock clock) {
    this.columns = policies.columns();
    this.volatileColumns = policies.write().volatileColumns();
    this.volatileInFile = volatileInFile;
    this.applier = new PatchApplier(policies);
    this.identities = new Identities();
    this.contracts = contracts;
    this.clock = clock;
  }

  /** Runs all rules over a patch on top of a state. */
  Prepared prepare(Patch patch, Records below, boolean foldCase) {
    Draft draft = new Draft(below, foldCase);
    Instant now = clock.now(); // of the write, of all that it stamps
    try {
      applier.apply(patch, draft);
    } catch (PatchRefused e) {
      return Prepared.refused(
          patch, now, e.code(), String.valueOf(e.getMessage()), List.of(), List.of());
    }
    Findings findings = new Findings();
    ModuleContract modules = contracts.modules();
    boolean normalised = false;
    for (Draft.Touched touched : draft.touched()) {
      if (!touched.created() && RegistryJson.same(touched.before(), touched.after())) {
        draft.forget(touched);
      } else {
        normalised |= complete(draft, touched, patch.source(), now, modules, findings);
      }
    }
    contracts.fast(draft, patch.source(), modules, findings);
    if (!findings.errors().isEmpty()) {
      Finding first = findings.errors().getFirst();
      return Prepared.refused(
          patch, now, first.code(), first.message(), findings.errors(), findings.warnings());
    }
    Map<String, Map<String, JsonNode>> volatiles = strip(draft);
    List<String> records = new ArrayList<>();
    for (Draft.Touched touched : draft.touched()) {
      draft.rearrange(touched, columns.arranged(touched.before(), touched.after()));
      records.add(draft.head(touched.ordinal()).key());
    }
    boolean changed = !records.isEmpty() || draft.membersChanged();
    if (changed) {
      ObjectNode meta = draft.changeMeta();
      String last = RegistryJson.text(meta, "last_updated_utc");
      meta.put("last_updated_utc", RegistryTime.later(last, Utc.format(now)));
    }
    return new Prepared(
        patch,
        now,
        draft,
        null,
        "",
        List.of(),
        findings.warnings(),
        normalised,
        changed,
        records,
        volatiles);
  }

  private boolean complete(
      Draft draft,
      Draft.Touched touched,
      PatchSource source,
      Instant now,
      ModuleContract modules,
      Findings findings) {
    if (touched.created()) {
      identities.complete(draft, touched, source, now);
    }
    boolean normalised = contracts.normaliser().normalise(touched.after());
    contracts.deriver().derive(touched);
    modules.assign(touched);
    draft.refresh(touched);
    String key = draft.head(touched.ordinal()).key();
    contracts.evidence().quarantine(touched, source, key, findings);
    if (changedInFile(touched)) {
      stamp(touched.after(), source, Utc.format(now));
    }
    draft.refresh(touched);
    return normalised;
  }

  private static void stamp(ObjectNode record, PatchSource source, String now) {
    String last = RegistryTime.later(RegistryJson.text(record, "created_utc"), now);
    record.put("updated_utc", RegistryTime.later(RegistryJson.text(record, "updated_utc"), last));
    record.put("updated_by", source.code());
  }

  private boolean changedInFile(Draft.Touched touched) {
    ObjectNode before = touched.before();
    return before == null || !RegistryJson.same(lasting(before), lasting(touched.after()));
  }

  private JsonNode lasting(ObjectNode record) {
    ObjectNode copy = record.deepCopy();
    if (!volatileInFile) {
      copy.remove(volatileColumns);
    }
    copy.removeNulls();
    return copy;
  }

  /**
   * Takes what a patch wrote into volatile columns out of the records, and records out of the draft
   * that are as before.
   */
  private Map<String, Map<String, JsonNode>> strip(Draft draft) {
    Map<String, Map<String, JsonNode>> out = new LinkedHashMap<>();
    for (Draft.Touched touched : draft.touched()) {
      for (String column : volatileColumns) {
        JsonNode value = touched.after().get(column);
        if (!volatileInFile && touched.written().contains(column) && value != null) {
          out.computeIfAbsent(draft.head(touched.ordinal()).key(), k -> new LinkedHashMap<>())
              .put(column, value);
          touched.after().remove(column);
        }
      }
      if (!changedInFile(touched)) {
        draft.forget(touched);
      }
    }
    return out;
  }
}
