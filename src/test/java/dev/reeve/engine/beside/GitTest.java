package dev.reeve.engine.beside;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.engine.queue.ItemState;
import dev.reeve.engine.queue.QueueEvent;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who uses Git in the folder while the engine works in it. */
class GitTest {
  private static final String REGISTRY = "UNIFIED_SSOT_REGISTRY.json";

  @TempDir Path folder;

  @BeforeAll
  static void gitIsHere() {
    boolean here;
    try {
      here = new ProcessBuilder("git", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      here = false;
    }
    assumeTrue(here, "git is not installed");
  }

  private String git(String... words) throws Exception {
    return git(true, words);
  }

  private String git(boolean mustSucceed, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=p", "-c"));
    command.addAll(List.of("user.email=p@desk", "-c", "commit.gpgsign=false"));
    command.addAll(List.of("-c", "core.autocrlf=false", "-c", "gc.auto=0"));
    command.addAll(List.of(words));
    Process git =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String out = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean succeeded = git.waitFor() == 0;
    assertTrue(succeeded || !mustSucceed, out);
    return out;
  }

  private void file(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** A repository that does not track the registry, with two branches that differ much. */
  private void twoBranches() throws Exception {
    git("init", "-q", "-b", "main");
    file(".gitignore", REGISTRY + "\n.reeve/\n");
    for (int i = 0; i < 20; i++) {
      file("src/common" + i + ".txt", "common " + i + "\n");
      file("src/changed" + i + ".txt", "changed on main " + i + "\n");
      file("main/only" + i + ".txt", "only on main " + i + "\n");
    }
    git("add", "-A");
    git("commit", "-qm", "one");
    git("checkout", "-qb", "other");
    git("mv", "main", "moved");
    for (int i = 0; i < 20; i++) {
      file("src/changed" + i + ".txt", "changed on other " + i + "\n");
      file("other/only" + i + ".txt", "only on other " + i + "\n");
    }
    git("add", "-A");
    git("commit", "-qm", "two");
    git("checkout", "-q", "main");
    file("src/changed7.txt", "changed again on main\n");
    git("add", "-A");
    git("commit", "-qm", "three");
  }

  @Test
  @Tag("long")
  @DisplayName(
      "Branches are switched back and forth, also while their events run: one id a file, and each"
          + " path that comes back has its old one")
  void branchSwitches() throws Exception {
    twoBranches();
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
      Map<String, String> onMain = desk.ids();
      AtomicLong changes = new AtomicLong();
      desk.engine
          .bus()
          .subscribe(
              event -> {
                if (event instanceof QueueEvent.Changed) {
                  changes.incrementAndGet();
                }
              });
      git("checkout", "-q", "other");
      desk.agrees();
      Map<String, String> onOther = desk.ids();
      assertEquals(onMain.get("src/changed3.txt"), onOther.get("src/changed3.txt"));
      assertEquals(
          onMain.get("main/only3.txt"),
          onOther.get("moved/only3.txt"),
          "a moved file keeps its id");
      for (int i = 0; i < 6; i++) { // once it has begun to follow, not when it has ended
        long told = changes.get();
        git("checkout", "-q", i % 2 == 0 ? "main" : "other");
        if (i % 2 == 1) {
          await().atMost(Desk.LONG).until(() -> changes.get() > told);
        }
      }
      desk.agrees();
      assertEquals(onOther, desk.ids());
      git("checkout", "-q", "main");
      desk.agrees();
      assertEquals(onMain, desk.ids());
      assertTrue(
          desk.engine.queue().list(java.util.Set.of(), 1000).stream()
              .noneMatch(item -> item.path().startsWith(".git/")));
    }
  }

  @Test
  @Tag("long")
  @DisplayName("Stash, clean, folder moves, a conflicted merge, a rebase and jumps in the history")
  void everyday() throws Exception {
    twoBranches();
    try (Desk desk = Desk.open(folder)) {
      Map<String, String> ids = desk.ids();
      file("src/common1.txt", "edited\n");
      file("src/untracked.txt", "untracked\n");
      desk.agrees();
      String untracked = desk.id("src/untracked.txt");
      git("stash", "-u");
      desk.agrees();
      assertEquals(ids, desk.ids());
      git("stash", "pop");
      desk.agrees();
      assertEquals(untracked, desk.id("src/untracked.txt"));
      assertEquals(Sha256.of("edited\n"), desk.record("src/common1.txt").get().sha256());
      git("clean", "-qfd");
      git("checkout", "-q", ".");
      desk.agrees();
      assertEquals(ids, desk.ids());

      git("mv", "src", "lib");
      desk.agrees();
      for (Map.Entry<String, String> each : ids.entrySet()) {
        assertEquals(each.getValue(), desk.id(each.getKey().replaceFirst("^src/", "lib/")));
      }
      git("commit", "-qm", "moved");

      String conflict = git(false, "merge", "other");
      desk.agrees();
      assertTrue(conflict.contains("CONFLICT"), conflict);
      git("merge", "--abort");
      desk.agrees();
      git(false, "rebase", "other");
      desk.agrees();
      git(false, "rebase", "--abort");
      desk.agrees();
      for (Map.Entry<String, String> each : ids.entrySet()) {
        assertEquals(each.getValue(), desk.id(each.getKey().replaceFirst("^src/", "lib/")));
      }
      for (String commit : List.of("main~1", "other", "main", "other~1", "main")) {
        git("checkout", "-q", "--detach", commit);
      }
      desk.agrees();
      for (Map.Entry<String, String> each : ids.entrySet()) {
        assertEquals(each.getValue(), desk.id(each.getKey().replaceFirst("^src/", "lib/")));
      }
    }
  }

  /** A repository that tracks the registry, with all of it committed by a person. */
  private void commitAll(String message) throws Exception {
    git("add", "-A");
    git("commit", "-qm", message);
  }

  @Test
  @Tag("long")
  @DisplayName(
      "D7 A tracked registry that a checkout switches is accepted after strict validation, and each"
          + " branch keeps its own records")
  void trackedRegistry() throws Exception {
    git("init", "-q", "-b", "main");
    file("a.txt", "a\n");
    file("b.txt", "b\n");
    commitAll("before the registry");
    try (Desk desk = Desk.open(folder)) {
      desk.agrees();
      commitAll("with the registry");
      String a = desk.id("a.txt");
      git("checkout", "-qb", "other");
      file("a.txt", "a on other\n");
      file("c.txt", "c on other\n");
      desk.agrees();
      String c = desk.id("c.txt");
      commitAll("on other");

      for (int i = 0; i < 3; i++) {
        git("checkout", "-q", "main");
        desk.agrees();
        assertEquals("", git("status", "--porcelain"), "main is as it was committed");
        assertTrue(desk.record("c.txt").isEmpty());
        git("checkout", "-q", "other");
        desk.agrees();
        assertEquals("", git("status", "--porcelain"), "other is as it was committed");
        assertEquals(c, desk.id("c.txt"));
        assertEquals(a, desk.id("a.txt"));
      }
      git("checkout", "-q", "main");
      file("d.txt", "d on main\n");
      desk.agrees();
      assertNotEquals(c, desk.id("d.txt"), "an id issued on a branch is never issued again");
    }
  }

  @Test
  @DisplayName(
      "D7 A jump to before the registry does not begin an empty one: writes wait until it is back")
  void beforeTheRegistry() throws Exception {
    git("init", "-q", "-b", "main");
    file("a.txt", "a\n");
    commitAll("before the registry");
    file("b.txt", "b\n");
    commitAll("more");
    try (Desk desk = Desk.open(folder)) {
      commitAll("with the registry");
      Map<String, String> ids = desk.ids();
      git("checkout", "-q", "--detach", "HEAD~2");
      file("new.txt", "new\n");
      await()
          .atMost(Desk.LONG)
          .until(
              () ->
                  desk.items(ItemState.RETRY_WAIT).stream()
                      .anyMatch(item -> item.path().equals("new.txt")));
      assertFalse(Files.exists(folder.resolve(REGISTRY)), "no new registry was begun");
      git("checkout", "-q", "main");
      desk.agrees();
      ids.forEach((path, id) -> assertEquals(id, desk.id(path)));
      assertTrue(desk.record("new.txt").isPresent());
    }
  }

  @Test
  @Tag("long")
  @DisplayName(
      "D7 A registry in conflict is only read until it is resolved, and work goes on by itself"
          + " then")
  void conflictedRegistry() throws Exception {
    git("init", "-q", "-b", "main");
    file("a.txt", "a\n");
    try (Desk desk = Desk.open(folder)) {
      commitAll("with the registry");
      git("checkout", "-qb", "other");
      file("a.txt", "a on other\n");
      desk.agrees();
      commitAll("on other");
      git("checkout", "-q", "main");
      desk.agrees();
      file("a.txt", "a on main\n");
      desk.agrees();
      commitAll("on main");
      String conflict = git(false, "merge", "other");
      assertTrue(conflict.contains("CONFLICT"), conflict);
      file("new.txt", "new\n");
      await()
          .atMost(Desk.LONG)
          .until(
              () ->
                  desk.items(ItemState.RETRY_WAIT).stream()
                      .anyMatch(item -> "REGISTRY_UNREADABLE".equals(item.errorCode())));
      String marked = Files.readString(folder.resolve(REGISTRY));
      assertTrue(marked.contains("<<<<<<<"));
      git("checkout", "--theirs", REGISTRY, "a.txt");
      commitAll("merged");
      desk.agrees();
      assertTrue(desk.record("new.txt").isPresent());
      assertEquals(Sha256.of("a on other\n"), desk.record("a.txt").get().sha256());
    }
  }
}
