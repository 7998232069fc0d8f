package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** P1: who may write which column, what never changes, and which status may follow which. */
final class WriteContract implements Contract {
  private static final String P1 = "P1";

  private final ColumnTable columns;
  private final WritePolicy policy;

  WriteContract(ColumnTable columns, WritePolicy policy) {
    this.columns = columns;
    this.policy = policy;
  }

  @Override
  public void check(Subject subject, Findings out) {
    PatchSource source = subject.source();
    if (source != null) {
      for (String column : subject.written()) {
        if (subject.changed(column)) {
          written(subject, column, source.actorClass(), out);
        }
      }
    }
    String override = subject.text("module_id_override");
    if (override != null && !override.equals(subject.text("module_id"))) {
      out.error(
          "WP_OVERRIDE_MISMATCH",
          P1,
          subject.key(),
          "module_id",
          subject.change("module_id") + " differs from the override " + override);
    }
  }

  private void written(Subject subject, String name, ActorClass actor, Findings out) {
    Column column = columns.of(subject.kind(), name);
    if (column == null) {
      error("WP_UNKNOWN_COLUMN", subject, name, "is no column of this kind", out);
      return;
    }
    boolean mayCreate = subject.created() && policy.onCreate(actor, name);
    if (!mayCreate) {
      owner(subject, column, actor, out);
    }
    JsonNode old = subject.old(name);
    if (column.update() == Column.Update.IMMUTABLE && old != null) {
      error("WP_IMMUTABLE", subject, name, "never changes once it is set", out);
    }
    if (name.equals("status") && old != null) {
      transition(subject, old.asText(), actor, out);
    }
  }

  private static void owner(Subject subject, Column column, ActorClass actor, Findings out) {
    switch (column.owner()) {
      case NEVER -> error("WP_NEVER", subject, column.name(), "is never written", out);
      case TOOL_ONLY -> {
        if (actor == ActorClass.USER) {
          error("WP_TOOL_ONLY", subject, column.name(), "belongs to the engine", out);
        }
      }
      case USER_ONLY -> {
        if (actor == ActorClass.TOOL) {
          error("WP_USER_ONLY", subject, column.name(), "belongs to people", out);
        }
      }
      case BOTH -> {}
    }
  }

  private void transition(Subject subject, @Nullable String from, ActorClass actor, Findings out) {
    if (!policy.allows(from, subject.text("status"), actor)) {
      error("WP_TRANSITION", subject, "status", "is no transition this source may make", out);
    }
  }

  private static void error(String code, Subject subject, String column, String why, Findings out) {
    out.error(code, P1, subject.key(), column, subject.change(column) + " " + why);
  }
}
