package dev.reeve.engine.registry;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Data of contract P2. Source: {@code docs/reference/registry-policies.md}.
 *
 * @param derivations columns that are functions of others, in the order in which they depend on
 *     each other
 */
public record DerivationPolicy(List<Derivation> derivations, List<Constraint> constraints) {
  public DerivationPolicy {
    Objects.requireNonNull(derivations, "derivations");
    Objects.requireNonNull(constraints, "constraints");
  }

  /**
   * @param kind record kind
   * @param freeWithoutInput whether the column may be set by hand while an input is missing
   * @param where {@code scan} when it is evaluated where the file's bytes are; else null
   */
  public record Derivation(
      String kind,
      String column,
      Formula formula,
      boolean freeWithoutInput,
      @Nullable String where) {
    public Derivation {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(formula, "formula");
    }

    boolean byWriter() {
      return where == null;
    }
  }

  /**
   * @param matches what its text must look like, null for no rule
   * @param notBefore a timestamp column that must not be later, null for no rule
   * @param says the rule in words
   */
  public record Constraint(
      String column, @Nullable Pattern matches, @Nullable String notBefore, String says) {
    public Constraint {
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(says, "says");
    }
  }
}
