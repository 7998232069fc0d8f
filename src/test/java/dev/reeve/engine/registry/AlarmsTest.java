package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlarmsTest {
  @TempDir Path folder;

  private static long alarms(RegistryBed bed) {
    return bed.events.stream().filter(RegistryEvent.Alarm.class::isInstance).count();
  }

  @Test
  @DisplayName(
      "An alarm is told once for its cause, and anew when it comes back after it was mended")
  void toldOnceUntilMended() throws IOException {
    try (RegistryBed bed = new RegistryBed(folder)) {
      bed.add(RegistryBed.fileRecord("a.txt", 1));
      String sound = bed.text();
      Files.writeString(bed.file(), sound.replace("a.txt", "b.txt"));
      for (int i = 0; i < 3; i++) {
        assertEquals(
            "FOREIGN_WRITE", bed.set(PatchSource.MANUAL, "REC-000001", "notes", "\"x\"").code());
      }
      assertEquals(1, alarms(bed));
      Files.writeString(bed.file(), "{");
      assertEquals(
          "REGISTRY_UNREADABLE",
          bed.writer()
              .write(document -> Patch.complex(document, PatchSource.SCANNER, java.util.List.of()))
              .code());
      assertEquals(2, alarms(bed), "another cause");
      Files.writeString(bed.file(), sound);
      assertTrue(bed.set(PatchSource.MANUAL, "REC-000001", "notes", "\"y\"").success());
      Files.writeString(bed.file(), sound.replace("a.txt", "b.txt"));
      assertEquals(
          "FOREIGN_WRITE", bed.set(PatchSource.MANUAL, "REC-000001", "notes", "\"z\"").code());
      assertEquals(3, alarms(bed));
    }
  }

  @Test
  @DisplayName("An alarm that no look at the file shows is seen by others until a write is taken")
  void othersSeeItUntilItIsMended() {
    try (RegistryBed bed = new RegistryBed(folder)) {
      bed.add(RegistryBed.fileRecord("a.txt", 1));
      assertNull(bed.registry.view().summary().alarm());
      bed.files.fail(
          (operation, path) -> {
            if (path.toString().contains("backups")) {
              throw new IOException("Permission denied");
            }
          });
      assertEquals(
          "BACKUP_FAILED", bed.set(PatchSource.MANUAL, "REC-000001", "notes", "\"x\"").code());
      bed.files.heal();
      bed.reopen();
      String alarm = String.valueOf(bed.registry.view().summary().alarm());
      assertTrue(alarm.startsWith("BACKUP_FAILED: "), alarm);
      assertTrue(bed.set(PatchSource.MANUAL, "REC-000001", "notes", "\"x\"").success());
      assertNull(bed.registry.view().summary().alarm());
    }
  }
}
