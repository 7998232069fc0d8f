package dev.reeve.engine.links.index;

import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what was read for the next process: a while after it changed, and at the close. */
final class IndexKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(IndexKeeper.class);
  private static final Duration SAVE = Duration.ofSeconds(10);

  private final IndexFile file;
  private final ExecutorService pool;
  private final ScheduledExecutorService timer;
  private final Consumer<Consumer<Model>> ask;
  private final Object writing = new Object();

  // under the monitor of this
  private boolean saved = true;
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
    this.file = new IndexFile(workspace);
    this.pool = pool;
    this.timer = timer;
    this.ask = ask;
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

  /** Something was read that is not kept yet. */
  synchronized void saveLater() {
    saved = false;
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
          IndexFile.Content content = model.content();
          Thread.ofVirtual().name("links save").start(() -> save(content));
        });
  }

  private void save(IndexFile.Content content) {
    synchronized (writing) {
      try {
        file.write(content);
        synchronized (this) {
          saved = true;
        }
      } catch (IOException e) {
        LOG.warn("The index of links was not written; it is made again at the next start", e);
      }
    }
  }

  /** Writes what is not kept yet; nothing is written by itself any more. */
  void close(Model model) {
    synchronized (this) {
      closed = true;
      if (saving != null) {
        saving.cancel(false);
      }
      if (saved) {
        return;
      }
    }
    save(model.content());
  }
}
