package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {
  private static final String FIRST = "exec_000000000001";
  private static final String SECOND = "exec_000000000002";
  private static final String OLD = Sha256.of("old");
  private static final String OTHER = Sha256.of("other!");

  @TempDir Path root;
  private final FaultyFiles files = new FaultyFiles();
  private Vault vault;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(root.resolve(".reeve"));
    vault = new Vault(Workspace.open(root, files), new SettableClock());
  }

  private void keep(String execution, String... texts) throws IOException {
    vault.reference(execution, "session-1", Stream.of(texts).map(Sha256::of).toList());
    for (String text : texts) {
      vault.put(Bench.bytes(text), Sha256.of(text));
    }
  }

  private List<Path> temporaries() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> path.toString().endsWith(".tmp")).toList();
    }
  }

  @Test
  @DisplayName("collecting asks of each execution with its owner, and frees what nobody names")
  void collects() throws IOException {
    keep(FIRST, "old");
    keep(SECOND, "other!", "old");
    Map<String, String> asked = new TreeMap<>();
    assertEquals(
        0,
        vault.collect(
            (id, owner) -> {
              asked.put(id, String.valueOf(owner));
              return true;
            }));
    assertEquals(Map.of(FIRST, "session-1", SECOND, "session-1"), asked);
    assertEquals(6, vault.collect((id, owner) -> id.equals(FIRST)), "bytes of 'other!'");
    assertTrue(vault.has(OLD));
    assertFalse(vault.has(OTHER));
    assertFalse(vault.needs(SECOND, OLD));
    assertEquals(3, vault.collect((id, owner) -> false));
    assertFalse(vault.has(OLD));
  }

  @Test
  @DisplayName("an execution keeps what it named, once it is there and whole")
  void keeps() throws IOException {
    vault.reference(FIRST, "session-1", List.of(OLD));
    assertTrue(vault.needs(FIRST, OLD));
    assertFalse(vault.needs(FIRST, OTHER));
    assertFalse(vault.keeps(FIRST, OLD), "it is not there yet");
    vault.put(Bench.bytes("old"), OLD);
    assertTrue(vault.keeps(FIRST, OLD));
    assertFalse(vault.keeps(SECOND, OLD));
    vault.release(FIRST);
    assertFalse(vault.needs(FIRST, OLD));
  }

  @Test
  @DisplayName("a file that is not what it should be is not kept, and leaves nothing behind")
  void anotherContent() throws IOException {
    Path file = Files.writeString(root.resolve("a.md"), "edited");
    assertFalse(vault.put(file, OLD));
    assertFalse(vault.has(OLD));
    assertEquals(List.of(), temporaries());
    files.failOn("moveReplace", "blobs", new IOException("injected"));
    assertThrows(IOException.class, () -> vault.put(Bench.bytes("old"), OLD));
    assertEquals(List.of(), temporaries());
  }

  @Test
  @DisplayName("a damaged copy is never given out, and storing the content again mends it")
  void damaged() throws IOException {
    keep(FIRST, "old");
    assertArrayEquals(Bench.bytes("old"), vault.read(OLD));
    Files.writeString(vault.blob(OLD), "rot");
    assertFalse(vault.has(OLD));
    assertNull(vault.read(OLD));
    assertNull(vault.read(OTHER), "nor one that is not there");
    assertEquals(
        "The vault's copy " + OLD + " is damaged",
        assertThrows(IOException.class, () -> vault.get(OLD)).getMessage());
    assertThrows(
        IOException.class, () -> vault.lend(OLD, root.resolve(".reeve-x.tmp"), FIRST, true));
    vault.put(Bench.bytes("old"), OLD);
    assertArrayEquals(Bench.bytes("old"), vault.get(OLD));
  }

  @Test
  @DisplayName("its own copy is lent only for the last use, and only when nobody else needs it")
  void lends() throws IOException {
    Path lent = root.resolve(".reeve-x.tmp");
    keep(FIRST, "old");
    vault.lend(OLD, lent, FIRST, false);
    assertEquals("old", Files.readString(lent));
    assertTrue(vault.has(OLD), "another file still needs it");

    Files.delete(lent);
    vault.reference(SECOND, "session-2", List.of(OLD));
    vault.lend(OLD, lent, FIRST, true);
    assertTrue(vault.has(OLD), "another execution still needs it");

    Files.delete(lent);
    vault.release(SECOND);
    vault.lend(OLD, lent, FIRST, true);
    assertEquals("old", Files.readString(lent));
    assertFalse(vault.has(OLD), "a rename, which needs no space");
    vault.takeBack(lent, OLD);
    assertTrue(vault.has(OLD));
    assertFalse(Files.exists(lent));
  }

  @Test
  @DisplayName("of what was moved aside files go with the execution, a folder stays")
  void held() throws IOException {
    Path file = Files.writeString(root.resolve("a.md"), "old");
    assertTrue(vault.held().add(file, FIRST, 1, aside -> true));
    assertEquals("old", Files.readString(vault.held().place(FIRST, 1)));
    vault.held().dropFiles(FIRST);
    assertFalse(Files.exists(vault.held().place(FIRST, 1).getParent()));

    Files.writeString(file, "edited");
    assertFalse(vault.held().add(file, SECOND, 1, aside -> false));
    assertEquals("edited", Files.readString(file), "it is in its place again");
    Path folder = Files.createDirectories(root.resolve("docs/deep"));
    assertTrue(vault.held().add(folder.getParent(), SECOND, 2, aside -> true));
    vault.held().dropFiles(SECOND);
    assertTrue(Files.isDirectory(vault.held().place(SECOND, 2).resolve("deep")));
  }
}
