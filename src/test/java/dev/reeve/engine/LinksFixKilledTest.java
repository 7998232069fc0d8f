package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.fix.ApplyOptions;
import dev.reeve.engine.links.fix.FixChoice;
import dev.reeve.engine.links.fix.FixResult;
import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that mends links and is killed in the middle. */
class LinksFixKilledTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);
  private static final List<String> DOCUMENTS = List.of("a", "b", "c", "d");
  private static final String BROKEN = "[x](SETUP.md)\n";

  @TempDir Path folder;

  /** Mends, and stops for ever before the third document gets its new bytes. */
  static final class Mending {
    public static void main(String[] args) throws Exception {
      FaultyFiles files = new FaultyFiles();
      files.inject(
          call -> {
            boolean swap = Set.of("moveReplace", "exchange", "moveNew").contains(call.operation());
            if (swap && call.path().endsWith("docs/c.md")) {
              System.out.println("third");
              forEver();
            }
          });
      Workspace workspace = Workspace.open(Path.of(args[0]), files);
      try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR)) {
        engine.links().apply(engine.links().plan(ALL), FixChoice.HIGH, ApplyOptions.of("ann", ""));
        System.out.println("done");
      }
    }

    private static void forEver() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private String read(String name) throws Exception {
    return Files.readString(folder.resolve("docs/" + name + ".md"));
  }

  @Test
  @DisplayName("LINK-A16 killed between two documents: after the next start none is changed")
  void a16_killed() throws Exception {
    Files.createDirectories(folder.resolve("guides"));
    Files.createDirectories(folder.resolve("docs"));
    Files.writeString(folder.resolve("guides/SETUP.md"), "x\n");
    for (String name : DOCUMENTS) {
      Files.writeString(folder.resolve("docs/" + name + ".md"), BROKEN);
    }
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    Process mending = Child.start(Mending.class, folder.toString());
    assertEquals("third", mending.inputReader().readLine());
    assertFalse(read("b").equals(BROKEN), "the second document was to be written by then");
    mending.destroyForcibly().waitFor();
    try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR)) {
      assertEquals(1, engine.recovered().size());
      for (String name : DOCUMENTS) {
        assertEquals(BROKEN, read(name));
      }
      FixResult result =
          engine
              .links()
              .apply(engine.links().plan(ALL), FixChoice.HIGH, ApplyOptions.of("ann", ""));
      assertEquals(4, result.filesModified());
    }
  }
}
