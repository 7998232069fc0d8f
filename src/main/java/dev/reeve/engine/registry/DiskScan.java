package dev.reeve.engine.registry;

import dev.reeve.engine.registry.ReconcileProgress.Phase;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.TreeWalk;
import dev.reeve.engine.workspace.Unreadable;
import dev.reeve.engine.workspace.Unreadable.ErrorKind;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Reads the disk: walks the roots, and hashes what does not look as it did when it was read last
 * (or everything). What it read it remembers in the database.
 */
final class DiskScan {
  private static final int FILES_A_TASK = 64;

  private final Workspace workspace;
  private final IgnoreRules ignore;
  private final Classifier classifier;
  private final FileFactsDao dao;
  private final Executor scanPool;
  private final EngineClock clock;

  DiskScan(
      Workspace workspace,
      IgnoreRules ignore,
      Classifier classifier,
      FileFactsDao dao,
      Executor scanPool,
      EngineClock clock) {
    this.workspace = workspace;
    this.ignore = ignore;
    this.classifier = classifier;
    this.dao = dao;
    this.scanPool = scanPool;
    this.clock = clock;
  }

  /**
   * Scans the roots.
   *
   * @throws CancellationException when {@code cancelled} said so
   */
  DiskState scan(ReconcileRequest request, ReconcileProgress progress, BooleanSupplier cancelled) {
    Run run = new Run(progress, cancelled);
    for (String root : request.roots()) {
      run.walk(root);
    }
    Map<String, FileFact> known = dao.all();
    run.read(request.deep() ? Map.of() : known);
    DiskState state = run.state();
    dao.save(run.fresh);
    dao.remove(gone(known.keySet(), state));
    return state;
  }

  private static Set<String> gone(Set<String> known, DiskState state) {
    Set<String> gone = new HashSet<>(known);
    gone.removeAll(state.paths());
    gone.removeIf(path -> !state.covers(path));
    return gone;
  }

  private final class Run {
    private final ReconcileProgress progress;
    private final BooleanSupplier cancelled;
    private final List<String> scanned = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final Map<String, FileFacts> found = new HashMap<>();
    private final Map<String, SeenFile> seen = new HashMap<>();
    private final List<FileFact> fresh = new ArrayList<>();
    private final AtomicLong done = new AtomicLong();

    Run(ReconcileProgress progress, BooleanSupplier cancelled) {
      this.progress = progress;
      this.cancelled = cancelled;
    }

    void walk(String root) {
      Path folder = root.equals(".") ? workspace.root() : workspace.root().resolve(root);
      if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
        lost.add(root);
        return;
      }
      try {
        new TreeWalk(workspace.root(), ignore).walk(root, this::take, cancelled);
        scanned.add(root);
      } catch (IOException e) {
        lost.add(root);
      }
    }

    private void take(Found row) {
      switch (row) {
        case FileFacts file -> {
          if (classifier.classifyFound(file.path()).governed()) {
            found.put(file.path(), file);
            progress.at(Phase.WALK, found.size(), 0);
          }
        }
        case Unreadable place -> unreadable.add(place);
      }
    }

    /** Takes over what is known to hold, and reads the rest on the pool. */
    void read(Map<String, FileFact> known) {
      List<FileFacts> open = new ArrayList<>();
      for (FileFacts file : found.values()) {
        FileFact fact = known.get(file.path());
        if (fact != null && fact.holdsFor(file)) {
          seen.put(file.path(), new SeenFile(file, fact.sha256(), fact.header()));
        } else {
          open.add(file);
        }
      }
      List<CompletableFuture<Void>> tasks = new ArrayList<>();
      for (int from = 0; from < open.size(); from += FILES_A_TASK) {
        List<FileFacts> some = open.subList(from, Math.min(open.size(), from + FILES_A_TASK));
        tasks.add(
            CompletableFuture.runAsync(() -> some.forEach(f -> read(f, open.size())), scanPool));
      }
      await(tasks);
    }

    private void await(List<CompletableFuture<Void>> tasks) {
      try {
        CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof CancellationException stop) {
          throw stop;
        }
        throw e;
      }
    }

    private void read(FileFacts file, int total) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("The scan was cancelled.");
      }
      try {
        var content = FileReading.read(workspace.root().resolve(file.path()), cancelled);
        FileFact fact = FileFact.of(file, content, clock.now());
        boolean whole = content.size() == file.size(); // else it is being written just now
        add(file, whole ? fact : null);
      } catch (NoSuchFileException gone) {
        // it went between the walk and the reading: neither present nor for certain missing
        fail(file, ErrorKind.STAT_FAILED, gone);
      } catch (AccessDeniedException e) {
        fail(file, ErrorKind.PERMISSION_DENIED, e);
      } catch (IOException e) {
        fail(file, ErrorKind.HASH_FAILED, e);
      } catch (CancellationException e) {
        throw e;
      } catch (RuntimeException e) {
        fail(file, ErrorKind.UNEXPECTED, e);
      }
      progress.at(Phase.HASH, done.incrementAndGet(), total);
    }

    private synchronized void add(
        FileFacts file, @org.jspecify.annotations.Nullable FileFact fact) {
      if (fact == null) {
        seen.put(file.path(), new SeenFile(file, null, null));
        return;
      }
      seen.put(file.path(), new SeenFile(file, fact.sha256(), fact.header()));
      fresh.add(fact);
    }

    private synchronized void fail(FileFacts file, ErrorKind kind, Exception e) {
      unreadable.add(new Unreadable(file.path(), false, kind, String.valueOf(e.getMessage())));
    }

    DiskState state() {
      return new DiskState(seen, unreadable, lost, scanned, done.get());
    }
  }
}
