package dev.reeve.engine.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.FaultyFiles.Call;
import dev.reeve.engine.testing.MemoryFolder;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A person saves a file at the very moment at which it is exchanged, once or several times, and the
 * process lives on, or is really killed right then. No save is ever lost.
 */
class SavedAtTheMomentTest {
  private static final String KEPT = "a (edit kept by Reeve).md";

  @TempDir(factory = MemoryFolder.class)
  Path root;

  @AutoClose private Bench bench;

  @BeforeEach
  void fill() {
    bench = new Bench(root);
    bench.write("a.md", "a");
    bench.write("b.md", "b");
  }

  /** A person's program, saving over the file or putting a new one in its place. */
  private static void save(Path file, String text, boolean inPlace) throws IOException {
    if (inPlace) {
      Files.writeString(file, text);
    } else {
      Path other = Files.writeString(file.resolveSibling("editor~"), text);
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Saves before or after exchanges of the file, which are counted from 1; may then die. */
  private static final class Person implements FaultyFiles.Injection {
    private final Path file;
    private final Set<String> moments;
    private final boolean inPlace;
    private final int diesAfter;
    private final int skipped;
    private int exchanges;

    Person(Path file, Set<String> moments, boolean inPlace, int skipped, int diesAfter) {
      this.file = file;
      this.moments = moments;
      this.inPlace = inPlace;
      this.skipped = skipped;
      this.diesAfter = diesAfter;
    }

    private boolean isMine(Call call) {
      boolean exchange = call.operation().equals("exchange") && call.path().endsWith("a.md");
      boolean aside =
          call.operation().equals("moveNew") && call.from() != null && call.from().endsWith("a.md");
      return exchange || aside;
    }

    private void at(String when) throws IOException {
      String moment = when + (exchanges - skipped);
      if (moments.contains(moment)) {
        save(file, "saved " + moment, inPlace);
      }
    }

    @Override
    public void before(Call call) throws IOException {
      if (isMine(call)) {
        exchanges++;
        at("before");
      }
    }

    @Override
    public void after(Call call) throws IOException {
      if (isMine(call)) {
        at("after");
        if (exchanges - skipped == diesAfter) {
          Runtime.getRuntime().halt(9);
        }
      }
    }
  }

  private void saves(boolean inPlace, String... moments) {
    bench.files.inject(new Person(root.resolve("a.md"), Set.of(moments), inPlace, 0, 0));
  }

  private static SingleFileRequest request(String before, String after) {
    return new SingleFileRequest(
        Ids.next(Ids.EXECUTION),
        ChangeKind.HEADER,
        "let it carry its id",
        null,
        Bench.path("a.md"),
        new SingleFileRequest.Present(Sha256.of(before), Bench.bytes(before)),
        new SingleFileRequest.Next(Bench.bytes(after), null),
        SingleFileRequest.Evidence.plain(),
        WriteLocks.WriteFence.NONE);
  }

  /** The texts of all files of the user's, b.md apart. */
  private TreeSet<String> texts() throws IOException {
    TreeSet<String> out = new TreeSet<>();
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        if (Files.isRegularFile(file) && !name.equals("b.md")) {
          out.add(name + ": " + Files.readString(file, StandardCharsets.UTF_8));
        }
      }
    }
    return out;
  }

