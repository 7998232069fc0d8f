package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.reeve.engine.Adoption;
import dev.reeve.engine.Engine;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyReads;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import dev.reeve.sample.SampleWorkspace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Samples are removed when they were left, and nothing else ever is. */
final class SampleFoldersTest {
  private Path parent;

  @BeforeEach
  void folders(@TempDir Path given) throws IOException {
    parent = given.toRealPath();
  }

  private SampleFolders folders() {
    return new SampleFolders(parent);
  }

  private Path left() throws IOException {
    try (SampleFolders.Held held = folders().make()) {
      Path file = held.folder().resolve("harbour-office/docs/a.md");
      Files.createDirectories(file.getParent());
      Files.writeString(file, "a");
      return held.folder();
    }
  }

  @Test
  @DisplayName("One that was left goes, the one to keep and one that somebody works in stay")
  void whatGoes() throws IOException {
    Path old = left();
    Path last = left();
    try (SampleFolders.Held held = folders().make()) {
      assertEquals(List.of(old), folders().removeBut(last));
      assertFalse(Files.exists(old));
      assertTrue(Files.exists(last.resolve("harbour-office/docs/a.md")));
      assertTrue(Files.exists(held.folder()));
    }
    assertEquals(2, folders().removeBut(null).size());
  }

  @Test
  @DisplayName("Without the mark, with another mark, of another name, or as a link: nothing goes")
  void whatNeverGoes() throws IOException {
    Path without = Files.createDirectories(parent.resolve("reeve-sample-1/harbour-office"));
    Path other = Files.createDirectories(parent.resolve("reeve-sample-2"));
    Files.writeString(other.resolve(".reeve-sample"), "mine\n");
    Path marked = left();
    Path named = Files.move(marked, parent.resolve("my-sample"));
    Path mine = Files.createDirectories(parent.resolve("mine"));
    Files.writeString(mine.resolve("letter.txt"), "dear");
    Path link = Files.createSymbolicLink(parent.resolve("reeve-sample-3"), named);
    Path inside = left();
    Files.createSymbolicLink(inside.resolve("link"), mine);

    assertEquals(List.of(inside), folders().removeBut(null));
    for (Path each : List.of(without, other, named, mine.resolve("letter.txt"), link)) {
      assertTrue(Files.exists(each), each.toString());
    }
  }

  @Test
  @DisplayName(
      "Of a junction only itself goes, and a workspace where it leads is none of the sample")
  void shownAsJunction() throws IOException {
    Path mine = mine();
    Path old = left();
    Path link = Files.createSymbolicLink(old.resolve("harbour-office/mine"), mine);
    FaultyReads disk = new FaultyReads();
    disk.showAsJunction(link);
    try (Engine _ = Engine.open(Workspace.open(mine, new DiskFileLayer()), Engine.Role.VISITOR)) {
      assertEquals(1, new SampleFolders(disk.wrap(parent)).removeBut(null).size());
    }
    assertFalse(Files.exists(old));
    assertTrue(Files.exists(mine.resolve("letter.txt")));
  }

  private Path mine() throws IOException {
    Path mine = Files.createDirectories(parent.resolve("mine"));
    Files.writeString(mine.resolve("letter.txt"), "dear");
    Adoption.adopt(Workspace.open(mine, new DiskFileLayer()));
    return mine;
  }

  @Test
  @DisplayName("One in which a file appears at the last moment stays, and goes the next time")
  void fileThatAppears() throws IOException {
    Path old = left();
    Path late = old.resolve("late.txt");
    FaultyReads disk = new FaultyReads();
    disk.witness(
        path -> {
          if (path.equals(old) && !Files.exists(old.resolve(".reeve-sample"))) {
            write(late);
          }
        });
    assertEquals(List.of(), new SampleFolders(disk.wrap(parent)).removeBut(null));
    assertTrue(Files.exists(late));
    assertEquals(List.of(old), folders().removeBut(null));
  }

