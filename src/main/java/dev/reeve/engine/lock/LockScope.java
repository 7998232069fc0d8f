package dev.reeve.engine.lock;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.SafePath;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * The locks of one work item: paths, then docs, then registry, then id ledger, then trail. Asking
 * for an earlier one while a later one is held fails at once; asking again for one that is held is
 * granted at once, and it is given back as often as it was asked for. A scope belongs to its work
 * item, not to a thread: the item may move between threads, virtual ones too, and uses it from one
 * at a time. Source: {@code docs/reference/locks.md}. Calls block.
 */
public final class LockScope implements AutoCloseable {

  /** What was granted; give it back with try-with-resources. Safe to close twice. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /** One lock of the scope and how often it was asked for. */
  private static final class Entry {
    private final ResourceLocks.Hold hold;
    private int count;

    Entry(ResourceLocks.Hold hold) {
      this.hold = hold;
    }
  }

  private final ResourceLocks locks;
  private final String workItem;
  private final String purpose;
  private final BooleanSupplier cancelled;
  private final List<Entry> entries = new ArrayList<>(); // in the order of taking

  LockScope(ResourceLocks locks, String workItem, String purpose, BooleanSupplier cancelled) {
    this.locks = locks;
    this.workItem = workItem;
    this.purpose = purpose;
    this.cancelled = cancelled;
  }

  /**
   * Locks several paths, a move's two for instance, in sorted order.
   *
   * @throws EngineException {@code PATH_LOCK_BUSY} after 30 s, {@code LOCK_ORDER_VIOLATION}, {@code
   *     CANCELLED}, {@code INTERRUPTED}; none of them is held then
   */
  public Held paths(Collection<SafePath> paths) {
    return take(Resource.PATH, paths.stream().map(locks::key).toList());
  }

  /** Locks one path; as {@link #paths}. */
  public Held path(SafePath path) {
    return paths(List.of(path));
  }

  /**
   * Locks several id streams in sorted order.
   *
   * @throws EngineException {@code DOC_LOCK_BUSY} after 10 s; else as {@link #paths}
   */
  public Held docs(Collection<String> keys) {
    return take(Resource.DOC, keys);
  }

  /** Locks one id stream; as {@link #docs}. */
  public Held doc(String key) {
    return docs(List.of(key));
  }

  /**
   * Locks the registry file, across processes.
   *
   * @throws EngineException {@code REGISTRY_LOCK_BUSY} after 60 s, {@code LOCK_STORE_UNAVAILABLE}
   *     when its lock file cannot be used; else as {@link #paths}
   */
  public Held registry() {
    return take(Resource.REGISTRY, List.of(""));
  }

  /** Locks the id ledger, across processes; as {@link #registry}. */
  public Held idLedger() {
    return take(Resource.ID_LEDGER, List.of(""));
  }

  /** Locks the trail, across processes; {@code TRAIL_LOCK_BUSY}, else as {@link #registry}. */
  public Held trail() {
    return take(Resource.TRAIL, List.of(""));
  }

  String workItem() {
    return workItem;
  }

  String purpose() {
    return purpose;
  }

  BooleanSupplier cancelled() {
    return cancelled;
  }

  private Held take(Resource kind, Collection<String> keys) {
    List<Entry> taken = new ArrayList<>();
    try {
      for (String key : keys.stream().distinct().sorted().toList()) {
        taken.add(takeOne(kind, kind.named(key)));
      }
    } catch (RuntimeException e) {
      giveBack(taken);
      throw e;
    }
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.getAndSet(false)) {
        giveBack(taken);
      }
    };
  }

  private Entry takeOne(Resource kind, String name) {
    for (Entry entry : entries) {
      if (entry.hold.name().equals(name)) {
        entry.count++;
        return entry;
      }
    }
    if (!entries.isEmpty()) {
      ResourceLocks.Hold last = entries.getLast().hold;
      boolean after =
          last.kind() == kind ? last.name().compareTo(name) < 0 : last.kind().compareTo(kind) < 0;
      if (!after) {
        throw EngineException.of(
                Kind.CONFLICT,
                "LOCK_ORDER_VIOLATION",
                "%s was not locked for %s: it comes before %s, which is held."
                    .formatted(name, workItem, last.name()))
            .with("What is held is still held.", "");
      }
    }
    Entry entry = new Entry(locks.take(this, kind, name));
    entry.count = 1;
    entries.add(entry);
    return entry;
  }

  private void giveBack(List<Entry> taken) {
    for (Entry entry : taken.reversed()) {
      if (--entry.count == 0) {
        entries.remove(entry);
        locks.give(entry.hold);
      }
    }
  }

  /** Gives everything back that is still held, last taken first. */
  @Override
  public void close() {
    while (!entries.isEmpty()) {
      locks.give(entries.removeLast().hold);
    }
  }
}
