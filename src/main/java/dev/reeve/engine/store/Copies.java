package dev.reeve.engine.store;

import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The consistent copies of the database that are made before its schema changes: {@code
 * reeve.db.bak-<version>-<time>} beside it.
 */
final class Copies {
  private static final int KEPT = 5;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final Path database;
  private final EngineClock clock;

  Copies(Path database, EngineClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Copies what is committed; other connections may read and write meanwhile.
   *
   * @param version the schema version of what is copied
   * @throws EngineException {@code BACKUP_FAILED} or {@code DISK_FULL}; nothing is left behind
   */
  Path make(int version) {
    Path copy = database.resolveSibling(prefix() + version + "-" + TIME.format(clock.now()));
    Path part = database.resolveSibling(copy.getFileName() + ".part");
    try {
      Files.deleteIfExists(part);
      if (Files.exists(copy)) {
        throw new FileAlreadyExistsException(copy.toString());
      }
      write(part);
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
      return copy;
    } catch (IOException | SQLException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              StoreErrors.codeOr("BACKUP_FAILED", e),
              "The database was not changed: its copy " + copy + " was not made: " + e.getMessage())
          .with("Nothing was changed.", "Make room, or make the folder writable, and try again.")
          .causedBy(deletePart(part, e));
    }
  }

  private void write(Path part) throws SQLException {
    Tx reader = Connections.reader(database);
    try {
      reader.update("VACUUM INTO ?", part.toString());
    } finally {
      reader.close();
    }
  }

  private static Exception deletePart(Path part, Exception failure) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
    return failure;
  }

  /** Removes all but the newest five. */
  void prune() throws IOException {
    List<Path> all = newestFirst();
    for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
      Files.deleteIfExists(old);
    }
  }

  Optional<Path> newest() throws IOException {
    return newestFirst().stream().findFirst();
  }

  private List<Path> newestFirst() throws IOException {
    try (Stream<Path> entries = Files.list(folder())) {
      return entries
          .filter(path -> name(path).startsWith(prefix()) && !name(path).endsWith(".part"))
          .sorted(Comparator.comparing(Copies::time).reversed())
          .toList();
    } catch (NoSuchFileException none) {
      return List.of();
    }
  }

  private Path folder() {
    Path folder = database.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException("No folder holds " + database);
    }
    return folder;
  }

  private String prefix() {
    return name(database) + ".bak-";
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static String time(Path copy) {
    String name = name(copy);
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
