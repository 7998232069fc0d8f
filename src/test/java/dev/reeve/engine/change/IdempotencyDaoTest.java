package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdempotencyDaoTest {
  @TempDir Path root;
  private final IdempotencyDao idempotency = new IdempotencyDao(Duration.ofHours(1));

  private Optional<String> lookup(ChangeRoom room, ExecutionHead head) {
    return room.store.read(
        tx -> idempotency.lookup(tx, head.planId(), head.checksum(), room.clock.now()));
  }

  @Test
  @DisplayName("CHG-A03 a success answers the same request for an hour, with its own id")
  void a03_sameRequestWithinTheHour() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      ExecutionResult done = room.execute(ExecutionStatus.COMPLETED, "docs/a.md", "x");
      ExecutionHead head = done.head();
      room.write(
          tx -> {
            idempotency.record(tx, head, done.outcome());
            room.history.addCacheHit(tx, head.id());
          });
      room.clock.advance(Duration.ofMinutes(59));
      assertEquals(Optional.of(head.id()), lookup(room, head));
      assertEquals("[CACHED] ChangeSet applied successfully", done.asCached().outcome().message());
      assertEquals(head.id(), done.asCached().head().id());
      assertEquals(1, room.reader().record(head.id()).cacheHits());
      room.clock.advance(Duration.ofMinutes(1));
      assertEquals(Optional.empty(), lookup(room, head));
      assertEquals(1, (int) room.store.write(tx -> idempotency.purge(tx, room.clock.now())));
    }
  }

  @Test
  @DisplayName("CHG-A04 what is needed to see that a file was changed since is at hand")
  void a04_afterStatesAreKept() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      ExecutionResult done = room.execute(ExecutionStatus.COMPLETED, "docs/a.md", "x");
      ExecutionHead head = done.head();
      room.write(tx -> idempotency.record(tx, head, done.outcome()));
      assertEquals(done.files(), room.store.read(tx -> room.history.files(tx, head.id())));
      room.write(tx -> idempotency.forget(tx, head.planId(), head.checksum()));
      assertEquals(Optional.empty(), lookup(room, head));
    }
  }

  @Test
  @DisplayName("failures and dry runs never answer")
  void onlyRealSuccessesAreKept() {
    try (ChangeRoom room = new ChangeRoom(root)) {
      ExecutionResult failed = room.execute(ExecutionStatus.ROLLED_BACK, "docs/a.md", "x");
      ExecutionResult done = room.execute(ExecutionStatus.COMPLETED, "docs/b.md", "x");
      room.write(
          tx -> {
            idempotency.record(tx, failed.head(), failed.outcome());
            idempotency.record(tx, done.head().asDryRun(), done.outcome());
          });
      assertEquals(Optional.empty(), lookup(room, failed.head()));
      assertEquals(Optional.empty(), lookup(room, done.head()));
    }
  }
}
