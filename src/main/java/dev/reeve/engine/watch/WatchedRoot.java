package dev.reeve.engine.watch;

import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.ProbeFile;
import dev.reeve.engine.workspace.SafePath;
import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One watched folder: starts and stops the library's watcher, makes canonical paths of its events
 * and tells when events may be missing or the folder is gone. Safe on any thread.
 */
final class WatchedRoot {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedRoot.class);

  /** What the root tells its owner; called on watcher threads, must return at once. */
  interface Owner {
    /** Something happened to a path. */
    void event(RawEvent event);

    /** Something came, went or was written, whether or not anybody is to work on it. */
    void heard(String path);

    /** Events may be missing: the folder must be watched anew and read again. */
    void lostEvents(WatchedRoot root, Exception why);

    /** A probe file came to be: somebody asks whether events arrive. */
    void probed(String probe);

    /** The watcher ended by itself. */
    void ended(WatchedRoot root, @Nullable String why);
  }

  final String id;
  private final Path folder;
  private final TreeVisitor visitor;
  private final Globs include;
  private final EngineClock clock;
  private final Owner owner;
  private final Rate rate;
  final AtomicLong suppressed = new AtomicLong();
  private final AtomicLong filesSeen = new AtomicLong();
  private volatile RootStatus.State state = RootStatus.State.STARTING;
  private volatile @Nullable String error;
  private volatile @Nullable Instant lastEvent;
  private volatile @Nullable Object identity;
  private @Nullable DirectoryWatcher watcher;

  WatchedRoot(String id, TreeVisitor visitor, Globs include, EngineClock clock, Owner owner) {
    this.id = id;
    this.include = include;
    this.folder = visitor.workspace().resolve(id).normalize();
    this.visitor = visitor;
    this.clock = clock;
    this.owner = owner;
    this.rate = new Rate(clock);
  }

  RootStatus.State state() {
    return state;
  }

  void state(RootStatus.State newState, @Nullable String why) {
    state = newState;
    error = why;
  }

  RootStatus status(long settling, @Nullable Instant suppressedUntil) {
    List<Long> minutes = rate.minutes();
    return new RootStatus(
        id,
        state,
        filesSeen.get(),
        minutes.getLast(),
        settling,
        suppressed.get(),
        lastEvent,
        error,
        minutes,
        suppressedUntil);
  }

  /**
   * Watches every folder below that is not ignored; returns when that is in place. Blocks.
   *
   * @throws IOException when the folder cannot be watched
   */
  synchronized void open() throws IOException {
    close();
    identity = identityNow();
    filesSeen.set(0);
    DirectoryWatcher opened =
        DirectoryWatcher.builder()
            .path(folder)
            .fileHashing(false)
            .fileTreeVisitor(new OneWalk(visitor, filesSeen))
            .listener(listener())
            .build();
    CompletableFuture<Void> watching =
        opened.watchAsync(task -> Thread.ofPlatform().name("watch " + id).daemon().start(task));
    if (watching.isCompletedExceptionally()) {
      opened.close();
      throw new IOException(reason(watching.exceptionNow()));
    }
    watcher = opened;
    var _ = watching.whenComplete((nothing, failure) -> ended(opened, failure));
  }

  private synchronized void ended(DirectoryWatcher which, @Nullable Throwable failure) {
    if (watcher == which) {
      watcher = null;
      owner.ended(this, failure == null ? null : reason(failure));
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
  }

  /** Stops watching; no event is told afterwards. */
  synchronized void close() {
    DirectoryWatcher open = watcher;
    watcher = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.warn("The watcher of {} was not closed cleanly", folder, e);
      }
    }
  }

  /** Whether the folder is there and is the one that was watched first. */
  boolean present() {
    try {
      Object now = identityNow();
      return identity == null || Objects.equals(identity, now);
    } catch (IOException e) {
      return false;
    }
  }

  /** The file key, or on platforms without one just the fact that it is a folder. */
  private Object identityNow() throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isDirectory()) {
      throw new IOException(folder + " is not a folder");
    }
    Object key = found.fileKey();
    return key == null ? "folder" : key;
  }

  private DirectoryChangeListener listener() {
    return new DirectoryChangeListener() {
      @Override
      public void onEvent(DirectoryChangeEvent event) {
        take(event);
      }

      // Also how an overflow arrives: the library resolves the path of each event, and an overflow
      // has none.
      @Override
      public void onException(Exception failure) {
        owner.lostEvents(WatchedRoot.this, failure);
      }
    };
  }

  private void take(DirectoryChangeEvent event) {
    rate.count();
    Instant now = clock.now();
    lastEvent = now;
    FileEventKind kind =
        switch (event.eventType()) {
          case CREATE -> FileEventKind.ADDED;
          case MODIFY -> FileEventKind.MODIFIED;
          case DELETE -> FileEventKind.DELETED;
          case OVERFLOW -> null;
        };
    boolean folderGone = event.isDirectory() && kind == FileEventKind.DELETED;
    if (kind == null) {
      owner.lostEvents(this, new IOException("Events overflowed"));
      return;
    }
    String relative = visitor.relative(event.path());
    if (!event.isDirectory() || kind != FileEventKind.MODIFIED) {
      owner.heard(relative);
    }
    if (event.isDirectory() && !folderGone) {
      return; // what is new below it is told file by file
    }
    if (kind == FileEventKind.ADDED) {
      ProbeFile.id(event.path()).ifPresent(owner::probed);
    }
    boolean wanted = folderGone || include.matches(relative);
    if (!wanted || visitor.ignore().ignored(relative, folderGone)) {
      return;
    }
    try {
      owner.event(new RawEvent(id, SafePath.of(relative).text(), kind, folderGone, now));
    } catch (SafePath.Refused e) {
      LOG.debug("{} is not taken in: {}", relative, e.getMessage());
    }
  }
}
