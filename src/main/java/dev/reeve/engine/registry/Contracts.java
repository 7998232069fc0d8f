package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Path;
import java.util.List;

/**
 * The six contracts and the integrity rules, in the order in which they run: P3, P1, P2, P4, P5,
 * P6, integrity. Fast looks at what a patch touches, strict at everything. Safe on any thread.
 */
final class Contracts {
  private final RegistryPolicies policies;
  private final Path root;
  private final SchemaContract schema;
  private final WriteContract write;
  private final Deriver deriver;
  private final EvidenceContract evidence;
  private final ProcessContract processes;
  private final Integrity integrity;
  private final Normaliser normaliser;

  Contracts(RegistryPolicies policies, Path root, EngineClock clock) {
    this.policies = policies;
    this.root = root;
    this.schema = new SchemaContract(policies);
    this.write = new WriteContract(policies.columns(), policies.write());
    this.deriver = new Deriver(policies, clock);
    this.evidence = new EvidenceContract(policies.evidence(), clock);
    this.processes = new ProcessContract(policies.processes());
    this.integrity = new Integrity(policies);
    this.normaliser = new Normaliser(policies);
  }

  /** A module contract that reads each manifest once. */
  ModuleContract modules() {
    return new ModuleContract(policies.modules(), new ModuleManifests(root, policies.modules()));
  }

  SchemaContract schema() {
    return schema;
  }

  Deriver deriver() {
    return deriver;
  }

  EvidenceContract evidence() {
    return evidence;
  }

  Normaliser normaliser() {
    return normaliser;
  }

  Integrity integrity() {
    return integrity;
  }

  private List<Contract> inOrder(ModuleContract modules) {
    return List.of(schema, write, deriver, evidence, modules, processes);
  }

  /** Everything about the records a draft touches. */
  void fast(Draft draft, PatchSource source, ModuleContract modules, Findings out) {
    String version = String.valueOf(RegistryJson.text(draft.meta(), "version"));
    boolean others = false;
    for (Draft.Touched touched : draft.touched()) {
      Subject subject =
          new Subject(
              draft.head(touched.ordinal()),
              touched.before(),
              touched.after(),
              touched.written(),
              source);
      schema.checkVersion(subject, version, out);
      for (Contract contract : inOrder(modules)) {
        contract.check(subject, out);
      }
      integrity.check(draft, subject, out);
      others |= "other".equals(subject.head().entityKind());
    }
    if (draft.metaTouched()) {
      schema.checkMeta(draft.meta(), out);
    }
    if (others) {
      schema.checkOthers(draft, out);
    }
    integrity.counters(draft, out);
    integrity.guard(draft, out);
  }

  /** Everything about every record. */
  List<Finding> strict(Records records, boolean wouldChange) {
    Findings out = new Findings();
    schema.checkFile(records, out);
    ModuleContract modules = modules();
    EdgeQuality quality = new EdgeQuality(policies.evidence());
    for (int i = 0; i < records.size(); i++) {
      Subject subject = Subject.stored(records.head(i), records.record(i));
      for (Contract contract : inOrder(modules)) {
        contract.check(subject, out);
      }
      evidence.age(subject, out);
      quality.count(subject.after());
      integrity.check(records, subject, out);
      if (wouldChange && normaliser.normalise(subject.after())) {
        out.warn(
            "NORMALIZATION_REQUIRED",
            "P2",
            subject.key(),
            null,
            "a write would bring record " + subject.key() + " into its normal form");
      }
    }
    quality.report(out);
    return out.all();
  }
}
