package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.PolicyCopies;
import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the small writers of the engine's own files do on a disk that is full. */
class FullDiskTest {
  private static final List<String> WRITES =
      List.of("writeNew", "append", "copyNew", "createDirectories");

  @TempDir(factory = MemoryFolder.class)
  Path folder;

  private final FaultyFiles files = new FaultyFiles();

  private Workspace workspace() {
    return Workspace.open(folder, files);
  }

  private static IOException full() {
    return new IOException("No space left on device");
  }

  private static void assertFull(Executable call) {
    EngineException e = assertThrows(EngineException.class, call);
    assertEquals("DISK_FULL", e.code());
    assertFalse(e.safe().isEmpty());
    assertFalse(e.remedy().isEmpty());
  }

  private List<String> temporaries(Path in) throws IOException {
    if (!Files.isDirectory(in)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(in)) {
      return all.map(Path::toString).filter(name -> name.endsWith(".tmp")).toList();
    }
  }

  @Test
  @DisplayName("Adoption that fails for space at any write is adopted whole by the next attempt")
  void adoption() throws IOException {
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Adoption.adopt(Workspace.open(whole, files));
    int failures = 0;
    for (int failing = 1; ; failing++) {
      Path root = Files.createDirectory(folder.resolve("w" + failing));
      Workspace workspace = Workspace.open(root, files);
      AtomicInteger writes = new AtomicInteger();
      int fails = failing;
      files.fail(
          (operation, path) -> {
            if (WRITES.contains(operation) && writes.incrementAndGet() == fails) {
              throw full();
            }
          });
      boolean adopted = true;
      try {
        Adoption.adopt(workspace);
      } catch (EngineException e) {
        assertEquals("DISK_FULL", e.code());
        adopted = false;
        failures++;
      }
      files.heal();
      assertEquals(adopted, workspace.adopted(), "a folder half adopted would be opened");
      Adoption.adopt(workspace);
      for (String part : List.of("config.toml", ".gitignore")) {
        assertEquals(
            -1, Files.mismatch(whole.resolve(".reeve").resolve(part), workspace.own(part)));
      }
      assertTrue(workspace.adopted());
      if (writes.get() < failing) {
        break;
      }
    }
    assertTrue(failures >= 4, failures + " writes");
  }

  @Test
  @DisplayName("A config of which only half fitted is not taken for one")
  void adoptionTorn() throws IOException {
    files.tornAfter(20);
    assertFull(() -> Adoption.adopt(workspace()));
    assertFalse(Files.exists(workspace().own("config.toml")));
    files.heal();
    Adoption.adopt(workspace());
    assertTrue(workspace().adopted());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  @DisplayName("A probe that does not fit is refused, and nothing of it stays in the folder")
  void probe(int fits) throws Exception {
    Adoption.adopt(workspace());
    WatchProbe probe = new WatchProbe(workspace(), EngineClock.system(), new CountDownLatch(1));
    files.tornAfter(fits);
    assertFull(() -> probe.run(Duration.ofSeconds(30)));
    assertEquals(List.of(), temporaries(folder));
    files.heal();
    files.failOn("delete", ".reeve-probe", new IOException("refused"));
    EngineException e = assertThrows(EngineException.class, () -> probe.run(Duration.ofMillis(1)));
    assertEquals("PROBE_FAILED", e.code());
  }

  @ParameterizedTest
  @ValueSource(strings = {"writeNew", "copyNew", "moveReplace", "setMode"})
  @DisplayName("A policy that cannot be restored leaves the damaged file where it was")
  void policies(String failing) throws IOException {
    Adoption.adopt(workspace());
    PolicyCopies policies = new PolicyCopies(workspace());
    Path own = workspace().own("registry", "policies", "write-policy.json");
    Path copy = workspace().own("registry", "policies-last-good", "write-policy.json");
    Files.createDirectories(own.getParent());
    Files.createDirectories(copy.getParent());
    try (var shipped = PolicyCopies.class.getResourceAsStream("write-policy.json")) {
      Files.write(copy, shipped.readAllBytes());
    }
    Files.writeString(own, "{");
    assertNotNull(policies.problem());

    files.failOn(failing, "reeve", full());
    assertFull(() -> policies.restore("write-policy.json"));
    files.heal();
    assertEquals("{", Files.readString(own), "without it the shipped policy would be in force");
    assertNotNull(policies.problem());
    try (Stream<Path> left = Files.list(own.getParent())) {
      assertEquals(List.of(own), left.toList());
    }
    Path aside = policies.restore("write-policy.json");
    assertEquals("{", Files.readString(aside));
    assertEquals(-1, Files.mismatch(copy, own));
    assertEquals(List.of(), temporaries(workspace().own()));
  }

  @Test
  @DisplayName("A copy that could not be kept leaves the former one whole")
  void policyCopies() throws Exception {
    Adoption.adopt(workspace());
    Path own = workspace().own("registry", "policies", "write-policy.json");
    Path copy = workspace().own("registry", "policies-last-good", "write-policy.json");
    Files.createDirectories(own.getParent());
    String shipped;
    try (var in = PolicyCopies.class.getResourceAsStream("write-policy.json")) {
      shipped = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    Files.writeString(own, shipped);
    Engine.open(workspace(), Engine.Role.VISITOR).close();
    assertEquals(shipped, Files.readString(copy));

    Files.writeString(own, shipped + "\n");
    files.failOn("writeNew", "/tmp/", full());
    files.failOn("moveReplace", "policies-last-good", full());
    Engine.open(workspace(), Engine.Role.VISITOR).close();
    files.heal();
    assertEquals(shipped, Files.readString(copy));
    Engine.open(workspace(), Engine.Role.VISITOR).close();
    assertEquals(shipped + "\n", Files.readString(copy));
  }
}
