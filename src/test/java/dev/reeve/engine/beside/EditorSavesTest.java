package dev.reeve.engine.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves as programs make them, each by the sequence of its system calls. */
class EditorSavesTest {
  @TempDir Path folder;

  /** One program's way to save. */
  private interface Save {
    /**
     * @param pause waits between two steps
     */
    void run(Path file, String text, Runnable pause) throws IOException;
  }

  private static final StandardCopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;
  private static final StandardCopyOption ATOMIC = StandardCopyOption.ATOMIC_MOVE;

  private static Path beside(Path file, String name) {
    return file.resolveSibling(name.replace("@", String.valueOf(file.getFileName())));
  }

  private static void inPlace(Path file, String text, Runnable pause) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(
            file, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      pause.run();
      out.write(text.getBytes());
    }
  }

  /** As strace and inotify showed them of the programs themselves, where they were at hand. */
  private static Map<String, Save> programs() {
    Map<String, Save> out = new LinkedHashMap<>();
    out.put("nano", EditorSavesTest::inPlace);
    out.put(
        "sed -i",
        (file, text, pause) -> {
          Path temporary = beside(file, "sedA1GRPO");
          Files.writeString(temporary, text);
          pause.run();
          Files.move(temporary, file, REPLACE, ATOMIC);
        });
    out.put(
        "code",
        (file, text, pause) -> {
          Path temporary = beside(file, "@.vsctmp");
          Files.writeString(temporary, text);
          pause.run();
          Files.move(temporary, file, REPLACE, ATOMIC);
        });
    out.put(
        "vim",
        (file, text, pause) -> {
          Path swap = beside(file, ".@.swp");
          Files.writeString(swap, "b0VIM 9.0");
          Files.writeString(beside(file, "4913"), "");
          Files.delete(beside(file, "4913"));
          Files.move(file, beside(file, "@~"), REPLACE, ATOMIC);
          pause.run();
          Files.writeString(file, text);
          Files.delete(beside(file, "@~"));
          Files.delete(swap);
        });
    out.put(
        "emacs",
        (file, text, pause) -> {
          Path lock = beside(file, ".#@");
          Files.deleteIfExists(lock);
          Files.createSymbolicLink(lock, Path.of("person@desk.4711:1"));
          Path autosave = beside(file, "#@#");
          Files.writeString(autosave, text);
          pause.run();
          Files.copy(file, beside(file, "@~"), REPLACE, StandardCopyOption.COPY_ATTRIBUTES);
          inPlace(file, text, () -> {});
          Files.delete(autosave);
          Files.delete(lock);
        });
    out.put(
        "idea",
        (file, text, pause) -> {
          Path next = beside(file, "@___jb_tmp___");
          Path old = beside(file, "@___jb_old___");
          Files.writeString(next, text);
          Files.move(file, old, ATOMIC);
          pause.run();
          Files.move(next, file, ATOMIC);
          Files.delete(old);
        });
    out.put(
        "word",
        (file, text, pause) -> {
          Path owner = beside(file, "~$" + file.getFileName().toString().substring(2));
          Files.writeString(owner, "person");
          Path next = beside(file, "~WRD0001.tmp");
          Files.writeString(next, text);
          Files.move(file, beside(file, "~WRL0002.tmp"), ATOMIC);
          pause.run();
          Files.move(next, file, ATOMIC);
          Files.delete(beside(file, "~WRL0002.tmp"));
          Files.delete(owner);
        });
    out.put(
        "excel",
        (file, text, pause) -> {
          Path next = beside(file, "1A2B3C4D");
          Files.writeString(next, text);
          pause.run();
          Files.move(file, beside(file, "5E6F7A8B.tmp"), ATOMIC);
          Files.move(next, file, ATOMIC);
          Files.delete(beside(file, "5E6F7A8B.tmp"));
        });
    out.put(
        "libreoffice",
        (file, text, pause) -> {
          Path lock = beside(file, ".~lock.@#");
          Files.writeString(lock, ",person,desk,21.11.2026 01:00,;");
          Path next = beside(file, "lu12ab3cd.tmp");
          Files.writeString(next, text);
          pause.run();
          Files.move(next, file, REPLACE, ATOMIC);
          Files.delete(lock);
        });
    out.put(
        "ftp", // removes, then uploads
        (file, text, pause) -> {
          Files.delete(file);
          pause.run();
          Files.writeString(file, text);
        });
    return out;
  }

  private static Runnable pause(Duration time) {
    return () -> LockSupport.parkNanos(time.toNanos());
  }

  /** Every program saves its own file at the same time. */
  private static void saveAll(Path root, String text, Duration between) throws Exception {
    List<Future<?>> saves = new ArrayList<>();
    try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
      programs()
          .forEach(
              (name, save) ->
                  saves.add(
                      people.submit(
                          () -> {
                            Path file = root.resolve(name + "/" + name + ".md");
                            save.run(file, text + " by " + name + "\n", pause(between));
                            return null;
                          })));
    }
    for (Future<?> save : saves) {
      save.get();
    }
  }

  @Test
  @DisplayName(
      "However a program saves, fast or slowly, the file keeps its id, nothing else gets one, and"
          + " the record has the final bytes")
  void savesKeepTheId() throws Exception {
    for (String name : programs().keySet()) {
      Files.createDirectories(folder.resolve(name));
      Files.writeString(folder.resolve(name + "/" + name + ".md"), "first by " + name + "\n");
    }
    try (Desk desk = Desk.open(folder)) {
      Map<String, String> ids = desk.ids();
      long records = desk.records();
      assertEquals(programs().size(), ids.size());
      int round = 0;
      for (int millis : new int[] {0, 30, 700, 1500}) {
        long writes = desk.writes();
        saveAll(desk.root, "round " + ++round, Duration.ofMillis(millis));
        desk.agrees();
        assertEquals(ids, desk.ids());
        assertEquals(records, desk.records(), "nothing else was ever given a record");
        // empty while it is written slowly, a file may be read once more
        assertTrue(desk.writes() - writes <= 2L * ids.size(), "writes " + desk.writes());
        assertEquals(
            Sha256.of("round " + round + " by vim\n"), desk.record("vim/vim.md").get().sha256());
      }
    }
  }

  @Test
  @Tag("long")
  @DisplayName("A file that is away for longer than a save comes back to its own id")
  void longAbsenceKeepsTheId() throws Exception {
    Files.writeString(folder.resolve("a.md"), "first\n");
    try (Desk desk = Desk.open(folder)) {
      String id = desk.id("a.md");
      Files.delete(desk.at("a.md"));
      LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
      desk.settle();
      assertTrue(desk.record("a.md").isEmpty());
      desk.write("a.md", "second\n");
      desk.agrees();
      assertEquals(id, desk.id("a.md"));
      assertEquals(1, desk.records());
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "REG-A40, REG-A41 A slow write and a growing copy with an old time are read once, when done")
  void a40_a41_slowWritesAreReadOnce() throws Exception {
    Path source = Files.writeString(folder.resolve("source.txt"), "source\n");
    try (Desk desk = Desk.open(folder)) {
      long writes = desk.writes();
      FileTime yearOld = FileTime.from(Instant.now().minus(Duration.ofDays(365)));
      try (OutputStream slow = Files.newOutputStream(desk.at("slow.bin"));
          OutputStream copy = Files.newOutputStream(desk.at("copy.bin"))) {
        for (int i = 0; i < 16; i++) {
          slow.write(new byte[50_000]);
          copy.write(new byte[40_000]);
          Files.setLastModifiedTime(desk.at("copy.bin"), yearOld);
          LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
          assertTrue(desk.record("slow.bin").isEmpty());
          assertTrue(desk.record("copy.bin").isEmpty());
        }
      }
      Files.setLastModifiedTime(desk.at("copy.bin"), yearOld);
      desk.agrees();
      assertEquals(3, desk.ids().size());
      // each once for its place and once for its description
      assertTrue(desk.writes() - writes <= 4, "writes " + (desk.writes() - writes));

      writes = desk.writes();
      Files.setLastModifiedTime(source, FileTime.from(Instant.now()));
      Files.setLastModifiedTime(desk.at("slow.bin"), yearOld);
      if (Files.getFileStore(source).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("r-x------"));
      }
      desk.agrees();
      assertEquals(writes, desk.writes(), "only metadata changed");
    }
  }
}
