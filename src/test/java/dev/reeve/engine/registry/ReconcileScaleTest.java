package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.workspace.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 50,000 files; prints how long a first and a second run take. */
@Tag("long")
class ReconcileScaleTest {
  private static final int FILES = 50_000;

  @TempDir Path root;

  @Test
  void fiftyThousandFiles() {
    try (FlowRoom room = new FlowRoom(root, "engine.mode = \"live\"\n");
        ExecutorService pool = Executors.newFixedThreadPool(2)) {
      ObjectNode[] records = new ObjectNode[FILES];
      IdStream stream = new IdStream("260118", "999", "02");
      for (int i = 0; i < FILES; i++) {
        String path = "d" + i / 500 + "/f" + i + ".txt";
        room.file(path, "content " + i);
        records[i] = FlowRoom.record(i + 1, stream.id(i + 1).text(), path, "content " + i);
      }
      byte[] bytes = Json.file(FlowRoom.registry(records));
      RegistryDocument document = RegistryDocument.parse(bytes, false);
      Repairs none =
          new Repairs() {
            @Override
            public Map<String, Pending> pending() {
              return Map.of();
            }

            @Override
            public void submit(List<FileEvent> events) {}
          };
      Reconciler reconciler =
          new Reconciler(
              room.workspace,
              room.store,
              () -> document,
              room.ledger,
              room.ignore(),
              FlowRoom.RULES,
              none,
              DriftSource.NONE,
              null,
              pool,
              room.clock);
      for (int hashed : new int[] {FILES, 0}) {
        long start = System.nanoTime();
        ReconcileReport report =
            reconciler.run(ReconcileRequest.of(List.of(".")), ReconcileProgress.NONE, () -> false);
        System.out.println(
            report.filesHashed() + " read: " + (System.nanoTime() - start) / 1_000_000 + " ms");
        assertEquals(List.of(), report.items());
        assertEquals(FILES, report.filesScanned());
        assertEquals(hashed, report.filesHashed());
      }
    }
  }
}
