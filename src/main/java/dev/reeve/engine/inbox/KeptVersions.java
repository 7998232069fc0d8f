package dev.reeve.engine.inbox;

import dev.reeve.engine.change.EditKept;
import dev.reeve.engine.change.KeptEdit;
import dev.reeve.engine.change.KeptEdits;
import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import java.time.Instant;
import java.util.List;

/**
 * Versions of files that a person saved at the moment of a change, and that lie beside their file,
 * as long as they lie there. Source: {@code docs/reference/inbox.md}.
 */
public final class KeptVersions implements InboxSource {
  private final KeptEdits edits;

  public KeptVersions(KeptEdits edits) {
    this.edits = edits;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.EDIT_KEPT;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof EditKept;
  }

  @Override
  public List<Concern> read() {
    return edits.waiting().stream().map(this::concern).toList();
  }

  private Concern concern(KeptEdit edit) {
    return new Concern(
        Concern.id(kind(), edit.keptAs().text()),
        kind(),
        "A saved version of " + edit.path() + " lies beside it",
        edit.message() + " Acknowledge this if both are to stay.",
        0,
        edit.keptAt(),
        null,
        null,
        InboxPlace.of(Pane.INBOX),
        List.of(
            "file: " + edit.path().text(),
            "kept as: " + edit.keptAs().text(),
            "sha256 when it was kept: " + edit.sha256(),
            "execution: " + edit.executionId()));
  }

  @Override
  public boolean endedByPerson(Concern gone, Instant shownAt) {
    return true; // nothing but a person takes the file away
  }
}
