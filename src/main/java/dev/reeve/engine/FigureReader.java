package dev.reeve.engine;

import dev.reeve.engine.lock.LockStatus;
import dev.reeve.engine.registry.RegistryCheck;
import dev.reeve.engine.registry.generate.GeneratorRow;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the figures of an open workspace. Blocks; safe on any thread but the JavaFX one. */
final class FigureReader {
  private final Engine engine;

  FigureReader(Engine engine) {
    this.engine = engine;
  }

  Figures read() {
    Workspace workspace = engine.workspace();
    RegistryFigures registry = engine.registryFigures();
    List<LockStatus> locks = engine.locks().status();
    return new Figures(
        engine.clock().now(),
        engine.live() ? "live" : "dry_run",
        engine.keeps(),
        engine.keeps() ? engine.watch().roots() : List.of(),
        engine.queue().summary(),
        locks,
        locks.stream().mapToLong(LockStatus::waiters).sum(),
        engine.heldPlans(),
        engine.registry().summary(),
        registry.writes(),
        registry.newestBackup(),
        registry.newest(RegistryCheck.Kind.RECONCILE),
        registry.newest(RegistryCheck.Kind.VALIDATION),
        ifReadable(engine.edges()::quality),
        ifReadable(registry::parseFailures),
        ifReadable(this::generators),
        size(workspace.own()),
        free(workspace));
  }

  /** The summary says why a registry cannot be read. */
  private static <T> @Nullable T ifReadable(Supplier<T> contents) {
    try {
      return contents.get();
    } catch (EngineException unreadable) {
      return null;
    }
  }

  private Map<GeneratorRow.State, Long> generators() {
    Map<GeneratorRow.State, Long> out = new EnumMap<>(GeneratorRow.State.class);
    for (GeneratorRow.State state : GeneratorRow.State.values()) {
      out.put(state, 0L);
    }
    engine.generators().generators().forEach(row -> out.merge(row.state(), 1L, Long::sum));
    return out;
  }

  private static long free(Workspace workspace) {
    try {
      return workspace.ownFiles().usableSpace();
    } catch (IOException e) {
      return -1;
    }
  }

  private static long size(Path folder) {
    AtomicLong bytes = new AtomicLong();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
              bytes.addAndGet(found.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      return bytes.get(); // as much of it as could be seen
    }
    return bytes.get();
  }
}
