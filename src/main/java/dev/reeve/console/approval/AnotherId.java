package dev.reeve.console.approval;

import dev.reeve.console.EngineSession;
import dev.reeve.console.RegistryDesk;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.change.Proposal;
import java.util.Objects;

/** Giving a file another id in place of one that another file has. */
public record AnotherId(RegistryDesk desk, String path, String operator) implements Deed {
  /** Of the file at this path, by the signed-in person. */
  public static AnotherId of(EngineSession session, String path) {
    return new AnotherId(session.registryDesk(), path, session.operator());
  }

  @Override
  public String about() {
    return "id of " + path;
  }

  @Override
  public String next() {
    return Texts.get("approval.action.next-id");
  }

  @Override
  public String verb() {
    return Texts.get("approval.action.give-id");
  }

  @Override
  public String ended(ExecutionRow row, Proposal was) {
    return Texts.get("approval.ended.completed-id", row.id());
  }

  @Override
  public Proposal preview() {
    return desk.previewReissue(path, operator);
  }

  @Override
  public ExecutionRow carryOut(Proposal seen, String notes) {
    return desk.reissue(path, Objects.requireNonNull(seen.subjectHash()), operator, notes);
  }
}
