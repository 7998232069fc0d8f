package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * P5: to which module a file belongs. Override, then the nearest manifest, then the path rules,
 * then nothing. Made anew for each validation, because it remembers manifests. Used by one thread.
 */
final class ModuleContract implements Contract {
  private static final String P5 = "P5";

  private final ModulePolicy policy;
  private final ModuleManifests manifests;

  ModuleContract(ModulePolicy policy, ModuleManifests manifests) {
    this.policy = policy;
    this.manifests = manifests;
  }

  /** What the precedence gives. */
  record Assignment(@Nullable String moduleId, String source) {}

  /** Sets a touched file's module, unless the patch wrote it itself. */
  void assign(Draft.Touched touched) {
    ObjectNode record = touched.after();
    boolean given =
        touched.written().contains("module_id") || touched.written().contains("module_id_source");
    String path = RegistryJson.text(record, "relative_path");
    if (!applies(record) || given || path == null) {
      return;
    }
    Assignment assignment = resolve(RegistryJson.text(record, "module_id_override"), path);
    record.put("module_id", assignment.moduleId());
    record.put("module_id_source", assignment.source());
  }

  private static boolean applies(ObjectNode record) {
    return "file".equals(RegistryJson.text(record, "entity_kind"))
        && RegistryPath.problem(
                Objects.requireNonNullElse(RegistryJson.text(record, "relative_path"), ""))
            == null;
  }

  private Assignment resolve(@Nullable String override, String path) {
    if (override != null && !override.isEmpty()) {
      return new Assignment(override, "override");
    }
    ModuleManifests.Found found = manifests.nearest(path);
    if (found.moduleId().isPresent()) {
      return new Assignment(found.moduleId().get(), "manifest");
    }
    List<String> rules = rules(path);
    return rules.isEmpty()
        ? new Assignment(null, "unassigned")
        : new Assignment(rules.getFirst(), "path_rule");
  }

  private List<String> rules(String path) {
    return policy.pathRules().stream()
        .filter(rule -> rule.matches().matcher(path).find())
        .map(ModulePolicy.PathRule::moduleId)
        .distinct()
        .toList();
  }

  @Override
  public void check(Subject subject, Findings out) {
    if (!subject.kind().equals("entity")) {
      return;
    }
    format(subject, "module_id", out);
    format(subject, "module_id_override", out);
    String source = subject.text("module_id_source");
    if (source != null && !policy.sources().contains(source)) {
      error("MA_SOURCE_ENUM", subject, "module_id_source", "is not in " + policy.sources(), out);
    }
    if ("override".equals(source) && subject.empty("module_id_override")) {
      error("MA_OVERRIDE_MISSING", subject, "module_id_override", "the source is override", out);
    }
    String path = subject.text("relative_path");
    if (path != null && applies(subject.after()) && !"deleted".equals(subject.text("status"))) {
      precedence(subject, path, out);
    }
  }

  private void precedence(Subject subject, String path, Findings out) {
    Assignment wanted = resolve(subject.text("module_id_override"), path);
    String stored = subject.text("module_id");
    if (!Objects.equals(stored, wanted.moduleId())) {
      boolean gone =
          "manifest".equals(subject.text("module_id_source"))
              && !wanted.source().equals("manifest");
      if (gone) {
        warn("MA_MANIFEST_GONE", subject, "its manifest is not there any more", out);
      } else {
        error(
            "MA_MISMATCH",
            subject,
            "module_id",
            "the precedence gives " + wanted.moduleId() + " by " + wanted.source(),
            out);
      }
    }
    boolean former =
        "manifest".equals(Subject.show(subject.old("module_id_source")).replace("\"", ""));
    if (former && !wanted.source().equals("manifest") && subject.empty("module_id_override")) {
      warn("MA_MANIFEST_GONE", subject, "its manifest is not there any more", out);
    }
    List<String> rules = rules(path);
    if (rules.size() > 1) {
      warn("MA_RULE_CONFLICT", subject, "the path matches rules for " + rules, out);
    }
    String skipped = manifests.nearest(path).skipped();
    if (!skipped.isEmpty()) {
      String said = "record " + subject.key() + ", the manifest " + skipped;
      out.warn("MA_MANIFEST_INVALID", P5, subject.key(), "module_id", said);
    }
  }

  private void format(Subject subject, String column, Findings out) {
    String value = subject.text(column);
    if (value != null && !policy.wellFormed(value)) {
      error("MA_FORMAT", subject, column, "must be MOD- and capitals, digits, _ or -", out);
    }
  }

  private static void error(String code, Subject subject, String column, String why, Findings out) {
    out.error(code, P5, subject.key(), column, subject.value(column) + ": " + why);
  }

  private static void warn(String code, Subject subject, String why, Findings out) {
    out.warn(code, P5, subject.key(), "module_id", subject.value("module_id") + ": " + why);
  }
}