  private List<TrailLine> lines(String type) {
    return bench.trail.list(new TrailFilter(type, null, null, null, null, null), 99);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("Saved before the exchange: back in its place, nothing aside")
  void savedOnce(boolean inPlace) throws IOException {
    saves(inPlace, "before1");
    assertInstanceOf(SingleFileResult.Stale.class, bench.single.commit(request("a", "A")));
    assertEquals(Set.of("a.md: saved before1"), texts());
    assertEquals(List.of(), lines("edit_kept"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("Saved again before the exchange back: the later in its place, the other beside it")
  void savedAgainBeforeTheExchangeBack(boolean inPlace) throws IOException {
    List<String> alarms = new ArrayList<>();
    bench.bus.subscribe(
        event -> {
          if (event instanceof EditKept alarm) {
            alarms.add(alarm.edit().keptAs().toString());
          }
        });
    saves(inPlace, "before1", "after1");
    assertInstanceOf(SingleFileResult.Stale.class, bench.single.commit(request("a", "A")));
    assertEquals(Set.of("a.md: saved after1", KEPT + ": saved before1"), texts());
    assertEquals(List.of(KEPT), alarms);
    TrailLine kept = lines("edit_kept").getFirst();
    assertEquals(KEPT, kept.text("kept_as"));
    assertEquals(Sha256.of("saved before1"), kept.text("sha256"));
    assertTrue(kept.text("message").contains("Compare the two"), kept.text("message"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("Saved over what was just put back: the latest in its place, none lost but by hand")
  void savedRightAfterTheExchangeBack(boolean inPlace) throws IOException {
    saves(inPlace, "before1", "after1", "after2");
    assertInstanceOf(SingleFileResult.Stale.class, bench.single.commit(request("a", "A")));
    // the first lay in the place when the third was saved: the person ended it
    assertEquals(Set.of("a.md: saved after2", KEPT + ": saved after1"), texts());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void savedAfterEveryOfFourExchanges(boolean inPlace) throws IOException {
    saves(inPlace, "before1", "after1", "after2", "after3");
    assertInstanceOf(SingleFileResult.Stale.class, bench.single.commit(request("a", "A")));
    assertTrue(texts().contains("a.md: saved after3"), texts().toString());
    assertTrue(texts().contains(KEPT + ": saved after2"), texts().toString());
  }

  @Test
  @DisplayName("Deleted before the exchange back: what was saved before that is kept beside it")
  void deletedBeforeTheExchangeBack() throws IOException {
    FaultyFiles.Injection person = new Person(root.resolve("a.md"), Set.of("before1"), true, 0, 0);
    bench.files.inject(
        new FaultyFiles.Injection() {
          private boolean once;

          @Override
          public void before(Call call) throws IOException {
            person.before(call);
          }

          @Override
          public void after(Call call) throws IOException {
            if (call.operation().equals("exchange") && !once) {
              once = true;
              Files.delete(root.resolve("a.md"));
            }
          }
        });
    assertThrows(EngineException.class, () -> bench.single.commit(request("a", "A")));
    assertEquals(Set.of(KEPT + ": saved before1"), texts());
  }

  @Test
  @DisplayName("An execution: both saves survive, and it is not done")
  void anExecution() throws IOException {
    saves(false, "before1", "after1");
    ExecutionResult result = bench.execute(FileChange.update("a.md", "a", "A"));
    assertFalse(result.outcome().success());
    assertEquals(Set.of("a.md: saved after1", KEPT + ": saved before1"), texts());
  }

  /** Is killed right after an exchange of a.md, at which a person saved it. */
  static final class Victim {
    public static void main(String[] args) {
      Path root = Path.of(args[0]);
      Bench bench = new Bench(root);
      int skipped = Integer.parseInt(args[2]);
      bench.files.inject(new Person(root.resolve("a.md"), Set.of("before1"), false, skipped, 1));
      boolean rollback = args[1].startsWith("rollback");
      bench.checkpoints =
          (name, id, index) -> {
            if (rollback && name.equals("before_commit")) {
              throw new IOException("injected");
            }
          };
      FileChange other = FileChange.update("b.md", bench.read("b.md"), "B");
      switch (args[1]) {
        case "single" -> bench.single.commit(request("a", "A"));
        case "itemised-delete" -> itemised(bench, FileChange.delete("a.md", Sha256.of("a")), other);
        case "itemised" -> itemised(bench, FileChange.update("a.md", "a", "A"), other);
        case "rollback-create" -> bench.execute(FileChange.create("a.md", "A"), other);
        default -> bench.execute(FileChange.update("a.md", "a", "A"), other);
      }
    }

    private static void itemised(Bench bench, FileChange... changes) {
      Governance.Judged judged = bench.judged(changes);
      bench.executor.execute(
          judged.submission(), judged.decision(), ExecutionOptions.of("ann").asItemised());
    }
  }

  private void kill(String act, int skipped) throws Exception {
    Process victim = Children.start(Victim.class, root.toString(), act, Integer.toString(skipped));
    assertEquals(9, Children.await(victim));
    assertFalse(texts().contains("a.md: saved before1"), texts().toString()); // it lies aside
  }

  private void recover() {
    bench.recovery.run();
    assertEquals(List.of(), bench.recovery.run());
    assertInstanceOf(TrailCheck.Whole.class, bench.trail.verify());
    assertEquals(List.of(), bench.manifests.audit());
  }

  /**
   * @param skipped exchanges before the one that matters
   */
  @ParameterizedTest(name = "killed at the exchange of {0}: what was saved is in its place")
  @CsvSource({
    "single, 0",
    "atomic, 0",
    "itemised, 0",
    "itemised-delete, 0",
    "rollback, 1",
    "rollback-copied, 1",
    "rollback-create, 0"
  })
  void killedBeforeTheLook(String act, int skipped) throws Exception {
    if (act.equals("rollback-copied")) {
      bench.write("b.md", "a"); // two files need the former content, so it is not given away
    }
    if (act.equals("rollback-create")) {
      Files.delete(root.resolve("a.md"));
    }
    kill(act, skipped);
    recover();
    assertEquals(Set.of("a.md: saved before1"), texts());
    TrailLine line = lines("edit_put_back").getFirst();
    assertEquals("a.md", line.text("path"));
    assertTrue(line.text("message").contains("in its place again"), line.text("message"));
  }

  @ParameterizedTest(name = "killed at the exchange of {0}, saved once more: both are there")
  @CsvSource({"single, 0", "atomic, 0", "itemised, 0", "rollback, 1", "rollback-copied, 1"})
  void killedBeforeTheLookAndSavedAgain(String act, int skipped) throws Exception {
    if (act.equals("rollback-copied")) {
      bench.write("b.md", "a");
    }
    kill(act, skipped);
    bench.write("a.md", "saved later");
    recover();
    assertEquals(Set.of("a.md: saved later", KEPT + ": saved before1"), texts());
    assertEquals(KEPT, lines("edit_kept").getFirst().text("kept_as"));
    assertEquals(List.of(KEPT), waiting());
    Files.delete(root.resolve(KEPT));
    assertEquals(List.of(), waiting());
  }

  /** Where those lie that a person has to deal with. */
  private List<String> waiting() {
    return bench.tools.keptEdits().waiting().stream().map(edit -> edit.keptAs().text()).toList();
  }

  @Test
  @DisplayName("A former content that was lent and not used goes back to the vault")
  void whatTheVaultLentComesBack() throws Exception {
    bench.failAt("before_commit", 0, new IOException("injected"));
    AtomicBoolean saved = new AtomicBoolean();
    bench.files.inject(
        call -> {
          boolean back = call.from() != null && call.from().toString().contains("-u1");
          if (call.operation().equals("exchange") && back && saved.compareAndSet(false, true)) {
            assertFalse(Files.exists(bench.vault.blob(Sha256.of("a")))); // given away
            bench.write("a.md", "by hand");
          }
        });
    bench.execute(FileChange.update("a.md", "a", "A"));
    assertEquals(Set.of("a.md: by hand"), texts());
    assertTrue(bench.vault.has(Sha256.of("a")));
    assertEquals(List.of(), lines("edit_kept"));
  }

  @ParameterizedTest
  @CsvSource({
    "notes.md, 1, notes (edit kept by Reeve).md",
    "notes.md, 2, notes (edit kept by Reeve 2).md",
    ".gitignore, 1, .gitignore (edit kept by Reeve)",
    "Makefile, 1, Makefile (edit kept by Reeve)"
  })
  void plainNames(String name, int number, String kept) {
    assertEquals(kept, Leftovers.keptName(name, number));
  }

  @Test
  void aLongNameIsCut() {
    String kept = Leftovers.keptName("n".repeat(250) + ".md", 1);
    assertTrue(kept.endsWith(" (edit kept by Reeve).md") && kept.length() <= 255, kept);
  }

  @Test
  @DisplayName("each kept version has its own name, is listed until it is dealt with, and recorded")
  void twoKeptVersions() throws IOException {
    bench.write(KEPT, "an older one");
    saves(true, "before1", "after1");
    bench.single.commit(request("a", "A"));
    String second = "a (edit kept by Reeve 2).md";
    assertEquals("saved before1", bench.read(second));
    assertEquals("an older one", bench.read(KEPT), "nothing is overwritten");
    assertEquals(List.of(second), waiting());
    KeptEdit edit = bench.tools.keptEdits().waiting().getFirst();
    assertEquals("a.md", edit.path().text());
    assertEquals(Sha256.of("saved before1"), edit.sha256());
    List<String> recorded =
        bench.store.read(
            tx ->
                tx.query(
                    "SELECT count(*) FROM engine_events WHERE event_type = 'edit_kept'",
                    row -> row.getString(1)));
    assertEquals(List.of("1"), recorded);
    Files.delete(root.resolve(second));
    assertEquals(List.of(), waiting());
  }

  @Test
  @DisplayName("an edit found under a temporary name goes back, and the trail says what to do")
  void putBackIsTold() throws IOException {
    String id = Ids.next(Ids.EXECUTION);
    Path temporary = root.resolve(SmallRecovery.temporary(id, 1));
    bench.write("a.md", "A");
    Files.writeString(temporary, "saved");
    Leftovers.Change change =
        new Leftovers.Change(id, Bench.path("a.md"), Sha256.of("a"), Sha256.of("A"));
    assertEquals(Leftovers.Found.PUT_BACK, new Leftovers(bench.tools).rescue(change, temporary));
    assertEquals(Set.of("a.md: saved"), texts());
    TrailLine line = lines("edit_put_back").getFirst();
    assertEquals(id, line.text("execution_id"));
    assertEquals("a.md", line.text("kept_as"));
    assertEquals(Sha256.of("saved"), line.text("sha256"));
    assertTrue(line.text("message").startsWith("a.md was not changed. "), line.text("message"));
    assertEquals(List.of(), waiting(), "it is in its place: nothing waits for a person");
  }
}
