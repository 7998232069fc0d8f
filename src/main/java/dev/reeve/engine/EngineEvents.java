package dev.reeve.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.event.BrokenChain;
import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.event.EventExport;
import dev.reeve.engine.event.EventLog;
import dev.reeve.engine.event.NewEvent;
import dev.reeve.engine.event.Severity;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Workspace;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The record of events of this process. Only the keeper writes the event file; another process
 * refuses to write, as the keeper does, while a broken chain waits for a person.
 */
final class EngineEvents implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EngineEvents.class);

  private final Store store;
  private final EventLog log;
  private final @Nullable EventExport export;

  private EngineEvents(Store store, EventLog log, @Nullable EventExport export) {
    this.store = store;
    this.log = log;
    this.export = export;
  }

  /** Brings the event file in order before anything is recorded, and records the start. */
  static EngineEvents start(
      Workspace workspace, Store store, EngineClock clock, EventBus bus, boolean keeper) {
    EventLog log = new EventLog(store, clock, bus);
    if (!keeper) {
      BrokenChain.holdIfBroken(store);
      return new EngineEvents(store, log, null);
    }
    EventExport export = new EventExport(workspace, store, log, clock, bus);
    try {
      export.start();
      EngineEvents events = new EngineEvents(store, log, export);
      events.record("engine_started", empty().put("live", workspace.config().engine().live()));
      return events;
    } catch (RuntimeException e) {
      export.close();
      throw e;
    }
  }

  EventLog log() {
    return log;
  }

  /**
   * Takes writes again after a person has looked at the broken chain.
   *
   * @throws EngineException {@code NOT_KEEPER} in a process that does not keep the workspace
   */
  void acknowledge(String operator, String reason) {
    if (export == null) {
      throw EngineException.of(
              Kind.CONFLICT,
              "NOT_KEEPER",
              "Not acknowledged: this process does not keep the workspace.")
          .with("Nothing was changed.", "Acknowledge in the process that keeps it.");
    }
    export.acknowledge(operator, reason);
  }

  private void record(String type, ObjectNode metadata) {
    if (store.refusal().isEmpty()) {
      log.record(NewEvent.ofEngine(type, Severity.INFO, metadata));
    }
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    if (export == null) {
      return;
    }
    try {
      record("engine_stopped", empty());
    } catch (EngineException e) {
      LOG.warn("The end of this process is not on record", e);
    } finally {
      export.close();
    }
  }
}
