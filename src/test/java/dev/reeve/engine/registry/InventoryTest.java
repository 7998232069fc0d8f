package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryTest {
  @TempDir Path root;
  private FlowRoom room;
  private Inventory inventory;

  @BeforeEach
  void open() {
    room = new FlowRoom(root, "");
    room.have(
        FlowRoom.record(1, "0299900001260118", "a/one.txt", "1"),
        FlowRoom.record(2, "0299900002260118", "a/two.txt", "2").put("status", "quarantined"),
        FlowRoom.record(3, "0299900003260118", "ab.txt", "3"),
        FlowRoom.record(4, "0299900004260118", "a/gone.txt", "4").put("status", "deleted"));
    inventory = new Inventory(room.store, room::current, room.bus);
  }

  @AfterEach
  void close() {
    inventory.close();
    room.close();
  }

  private void written(RecordRow... rows) {
    RegistrySummary summary = room.registry.view().summary();
    room.bus.publish(new RegistryEvent.Written("hash", "patch", List.of(rows), summary));
  }

  private static RecordRow row(String key, String path, String status) {
    return new RecordRow(key, "entity", null, path, status, null, null, null, null, null);
  }

  @Test
  void untilItIsLoadedAPathMayHaveARecord() {
    assertTrue(inventory.hasRecord("never.txt"));
    inventory.load();
    assertFalse(inventory.hasRecord("never.txt"));
    assertFalse(inventory.hasRecord("a/gone.txt"));
    assertTrue(inventory.hasRecord("a/two.txt"), "quarantined, but its file is looked after");
    written();
    assertTrue(inventory.hasRecord("never.txt"), "after a restore anything may be another");
  }

  @Test
  void whatLiesUnderAFolderIsFoundWithoutItsNeighbours() {
    assertEquals(List.of("a/one.txt", "a/two.txt"), inventory.under("a"));
    assertEquals(List.of("a/one.txt", "a/two.txt", "ab.txt"), inventory.under("."));
  }

  @Test
  void aPathThatAnotherRecordTookOverKeepsHavingOne() {
    inventory.load();
    written(row("REC-000001", "ab.txt", "active"), row("REC-000003", "ab.txt", "deleted"));
    assertTrue(inventory.hasRecord("ab.txt"));
    assertFalse(inventory.hasRecord("a/one.txt"), "its record moved");
    written(row("REC-000001", "ab.txt", "deleted"));
    assertFalse(inventory.hasRecord("ab.txt"));
  }
}
