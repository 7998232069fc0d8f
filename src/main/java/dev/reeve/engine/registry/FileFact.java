package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.FileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What was last read of a file, kept in the database so that it need not be read again while it
 * looks the same.
 *
 * @param modifiedNanos modification time since the epoch
 * @param header the id its content carried
 * @param checkedAt when it was read; also the file's last seen time
 */
record FileFact(
    String path,
    long size,
    long modifiedNanos,
    @Nullable String fileKey,
    String sha256,
    @Nullable DocId header,
    Instant checkedAt) {
  private static final Duration SETTLED = Duration.ofSeconds(2);

  static FileFact of(FileFacts facts, FileReading content, Instant checkedAt) {
    return new FileFact(
        facts.path(),
        facts.size(),
        facts.modified().to(TimeUnit.NANOSECONDS),
        facts.fileKey(),
        content.sha256(),
        Carriers.of(FileReading.name(facts.path()), content.head()).header(),
        checkedAt);
  }

  /**
   * Whether the file still looks as when it was read. A file that had changed within two seconds
   * before it was read does not count: a further change might bear the same time.
   */
  boolean holdsFor(FileFacts now) {
    Instant modified = now.modified().toInstant();
    return now.size() == size
        && now.modified().to(TimeUnit.NANOSECONDS) == modifiedNanos
        && java.util.Objects.equals(now.fileKey(), fileKey)
        && modified.plus(SETTLED).isBefore(checkedAt);
  }
}
