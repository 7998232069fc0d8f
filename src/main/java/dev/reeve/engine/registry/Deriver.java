package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.DerivationPolicy.Constraint;
import dev.reeve.engine.registry.DerivationPolicy.Derivation;
import dev.reeve.engine.workspace.EngineClock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derived columns: fills them in what a patch touches, and (contract P2) compares them with their
 * formulas. What a patch wrote itself and what never changes is compared, not overwritten.
 */
final class Deriver implements Contract {
  private static final String P2 = "P2";

  private final DerivationPolicy policy;
  private final ColumnTable columns;
  private final Map<String, String> typeCodes;
  private final EngineClock clock;

  Deriver(RegistryPolicies policies, EngineClock clock) {
    this.policy = policies.derivations();
    this.columns = policies.columns();
    this.typeCodes = policies.typeCodes();
    this.clock = clock;
  }

  /** Fills the derived columns of a record. */
  void derive(Draft.Touched touched) {
    ObjectNode record = touched.after();
    for (Derivation derivation : policy.derivations()) {
      if (!derivation.byWriter() || !derivation.kind().equals(kind(record))) {
        continue;
      }
      String column = derivation.column();
      String value = derivation.formula().evaluate(new OverRecord(record));
      boolean given = touched.written().contains(column) && !RegistryJson.empty(record, column);
      boolean fixed = immutable(record, column) && !RegistryJson.empty(record, column);
      if (value != null && !given && !fixed) {
        record.put(column, value);
      }
    }
  }

  @Override
  public void check(Subject subject, Findings out) {
    for (Derivation derivation : policy.derivations()) {
      if (derivation.byWriter() && derivation.kind().equals(subject.kind())) {
        compare(subject, derivation, out);
      }
    }
    for (Constraint constraint : policy.constraints()) {
      constraint(subject, constraint, out);
    }
  }

  private void compare(Subject subject, Derivation derivation, Findings out) {
    String column = derivation.column();
    JsonNode stored = subject.after().get(column);
    String value = derivation.formula().evaluate(new OverRecord(subject.after()));
    boolean holds = stored != null && !stored.isNull();
    if (value == null) {
      boolean own = derivation.formula().columns().equals(Set.of(column));
      if (holds && !own && !derivation.freeWithoutInput() && !immutable(subject.after(), column)) {
        out.error(
            "DV_INPUT_MISSING",
            P2,
            subject.key(),
            column,
            subject.value(column)
                + " cannot be checked, an input of "
                + derivation.formula()
                + " is missing");
      }
    } else if (!holds || !value.equals(stored.textValue())) {
      out.error(
          "DV_MISMATCH",
          P2,
          subject.key(),
          column,
          subject.value(column) + " is not " + derivation.formula() + " = \"" + value + "\"");
    }
  }

  private static void constraint(Subject subject, Constraint constraint, Findings out) {
    String text = subject.text(constraint.column());
    if (text == null) {
      return;
    }
    boolean broken = constraint.matches() != null && !constraint.matches().matcher(text).matches();
    if (constraint.notBefore() != null) {
      String earliest = subject.text(constraint.notBefore());
      Instant least = earliest == null ? null : RegistryTime.instant(earliest);
      Instant time = RegistryTime.instant(text);
      broken |= least != null && time != null && time.isBefore(least);
    }
    if (broken) {
      out.error(
          "DV_CONSTRAINT",
          P2,
          subject.key(),
          constraint.column(),
          subject.value(constraint.column()) + " breaks the rule: " + constraint.says());
    }
  }

  private boolean immutable(ObjectNode record, String name) {
    Column column = columns.of(kind(record), name);
    return column != null && column.update() == Column.Update.IMMUTABLE;
  }

  private static String kind(ObjectNode record) {
    return Objects.requireNonNullElse(RegistryJson.text(record, "record_kind"), "");
  }

  /** A record as the input of a formula. */
  private final class OverRecord implements Formula.Values {
    private final ObjectNode record;

    OverRecord(ObjectNode record) {
      this.record = record;
    }

    @Override
    public @Nullable String column(String name) {
      JsonNode value = record.get(name);
      return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    @Override
    public @Nullable String config(String map, String key) {
      return map.equals("types") ? typeCodes.get(key) : null;
    }

    @Override
    public byte @Nullable [] bytes() {
      return null;
    }

    @Override
    public Instant now() {
      return clock.now();
    }
  }
}
