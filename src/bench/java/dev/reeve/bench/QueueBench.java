package dev.reeve.bench;

import dev.reeve.engine.event.EventBus;
import dev.reeve.engine.queue.Claim;
import dev.reeve.engine.queue.FileEvent;
import dev.reeve.engine.queue.FileEventKind;
import dev.reeve.engine.queue.Outcome;
import dev.reeve.engine.queue.RetryPolicy;
import dev.reeve.engine.queue.WorkQueue;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Utc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How fast the durable queue is, against raw JDBC on the same table: items inserted, claimed and
 * finished, {@code synchronous=FULL}. Prints the median of five rounds as items a second, and the
 * ratios. Arguments: items (20000), threads (4), events a call (100).
 */
public final class QueueBench {
  private static final int ROUNDS = 5;

  private QueueBench() {}

  public static void main(String[] args) throws Exception {
    int items = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    int batch = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    List<Double> ours = new ArrayList<>();
    List<Double> raw = new ArrayList<>();
    for (int round = -1; round < ROUNDS; round++) {
      double own = rate(items, () -> queue(items, threads, batch));
      double jdbc = rate(items, () -> rawBatches(items, 100));
      if (round >= 0) { // the first round warms up
        ours.add(own);
        raw.add(jdbc);
      }
    }
    double single = rate(2_000, () -> rawBatches(2_000, 1)); // each item is three transactions
    double peer = rate(2_000, () -> dbScheduler(2_000, threads));
    System.out.printf("items %d, threads %d, events a call %d%n", items, threads, batch);
    System.out.printf("reeve queue                %,10.0f items/s%n", median(ours));
    System.out.printf("raw JDBC, batches of 100   %,10.0f items/s%n", median(raw));
    System.out.printf("raw JDBC, one row a commit %,10.0f items/s%n", single);
    System.out.printf("db-scheduler on SQLite     %,10.0f items/s%n", peer);
    System.out.printf("ratio to batches of 100    %10.2f%n", median(ours) / median(raw));
    System.out.printf("ratio to one row a commit  %10.1f%n", median(ours) / single);
    System.out.printf("ratio to db-scheduler      %10.1f%n", median(ours) / peer);
  }

  private static double rate(int items, Callable<Long> work) throws Exception {
    return items / (work.call() / 1e9);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted(Comparator.naturalOrder()).toList().get(values.size() / 2);
  }

  private static long queue(int items, int threads, int batch) throws Exception {
    Path folder = Files.createTempDirectory("queue-bench");
    EngineClock clock = EngineClock.system();
    try (Store store = Store.open(folder.resolve("reeve.db"), clock);
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      WorkQueue queue =
          new WorkQueue(
              store, clock, new EventBus(), path -> false, RetryPolicy.standard(new Random(1)));
      AtomicInteger next = new AtomicInteger();
      AtomicInteger finished = new AtomicInteger();
      long start = System.nanoTime();
      run(
          pool,
          threads,
          () -> {
            for (int from = next.getAndAdd(batch); from < items; from = next.getAndAdd(batch)) {
              List<FileEvent> events = new ArrayList<>();
              for (int i = from; i < Math.min(items, from + batch); i++) {
                events.add(FileEvent.of(path(i), FileEventKind.ADDED, clock.now()));
              }
              queue.upsert(events);
            }
          });
      AtomicInteger worker = new AtomicInteger();
      run(
          pool,
          threads,
          () -> {
            String name = "bench-" + worker.incrementAndGet();
            List<Claim> claims = queue.claim(name, batch);
            while (!claims.isEmpty()) {
              queue.finish(claims.stream().map(Outcome::done).toList());
              finished.addAndGet(claims.size());
              claims = queue.claim(name, batch);
            }
          });
      long took = System.nanoTime() - start;
      if (finished.get() != items) {
        throw new IllegalStateException(finished + " of " + items + " were finished");
      }
      return took;
    } finally {
      delete(folder);
    }
  }

  private static long dbScheduler(int items, int threads) throws Exception {
    Path folder = Files.createTempDirectory("queue-bench");
    try {
      return DbSchedulerPeer.run(folder, items, threads);
    } finally {
      delete(folder);
    }
  }

  private static void run(ExecutorService pool, int threads, Runnable work) throws Exception {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(pool.submit(work));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** The same table; insert, claim and finish each as a batch of prepared statements. */
  private static long rawBatches(int items, int batch) throws Exception {
    Path folder = Files.createTempDirectory("queue-bench");
    Path database = folder.resolve("reeve.db");
    Store.open(database, EngineClock.system()).close(); // makes the tables
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
      }
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      inBatches(
          connection,
          items,
          batch,
          "INSERT INTO work_items (path, root_id, event_type, status, priority, first_seen,"
              + " last_seen) VALUES (?, '.', 'added', 'queued', 20, ?, ?) ON CONFLICT (path) DO"
              + " UPDATE SET generation = generation + 1, merged = merged + 1, last_seen ="
              + " excluded.last_seen",
          (statement, i) -> {
            String now = Utc.format(Instant.now());
            statement.setString(1, path(i));
            statement.setString(2, now);
            statement.setString(3, now);
          });
      inBatches(
          connection,
          items,
          batch,
          "UPDATE work_items SET status = 'running', claimed_generation = generation, claims ="
              + " claims + 1, started_at = ?, lease_owner = ?, lease_token = ?, lease_until = ?"
              + " WHERE work_item_id = ? AND status = 'queued'",
          (statement, i) -> {
            String now = Utc.format(Instant.now());
            statement.setString(1, now);
            statement.setString(2, "bench-1");
            statement.setString(3, "token");
            statement.setString(4, now);
            statement.setInt(5, i + 1);
          });
      inBatches(
          connection,
          items,
          batch,
          "UPDATE work_items SET status = 'done', completed_at = ?, lease_owner = NULL, lease_token"
              + " = NULL, lease_until = NULL WHERE work_item_id = ? AND status = 'running'",
          (statement, i) -> {
            statement.setString(1, Utc.format(Instant.now()));
            statement.setInt(2, i + 1);
          });
      return System.nanoTime() - start;
    } finally {
      delete(folder);
    }
  }

  private interface Binding {
    void bind(PreparedStatement statement, int item) throws SQLException;
  }

  private static void inBatches(
      Connection connection, int items, int batch, String sql, Binding binding)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < items; i++) {
        binding.bind(statement, i);
        statement.addBatch();
        if ((i + 1) % batch == 0 || i == items - 1) {
          statement.executeBatch();
          connection.commit();
        }
      }
    }
  }

  private static String path(int i) {
    return "docs/area-" + i % 97 + "/note-" + i + ".md";
  }

  private static void delete(Path folder) throws Exception {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
