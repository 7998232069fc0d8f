package dev.reeve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.EngineSession;
import dev.reeve.console.Workspaces.Creation;
import dev.reeve.engine.testing.FaultyReads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the first window can do, on the real disk. */
final class DesktopWorkspacesTest {
  @TempDir Path folder;
  private Path root;
  private DesktopWorkspaces workspaces;

  @BeforeEach
  void folders() throws IOException {
    root = Files.createDirectories(folder.resolve("notes")).toRealPath();
    Files.writeString(root.resolve("a.md"), "# A\n\n[b](b.md)\n");
    workspaces = new DesktopWorkspaces(folder.resolve("settings"));
  }

  private Set<String> there() throws IOException {
    try (Stream<Path> all = Stream.concat(Files.list(root), Files.list(root.resolve(".reeve")))) {
      return all.map(each -> root.relativize(each).toString().replace('\\', '/'))
          .filter(each -> !each.equals("a.md") && !each.equals(".reeve"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  @Test
  @DisplayName("Adopting creates exactly what the look lists, also once the folder is open")
  void exactlyWhatIsListed() throws IOException {
    Set<String> listed =
        workspaces.look(root).creates().stream()
            .map(Creation::path)
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(Files.exists(root.resolve(".reeve")), "a look writes nothing");
    try (EngineSession session = workspaces.adopt(root)) {
      assertTrue(session.adopted());
      assertEquals(listed, there());
    }
    assertEquals(listed, there());
  }

  @Test
  @DisplayName("Samples that were left go unless the sample was opened last")
  void tidy() throws IOException {
    SampleFolders samples = new SampleFolders(Files.createDirectory(folder.resolve("tmp")));
    Path left;
    try (SampleFolders.Held held = samples.make()) {
      left = held.folder();
    }
    workspaces.tidy(samples);
    assertTrue(Files.exists(left), "nothing was opened since: it may be the one opened last");
    workspaces.adopt(root).close();
    workspaces.tidy(samples);
    assertFalse(Files.exists(left));
    assertTrue(Files.exists(root.resolve("a.md")));
  }

  @Test
  @DisplayName("The sample opened last stays, whether it was made here or opened as a folder")
  void tidyAfterASample() throws IOException {
    SampleFolders samples = new SampleFolders(Files.createDirectory(folder.resolve("tmp")));
    Path made;
    try (EngineSession sample = workspaces.sample(samples)) {
      made = sample.root();
      DesktopWorkspaces other = new DesktopWorkspaces(folder.resolve("other"));
      other.adopt(root).close();
      other.tidy(samples);
      assertTrue(Files.exists(made), "somebody works in it");
    }
    workspaces.tidy(samples);
    assertTrue(Files.exists(made.resolve(".reeve")), "made here");

    DesktopWorkspaces third = new DesktopWorkspaces(folder.resolve("third"));
    third.open(made).close();
    third.tidy(samples);
    assertTrue(Files.exists(made.resolve(".reeve")), "opened here");
    try (EngineSession _ = third.open(made)) {
      workspaces.adopt(root).close();
      workspaces.tidy(samples);
      assertTrue(Files.exists(made.resolve(".reeve")), "somebody works in it");
    }
    workspaces.tidy(samples);
    assertFalse(Files.exists(made.getParent()));
  }

  @Test
  @DisplayName("A sample that could not be made to its end is one that was left")
  void half() throws IOException {
    Path parent = Files.createDirectory(folder.resolve("tmp"));
    FaultyReads disk = new FaultyReads();
    disk.inject(
        (operation, path) -> {
          if (path.endsWith("docs/lighting/contacts.md")) {
            throw new IOException("not now");
          }
        });
    assertThrows(
        RuntimeException.class, () -> DesktopSample.open(new SampleFolders(disk.wrap(parent))));
    assertEquals(1, new SampleFolders(parent).removeBut(null).size());
  }
}