  private static void write(Path file) {
    try {
      Files.writeString(file, "late");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("One in which a workspace is open stays, whoever opened it and whatever its name")
  @Tag("processes")
  void workedInElsewhere() throws Exception {
    Path folder = left();
    Path inner = folder.resolve("harbour-office/docs");
    Adoption.adopt(Workspace.open(inner, new DiskFileLayer()));
    Process other = Child.start(Visitor.class, inner.toString());
    try (BufferedReader told = other.inputReader()) {
      assertEquals("open", told.readLine());
      assertEquals(List.of(), folders().removeBut(null));
      assertTrue(Files.exists(inner.resolve("a.md")));
      other.getOutputStream().close();
      assertEquals(0, other.waitFor());
    } finally {
      other.destroyForcibly();
    }
    try (Engine _ =
        Engine.open(Workspace.open(inner, new DiskFileLayer()), Engine.Role.KEEPER_IF_FREE)) {
      assertEquals(List.of(), folders().removeBut(null), "open in this very process");
      assertTrue(Files.exists(inner.resolve("a.md")));
    }
    assertEquals(List.of(folder), folders().removeBut(null));
  }

  /** Has a workspace open until its input ends. */
  static final class Visitor {
    public static void main(String[] args) throws IOException {
      Workspace workspace = Workspace.open(Path.of(args[0]), new DiskFileLayer());
      try (Engine _ = Engine.open(workspace, Engine.Role.VISITOR)) {
        System.out.println("open");
        byte[] _ = System.in.readAllBytes();
      }
    }
  }

  @Test
  @DisplayName("One that is held stays held for other processes after this one has looked at it")
  @Tag("processes")
  void heldForOthers() throws Exception {
    try (SampleFolders.Held held = folders().make()) {
      assertEquals(List.of(), folders().removeBut(null));
      assertEquals("[]", Child.output(Tidier.class, parent.toString()));
      assertTrue(Files.exists(held.folder()));
    }
  }

  /** Another console that ends. */
  static final class Tidier {
    public static void main(String[] args) {
      System.out.println(new SampleFolders(Path.of(args[0])).removeBut(null));
    }
  }

  @Test
  @DisplayName("At no moment while one is made is it there for others to remove")
  void neverThereToRemove() throws IOException {
    FaultyReads disk = new FaultyReads();
    List<Path> gone = new ArrayList<>();
    AtomicBoolean looking = new AtomicBoolean();
    disk.witness(
        path -> {
          if (looking.compareAndSet(false, true)) {
            gone.addAll(folders().removeBut(null));
            looking.set(false);
          }
        });
    try (SampleFolders.Held held = new SampleFolders(disk.wrap(parent)).make()) {
      assertEquals(List.of(), gone);
      assertTrue(Files.exists(held.folder()));
    }
    assertEquals(1, folders().removeBut(null).size());
  }

  @Test
  @DisplayName("The one that holds what is to stay stays, by whatever way the folder is reached")
  void reachedThroughALink() throws IOException {
    Path last = left();
    Path old = left();
    Path link = Files.createSymbolicLink(parent.resolve("link"), parent);
    SampleFolders linked = new SampleFolders(link);
    assertEquals(List.of(old), linked.removeBut(last.resolve("harbour-office")));
    try (SampleFolders.Held held = linked.make()) {
      assertEquals(held.folder().toRealPath(), held.folder());
    }
  }

  @Test
  @DisplayName("One that cannot be removed does not keep the others, and is told with its name")
  void oneThatCannotGo() throws IOException {
    Set<Path> both = Set.of(left(), left());
    FaultyReads disk = new FaultyReads();
    AtomicReference<Path> stuck = new AtomicReference<>();
    disk.inject(
        (operation, path) -> {
          if (operation.equals("list") && path.endsWith("harbour-office/docs")) {
            Path folder = path.getParent().getParent();
            stuck.compareAndSet(null, folder); // whichever comes first
            if (folder.equals(stuck.get())) {
              throw new IOException("not now");
            }
          }
        });
    ListAppender<ILoggingEvent> told = new ListAppender<>();
    Logger log = (Logger) LoggerFactory.getLogger(SampleFolders.class);
    told.start();
    log.addAppender(told);
    List<Path> gone;
    try {
      gone = new SampleFolders(disk.wrap(parent)).removeBut(null);
    } finally {
      log.detachAppender(told);
    }
    assertEquals(1, gone.size());
    assertFalse(Files.exists(gone.getFirst()));
    assertTrue(both.contains(stuck.get()) && Files.exists(stuck.get()));
    assertEquals(
        List.of(
            "WARN The sample of an earlier start was left in "
                + stuck.get()
                + ": java.io.IOException: not now"),
        told.list.stream()
            .map(event -> event.getLevel() + " " + event.getFormattedMessage())
            .toList());
    assertEquals(List.of(stuck.get()), folders().removeBut(null), "the next time");
  }

  @Test
  @DisplayName("The copies of the sample's registry take 60 MB at most, half of a limit on the way")
  void backups() throws IOException {
    Path folder = parent.resolve("sample");
    SampleWorkspace.create(folder);
    long limit = Workspace.open(folder, new DiskFileLayer()).config().registry().backupBytes();
    assertTrue(limit + limit / 2 <= 60_000_000, limit + " bytes");
  }
}
