package dev.reeve.engine.links.index;

import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was read for the next process: a while after it changed, and at the close. Nothing
 * older is ever written over what is newer, and nothing at all after the close.
 */
final class IndexKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
  private static final Duration SAVE = Duration.ofSeconds(10);

  private final IndexFile file;
  private final ExecutorService pool;
  private final ScheduledExecutorService timer;
  private final Consumer<Consumer<Model>> ask;
  private final Executor writer;
  private final Object writing = new Object();

  // under the monitor of this
  private long changes;
  private long saved;
  private boolean closed;
  private @Nullable ScheduledFuture<?> saving;

  /**
   * @param ask has something done where the model stands still
   */
  IndexKeeper(
      Workspace workspace,
      ExecutorService pool,
      ScheduledExecutorService timer,
      Consumer<Consumer<Model>> ask) {
    this(workspace, pool, timer, ask, Thread.ofVirtual().name("links save")::start);
  }

  /**
   * @param writer where the file is written, which may block
   */
  IndexKeeper(
      Workspace workspace,
      ExecutorService pool,
      ScheduledExecutorService timer,
      Consumer<Consumer<Model>> ask,
      Executor writer) {
    this.file = new IndexFile(workspace);
    this.pool = pool;
    this.timer = timer;
    this.ask = ask;
    this.writer = writer;
  }

  /**
   * Gives the model what an earlier process read.
   *
   * @param holds told of what it found, as soon as that is seen to hold
   */
  void restore(Model model, Consumer<LinkSnapshot> holds) throws InterruptedException {
    IndexFile.Content kept = file.read(pool);
    if (kept != null) {
      model.restore(kept, holds);
    }
  }

  /** Something was read that is not kept yet; said where the model stands still. */
  synchronized void saveLater() {
    changes++;
    if (saving == null && !closed) {
      try {
        saving = timer.schedule(this::askToSave, SAVE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException closing) {
        LOG.debug("The index of links is written at the close");
      }
    }
  }

  private void askToSave() {
    synchronized (this) {
      saving = null;
    }
    ask.accept(
        model -> {
          long number = changes();
          IndexFile.Content content = model.content();
          writer.execute(() -> save(content, number, false));
        });
  }

  private synchronized long changes() {
    return changes;
  }

  private synchronized boolean isWanted(long number, boolean last) {
    return number > saved && (last || !closed);
  }

  /**
   * @param number how many changes are in it
   */
  private void save(IndexFile.Content content, long number, boolean last) {
    synchronized (writing) {
      if (!isWanted(number, last)) {
        return;
      }
      try {
        file.write(content);
        synchronized (this) {
          saved = number;
        }
      } catch (IOException e) {
        LOG.warn("The index of links was not written; it is made again at the next start", e);
      }
    }
  }

  /** Writes what is not kept yet. */
  void close(Model model) {
    long number;
    synchronized (this) {
      closed = true;
      if (saving != null) {
        saving.cancel(false);
      }
      if (changes == saved) {
        return;
      }
      number = changes;
    }
    save(model.content(), number, true);
  }
}
