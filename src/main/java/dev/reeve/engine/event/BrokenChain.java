package dev.reeve.engine.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.store.MetaTable;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.Json;
import org.jspecify.annotations.Nullable;

/**
 * What holds while the event file is not what was recorded: writes are refused with {@code
 * CHAIN_BROKEN}, also after the next start and in other processes, until a person has seen it.
 * Source: {@code docs/reference/lifecycle.md}.
 */
public final class BrokenChain {
  private static final String BROKEN = "chain_broken";

  private final Store store;
  private final EventLog log;
  private final EngineClock clock;
  private final EventBus bus;
  private volatile boolean broken;

  BrokenChain(Store store, EventLog log, EngineClock clock, EventBus bus) {
    this.store = store;
    this.log = log;
    this.clock = clock;
    this.bus = bus;
  }

  /**
   * For a process that does not keep the file: its writes are refused too while a broken chain
   * waits for a person.
   */
  public static void holdIfBroken(Store store) {
    store
        .read(tx -> MetaTable.get(tx, BROKEN))
        .ifPresent(where -> store.holdWrites(refusal(where)));
  }

  private static EngineException refusal(String where) {
    return EngineException.of(
            Kind.REFUSED,
            "CHAIN_BROKEN",
            "Nothing is written: the event file is not what was recorded, first at " + where + ".")
        .with(
            "The record in the database is whole, and everything can be read.",
            "Find out who changed the file, then acknowledge; it is made again.");
  }

  /** Whether it is broken. */
  boolean broken() {
    return broken;
  }

  /** Whether it was found broken before, and nobody has seen that yet. */
  boolean noted() {
    return store.read(tx -> MetaTable.get(tx, BROKEN)).isPresent();
  }

  /**
   * Refuses writes from now on.
   *
   * @param found what was found now, null for nothing more than was noted
   * @param noted whether it need not be told again
   */
  void hold(EventFiles.@Nullable Break found, boolean noted) {
    broken = true;
    if (found != null && !noted) {
      String file = String.valueOf(found.file().getFileName());
      ObjectNode where =
          JsonNodeFactory.instance.objectNode().put("seq", found.seq()).put("file", file);
      store.write(
          tx -> {
            log.append(tx, NewEvent.ofEngine(BROKEN, Severity.CRITICAL, where), clock.now());
            return MetaTable.put(tx, BROKEN, Json.line(where));
          });
      bus.publish(new LogEvent.ChainBroken(found.seq(), file));
    }
    holdIfBroken(store);
  }

  /** A person has seen it: writes are taken again. */
  void release(String operator, String reason) {
    store.releaseWrites();
    store.write(
        tx -> {
          NewEvent seen =
              new NewEvent(
                  "warning",
                  Severity.WARNING,
                  "engine",
                  "engine",
                  null,
                  reason,
                  JsonNodeFactory.instance.objectNode().put("acknowledged", BROKEN),
                  operator,
                  EventContext.NONE);
          log.append(tx, seen, clock.now());
          return MetaTable.remove(tx, BROKEN);
        });
    broken = false;
  }
}
