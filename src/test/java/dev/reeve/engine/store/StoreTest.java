package dev.reeve.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.engine.testing.Child;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StoreTest {
  static final List<Migration> SCHEMA =
      List.of(
          Migration.of(
              1,
              "items",
              "CREATE TABLE items (id TEXT PRIMARY KEY NOT NULL, data BLOB);\n"
                  + "-- down\nDROP TABLE items;"));

  private final SettableClock clock = new SettableClock();
  @TempDir Path folder;
  private Path database;
  private Store store;

  @BeforeEach
  void open() {
    database = folder.resolve("reeve.db");
    store = Store.open(database, clock, SCHEMA);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Unit<Integer> insert(String id) {
    return tx -> tx.update("INSERT INTO items (id) VALUES (?)", id);
  }

  private List<String> ids() {
    return store.read(tx -> tx.query("SELECT id FROM items ORDER BY id", row -> row.getString(1)));
  }

  private static EngineException refused(Runnable call) {
    return assertThrows(EngineException.class, call::run);
  }

  private static <T> Throwable failure(CompletableFuture<T> future) {
    return assertThrows(CompletionException.class, future::join).getCause();
  }

  /** Holds the writer inside a unit until the latch falls, so that later units share a batch. */
  private CompletableFuture<Integer> holdWriter(CountDownLatch release) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CompletableFuture<Integer> holding =
        store.submit(
            tx -> {
              held.countDown();
              awaitQuietly(release);
              return 0;
            });
    held.await();
    return holding;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsWrittenIsReadAndSurvivesReopening() {
    assertEquals(1, store.write(insert("a")).intValue());
    assertEquals(List.of("a"), ids());
    store.close();
    store = Store.open(database, clock, SCHEMA);
    assertEquals(List.of("a"), ids());
  }

  @Test
  void aFailingUnitDoesNotHarmItsNeighbours() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    holdWriter(release);
    CompletableFuture<Integer> before = store.submit(insert("a"));
    CompletableFuture<Integer> failing =
        store.submit(
            tx -> {
              tx.update("INSERT INTO items (id) VALUES ('half')");
              throw new IllegalArgumentException("no");
            });
    CompletableFuture<Integer> constraint = store.submit(insert("a"));
    CompletableFuture<Integer> error =
        store.submit(
            tx -> {
              tx.update("INSERT INTO items (id) VALUES ('error')");
              throw new StackOverflowError("deep");
            });
    CompletableFuture<Integer> after = store.submit(insert("b"));
    release.countDown();
    assertEquals(1, before.join());
    assertEquals(1, after.join());
    assertEquals("no", failure(failing).getMessage());
    assertEquals("STORE_CONSTRAINT", ((EngineException) failure(constraint)).code());
    assertEquals("deep", failure(error).getMessage());
    assertEquals(List.of("a", "b"), ids());
  }

  @Test
  void aCallerSeesTheErrorOfItsUnit() {
    assertThrows(
        StackOverflowError.class,
        () ->
            store.write(
                tx -> {
                  throw new StackOverflowError();
                }));
    assertEquals(1, store.write(insert("still writing")).intValue());
  }

  @Test
  void actionsRunAfterTheCommitInOrderAndNotForFailedUnits() throws Exception {
    List<String> told = new ArrayList<>();
    CountDownLatch release = new CountDownLatch(1);
    holdWriter(release);
    store.submit(
        tx -> {
          tx.afterCommit(() -> told.add("first " + ids()));
          return tx.update("INSERT INTO items (id) VALUES ('a')");
        });
    CompletableFuture<Integer> failing =
        store.submit(
            tx -> {
              tx.afterCommit(() -> told.add("never"));
              throw new IllegalStateException();
            });
    CompletableFuture<Integer> last =
        store.submit(
            tx -> {
              tx.afterCommit(() -> told.add("second"));
              return 0;
            });
    release.countDown();
    last.join();
    assertTrue(failing.isCompletedExceptionally());
    assertEquals(List.of("first [a]", "second"), told);
  }

  @Test
  void anActionThatThrowsKillsNeitherTheWriterNorTheFutures() {
    List<String> told = new ArrayList<>();
    int changed =
        store.write(
            tx -> {
              tx.afterCommit(
                  () -> {
                    throw new IllegalStateException("subscriber");
                  });
              tx.afterCommit(
                  () -> {
                    throw new AssertionError("worse");
                  });
              tx.afterCommit(() -> told.add("next"));
              return tx.update("INSERT INTO items (id) VALUES ('a')");
            });
    assertEquals(1, changed);
    assertEquals(List.of("next"), told);
    store.write(insert("b"));
    assertEquals(List.of("a", "b"), ids());
  }

  @Test
  void anActionAfterACommitWritesInItsOwnTransaction() {
    List<String> told = new ArrayList<>();
    store.write(
        tx -> {
          tx.afterCommit(
              () -> {
                store.write(
                    inner -> {
                      inner.afterCommit(() -> told.add("inner"));
                      return inner.update("INSERT INTO items (id) VALUES ('from action')");
                    });
                assertThrows(IllegalStateException.class, () -> store.write(failing("half")));
                told.add("outer");
              });
          return 0;
        });
    assertEquals(List.of("inner", "outer"), told);
    assertEquals(List.of("from action"), ids());
  }

  private static Unit<Integer> failing(String id) {
    return tx -> {
      tx.afterCommit(() -> assertEquals("never", id));
      tx.update("INSERT INTO items (id) VALUES (?)", id);
      throw new IllegalStateException("failing");
    };
  }

  @Test
  void aNestedUnitJoinsTheOuterOne() {
    assertThrows(
        IllegalStateException.class,
        () ->
            store.write(
                tx -> {
                  store.write(insert("nested"));
                  assertEquals(
                      1,
                      store.read(inner -> inner.number("SELECT count(*) FROM items")).intValue());
                  throw new IllegalStateException("outer fails");
                }));
    assertEquals(List.of(), ids());
  }

  @Test
  void aNestedUnitThatFailsIsUndoneAlone() {
    store.write(
        tx -> {
          tx.update("INSERT INTO items (id) VALUES ('outer')");
          assertThrows(IllegalStateException.class, () -> store.write(failing("nested")));
          assertEquals("STORE_CONSTRAINT", refused(() -> store.write(insert("outer"))).code());
          return 0;
        });
    assertEquals(List.of("outer"), ids());
  }

  @Test
  void readersCannotWriteAndMayNest() {
    EngineException refused = refused(() -> store.read(insert("x")));
    assertEquals("STORE_READ_ONLY", refused.code());
    CompletableFuture<?>[] nested = new CompletableFuture<?>[8];
    for (int i = 0; i < nested.length; i++) {
      nested[i] =
          CompletableFuture.runAsync(() -> assertEquals(List.of(), store.read(tx -> ids())));
    }
    CompletableFuture.allOf(nested).join();
  }

  @Test
  void valuesThatDoNotFitTheStatementAreRefused() {
    store.write(tx -> tx.update("INSERT INTO items VALUES (?, ?)", "a", null));
    assertThrows(
        IllegalArgumentException.class,
        () -> store.write(tx -> tx.update("INSERT INTO items VALUES (?, ?)", "b")));
    assertEquals(List.of("a"), ids());
  }

  @Test
  void heldWritesAreRefusedUntilReleased() {
    EngineException because =
        EngineException.of(EngineException.Kind.REFUSED, "CHAIN_BROKEN", "Look at it first.");
    store.holdWrites(because);
    assertSame(because, refused(() -> store.write(insert("a"))));
    assertSame(because, store.refusal().orElseThrow());
    assertEquals(List.of(), ids());
    store.releaseWrites();
    store.write(insert("a"));
    assertEquals(List.of("a"), ids());
  }

  @Test
  void whatWaitsAtClosingIsWritten() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    holdWriter(release);
    List<CompletableFuture<Integer>> waiting = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      waiting.add(store.submit(insert("id" + i)));
    }
    Thread closer = Thread.ofPlatform().start(store::close);
    release.countDown();
    closer.join();
    for (CompletableFuture<Integer> future : waiting) {
      assertEquals(1, future.join());
    }
    assertEquals("STORE_UNAVAILABLE", refused(() -> store.write(insert("late"))).code());
    assertEquals("STORE_UNAVAILABLE", refused(this::ids).code());
    store.close();
    try (Store again = Store.open(database, clock, SCHEMA)) {
      long count = again.read(tx -> tx.number("SELECT count(*) FROM items"));
      assertEquals(1500, count);
    }
  }

  @Test
  void everyUnitSubmittedWhileClosingEndsOneWayOrTheOther() throws Exception {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    Thread submitter =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; i < 20_000; i++) {
                    all.add(store.submit(insert("id" + i)));
                    started.countDown();
                  }
                });
    started.await();
    store.close();
    submitter.join();
    int stored = 0;
    for (CompletableFuture<Integer> future : all) {
      assertTrue(future.isDone());
      stored += future.isCompletedExceptionally() ? 0 : 1;
    }
    try (Store again = Store.open(database, clock, SCHEMA)) {
      long count = again.read(tx -> tx.number("SELECT count(*) FROM items"));
      assertEquals(stored, count);
    }
  }

  @Test
  void anInterruptedCallerStillLearnsTheResult() throws Exception {
    AtomicReference<Object> seen = new AtomicReference<>();
    CountDownLatch release = new CountDownLatch(1);
    holdWriter(release);
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  int changed = store.write(insert("a"));
                  seen.set(changed + " " + Thread.currentThread().isInterrupted());
                });
    release.countDown();
    caller.join();
    assertEquals("1 true", seen.get());
  }

  @Test
  void aCloserThatIsInterruptedStillWaitsForTheWriter() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Integer> holding = holdWriter(release);
    Thread closer = Thread.ofPlatform().start(store::close);
    closer.interrupt();
    assertFalse(closer.join(java.time.Duration.ofMillis(50)));
    release.countDown();
    closer.join();
    assertEquals(0, holding.join());
    assertTrue(holding.isDone() && !holding.isCompletedExceptionally());
  }

  @Test
  void theWriterCannotCloseItself() {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    store.write(
        tx -> {
          tx.afterCommit(
              () -> seen.set(assertThrows(IllegalStateException.class, () -> store.close())));
          return 0;
        });
    assertTrue(seen.get() instanceof IllegalStateException);
    assertEquals(1, store.write(insert("a")).intValue());
  }

  @Test
  @DisplayName("ST-32 a full disk fails the unit, tells the listener and stores nothing")
  void st32_fullDisk() {
    List<String> alarms = new ArrayList<>();
    store.onFailure(failure -> alarms.add(failure.code()));
    store.write(insert("before"));
    limitPages(8);
    EngineException failed =
        refused(
            () ->
                store.write(
                    tx -> {
                      tx.update("INSERT INTO items (id) VALUES ('half')");
                      return tx.update("INSERT INTO items VALUES ('big', zeroblob(1000000))");
                    }));
    assertEquals("STORE_FAILED", failed.code());
    assertEquals(EngineException.Kind.UNAVAILABLE, failed.kind());
    assertEquals(List.of("STORE_FAILED"), alarms);
    assertEquals(List.of("before"), ids());
    limitPages(1_000_000);
    store.write(insert("after"));
    assertEquals(List.of("after", "before"), ids());
  }

  @Test
  void anOuterUnitThatGoesOnAfterTheDiskWasFullStoresNothing() {
    limitPages(8);
    EngineException failed =
        refused(
            () ->
                store.write(
                    tx -> {
                      refused(
                          () ->
                              store.write(
                                  inner ->
                                      inner.update(
                                          "INSERT INTO items VALUES ('big', zeroblob(1000000))")));
                      return tx.update("INSERT INTO items (id) VALUES ('small')");
                    }));
    assertEquals("STORE_FAILED", failed.code());
    limitPages(1_000_000);
    assertEquals(List.of(), ids());
    store.write(insert("after"));
    assertEquals(List.of("after"), ids());
  }

  @Test
  void aStatementThatFailedOnceWorksAgain() {
    String big = "INSERT INTO items VALUES (?, zeroblob(1000000))";
    limitPages(8);
    refused(() -> store.write(tx -> tx.update(big, "big")));
    refused(
        () ->
            store.write(
                tx -> {
                  java.sql.PreparedStatement byHand = tx.statement(big);
                  byHand.setString(1, "by hand");
                  return byHand.executeUpdate();
                }));
    limitPages(1_000_000);
    store.write(tx -> tx.update(big, "big"));
    assertEquals(List.of("big"), ids());
  }

  private void limitPages(int pages) {
    store.write(tx -> tx.number("PRAGMA max_page_count = " + pages));
  }

  @Test
  void anotherProcessThatHoldsTheWriteLockMakesItBusy() throws Exception {
    Process other = Child.start(HoldMain.class, database.toString());
    assertEquals('h', other.getInputStream().read());
    EngineException busy = refused(() -> store.write(insert("a")));
    assertEquals("STORE_BUSY", busy.code());
    assertEquals(EngineException.Kind.BUSY, busy.kind());
    other.destroyForcibly().waitFor();
    store.write(insert("a"));
    assertEquals(List.of("a"), ids());
  }

  @Test
  @DisplayName("ST-33 a read does not wait for an open write and sees one state")
  void st33_readingWhileWriting() throws Exception {
    store.write(insert("committed"));
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch inserted = new CountDownLatch(1);
    CompletableFuture<Integer> writing =
        store.submit(
            tx -> {
              tx.update("INSERT INTO items (id) VALUES ('open')");
              inserted.countDown();
              awaitQuietly(release);
              return 0;
            });
    inserted.await();
    assertEquals(
        List.of("committed"), CompletableFuture.supplyAsync(this::ids).get(5, TimeUnit.SECONDS));
    List<List<String>> twice =
        store.read(
            tx -> {
              List<String> first = tx.query("SELECT id FROM items", row -> row.getString(1));
              release.countDown();
              writing.join();
              return List.of(first, tx.query("SELECT id FROM items", row -> row.getString(1)));
            });
    assertEquals(List.of(List.of("committed"), List.of("committed")), twice);
    assertEquals(List.of("committed", "open"), ids());
  }

  @Test
  @DisplayName("ST-35 a file of random bytes is refused, left untouched, and the copy is named")
  void st35_randomBytes() throws Exception {
    store.close();
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    Files.write(database, noise);
    Files.createFile(folder.resolve("reeve.db.bak-9-20250101T000000000Z"));
    Files.createFile(folder.resolve("reeve.db.bak-2-20260101T000000000Z"));
    Files.createFile(folder.resolve("reeve.db.bak-3-20270101T000000000Z.part"));
    EngineException refused = refused(() -> Store.open(database, clock, SCHEMA).close());
    assertEquals("STORE_CORRUPT", refused.code());
    assertTrue(refused.remedy().contains("reeve.db.bak-2-20260101T000000000Z"), refused.remedy());
    assertArrayEquals(noise, Files.readAllBytes(database));
  }

  @Test
  @DisplayName("ST-35 random bytes beside a log of good pages are refused as well")
  void st35_randomBytesBesideALog() throws Exception {
    Process crashed = Child.start(CrashMain.class, folder.resolve("crashed.db").toString());
    assertEquals(1, crashed.waitFor());
    Path log = folder.resolve("crashed.db-wal");
    assertTrue(Files.size(log) > 0);
    byte[] noise = new byte[20_000];
    new Random(2).nextBytes(noise);
    Path file = folder.resolve("crashed.db");
    Files.write(file, noise);
    assertEquals("STORE_CORRUPT", refused(() -> Store.open(file, clock, SCHEMA).close()).code());
    assertArrayEquals(noise, Files.readAllBytes(file));
  }

  @Test
  @DisplayName("ST-35 a damaged page is found on opening; the file is left untouched")
  void st35_damagedPage() throws Exception {
    for (int i = 0; i < 200; i++) {
      String id = "id" + i;
      store.write(tx -> tx.update("INSERT INTO items VALUES (?, randomblob(500))", id));
    }
    store.close();
    byte[] bytes = Files.readAllBytes(database);
    java.util.Arrays.fill(bytes, 3 * 4096, 5 * 4096, (byte) 0x5a);
    Files.write(database, bytes);
    assertEquals(
        "STORE_CORRUPT", refused(() -> Store.open(database, clock, SCHEMA).close()).code());
    assertArrayEquals(bytes, Files.readAllBytes(database));
  }

  @Test
  @DisplayName("ST-36 the log of a crashed process is recovered: committed rows only")
  void st36_logOfACrashedProcess() throws Exception {
    Path file = folder.resolve("crashed.db");
    Process crashed = Child.start(CrashMain.class, file.toString());
    assertEquals(1, crashed.waitFor());
    assertTrue(Files.size(folder.resolve("crashed.db-wal")) > 0);
    try (Store recovered = Store.open(file, clock, SCHEMA)) {
      assertEquals(
          List.of("committed"),
          recovered.read(tx -> tx.query("SELECT id FROM items", row -> row.getString(1))));
    }
  }

  @Test
  void closingBringsTheLogBack() throws Exception {
    store.write(insert("a"));
    Path log = folder.resolve("reeve.db-wal");
    assertNotEquals(0, Files.size(log));
    store.close();
    assertTrue(Files.notExists(log) || Files.size(log) == 0);
  }

  @Test
  void theLogIsBroughtBackWhenItPasses16MiB() throws Exception {
    for (int i = 0; i < 30; i++) {
      String id = "id" + i;
      store.write(tx -> tx.update("INSERT INTO items VALUES (?, randomblob(2000000))", id));
    }
    assertTrue(Files.size(folder.resolve("reeve.db-wal")) < 40L << 20);
    assertTrue(Files.size(database) > 20L << 20);
  }

  /** Another process in the middle of a write. */
  public static final class HoldMain {
    public static void main(String[] args) throws Exception {
      Tx tx = Connections.writer(Path.of(args[0]));
      tx.execute("BEGIN IMMEDIATE");
      System.out.print('h');
      System.out.flush();
      new CountDownLatch(1).await();
    }
  }

  /** A process that dies with one unit committed and another open. */
  public static final class CrashMain {
    public static void main(String[] args) {
      Store store = Store.open(Path.of(args[0]), EngineClock.system(), SCHEMA);
      store.write(insert("committed"));
      store.write(
          tx -> {
            tx.update("INSERT INTO items (id) VALUES ('open')");
            Runtime.getRuntime().halt(1);
            return 0;
          });
    }
  }
}
