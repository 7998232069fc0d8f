package dev.reeve.engine.lock;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Named locks of this process, each granted in order of arrival. A name exists only while somebody
 * holds it or waits for it.
 */
final class FairLocks {

  /** A place in a line; whoever is first holds the lock. */
  static final class Ticket {
    private final String name;
    private final CompletableFuture<Void> turn = new CompletableFuture<>();

    private Ticket(String name) {
      this.name = name;
    }
  }

  private final Map<String, Deque<Ticket>> lines = new HashMap<>();

  /** Waits for its turn; null when the deadline came first. */
  @Nullable Ticket acquire(String name, Patience patience) {
    Ticket ticket = new Ticket(name);
    boolean granted = false;
    try {
      granted = join(ticket) || patience.await(ticket.turn, patience.remaining());
    } finally {
      if (!granted) {
        release(ticket);
      }
    }
    return granted ? ticket : null;
  }

  private synchronized boolean join(Ticket ticket) {
    Deque<Ticket> line = lines.computeIfAbsent(ticket.name, name -> new ArrayDeque<>());
    line.add(ticket);
    return line.getFirst() == ticket;
  }

  /** Leaves the line, as its holder or as one who waits no longer. */
  synchronized void release(Ticket ticket) {
    Deque<Ticket> line = lines.get(ticket.name);
    if (line == null || !line.remove(ticket)) {
      return;
    }
    if (line.isEmpty()) {
      lines.remove(ticket.name);
    } else {
      line.getFirst().turn.complete(null);
    }
  }

  /** How many stand in a name's line, its holder included. */
  synchronized int length(String name) {
    Deque<Ticket> line = lines.get(name);
    return line == null ? 0 : line.size();
  }
}
