package dev.reeve.engine.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.Child;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class KilledWorkerTest {
  @TempDir Path folder;

  @Test
  @DisplayName("REG-A36 a worker process is killed while it runs: the row is queued, attempts kept")
  void a36_killedWorkerLosesItsRowWhenTheLeaseEnds() throws Exception {
    try (QueueFixture q = new QueueFixture(folder)) {
      q.queue.upsert(List.of(q.added("p.md")));
      Process child = Child.start(ClaimAndHang.class, folder.resolve("reeve.db").toString());
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("p.md", out.readLine());
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertEquals(ItemState.RUNNING, q.row("p.md").state());
      assertTrue(q.queue.claim("other", 1).isEmpty());

      q.clock.advance(Duration.between(q.clock.now(), Instant.now()).plus(WorkQueue.LEASE));
      assertEquals(1, q.queue.recover());
      assertEquals(1, q.row("p.md").attempts());
      assertEquals("child", q.queue.history(q.row("p.md").id()).getFirst().worker());
      assertEquals("p.md", q.claimOne().path());
    }
  }
}
