package dev.reeve.engine.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.registry.PolicyCopies.State;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back from a damaged policy file. */
class PolicyCopiesTest {
  private static final String NAME = "schema.json";

  @TempDir Path root;
  private PolicyCopies copies;
  private Path own;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(root.resolve(".reeve"));
    Workspace workspace = Workspace.open(root, new DiskFileLayer());
    copies = new PolicyCopies(workspace);
    own = Files.createDirectories(workspace.own("registry", "policies")).resolve(NAME);
  }

  private static String shipped() throws IOException {
    try (InputStream in = RegistryPolicies.class.getResourceAsStream(NAME)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String refused(String name) {
    return assertThrows(EngineException.class, () -> copies.restore(name)).code();
  }

  @Test
  @DisplayName("Each own policy is listed with its copy, and whether that is what is in force")
  void whatIsListed() throws IOException {
    assertEquals(List.of(), copies.list());
    Files.writeString(own, shipped());
    Files.writeString(own.resolveSibling("notes.txt"), "no policy");
    assertEquals(List.of(new State(NAME, true, false, false)), copies.list());
    copies.keep();
    assertEquals(List.of(new State(NAME, true, true, true)), copies.list());
    Files.writeString(own, shipped() + "\n");
    assertEquals(List.of(new State(NAME, true, true, false)), copies.list());
    copies.keep();
    assertEquals(List.of(new State(NAME, true, true, true)), copies.list(), "the newer is kept");
    Files.delete(own);
    Files.writeString(own.resolveSibling("columns.json"), "{");
    assertEquals(
        List.of(new State("columns.json", true, false, false), new State(NAME, false, true, false)),
        copies.list());
  }

  @Test
  @DisplayName("A damaged policy is set aside beside the copy that comes back, each time anew")
  void aDamagedOneIsRestored() throws IOException {
    String good = shipped() + "\n";
    Files.writeString(own, good);
    copies.keep();
    assertNull(copies.problem());
    Files.writeString(own, "{ not json");
    assertTrue(
        String.valueOf(copies.problem()).startsWith("POLICY_UNAVAILABLE: "), copies.problem());

    Path aside = Objects.requireNonNull(copies.restore(NAME));
    assertEquals("schema.json.damaged", aside.getFileName().toString());
    assertEquals("{ not json", Files.readString(aside));
    assertEquals(good, Files.readString(own));
    assertNull(copies.problem());

    Files.writeString(own, "{ again");
    Path second = Objects.requireNonNull(copies.restore(NAME));
    assertEquals("schema.json.damaged-2", second.getFileName().toString());
    assertEquals("{ not json", Files.readString(aside), "the first stays");
    Files.writeString(own, "{ and again");
    assertEquals(
        "schema.json.damaged-3",
        Objects.requireNonNull(copies.restore(NAME)).getFileName().toString());

    Files.delete(own);
    assertNull(copies.restore(NAME), "nothing was there to set aside");
    assertEquals(good, Files.readString(own));
  }

  @Test
  @DisplayName("Without a copy nothing is restored; a copy that is no better is said to be none")
  void whatCannotBeRestored() throws IOException {
    Files.writeString(own, "{ not json");
    assertEquals("POLICY_NO_COPY", refused(NAME));
    assertEquals("POLICY_NO_COPY", refused("../config.toml"));
    assertEquals("{ not json", Files.readString(own));
    copies.keep();
    assertEquals("POLICY_UNAVAILABLE", refused(NAME));
  }
}
