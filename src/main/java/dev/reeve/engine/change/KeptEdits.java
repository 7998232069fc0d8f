package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;

/**
 * Where a person's saved versions lie that are not in their place, until the person has dealt with
 * them. Source: {@code docs/reference/crash-safety.md}. Calls block; safe on any thread but the
 * JavaFX one.
 */
public final class KeptEdits {
  private final Workspace workspace;
  private final Store store;
  private final EventBus bus;
  private final EventLog log;

  KeptEdits(Workspace workspace, Store store, EngineClock clock, EventBus bus) {
    this.workspace = workspace;
    this.store = store;
    this.bus = bus;
    this.log = new EventLog(store, clock, bus);
  }

  /**
   * Sounds the alarm: on record with its event, and on the bus.
   *
   * @param members what the trail says of it
   */
  void add(KeptEdit edit, ObjectNode members) {
    store.write(
        tx -> {
          KeptEditDao.put(tx, edit);
          log.append(tx, NewEvent.ofEngine("edit_kept", Severity.WARNING, members), edit.keptAt());
          tx.afterCommit(() -> bus.publish(new EditKept(edit)));
          return true;
        });
  }

  /** Those that still lie where they were put, oldest first. */
  public List<KeptEdit> waiting() {
    return store.read(KeptEditDao::all).stream()
        .filter(
            edit -> Files.exists(edit.keptAs().under(workspace.root()), LinkOption.NOFOLLOW_LINKS))
        .toList();
  }
}
