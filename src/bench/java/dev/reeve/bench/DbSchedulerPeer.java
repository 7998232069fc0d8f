package dev.reeve.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** db-scheduler on SQLite doing the same: items scheduled, picked and completed, durable. */
final class DbSchedulerPeer {
  private static final String TABLE =
      "CREATE TABLE scheduled_tasks (task_name TEXT NOT NULL, task_instance TEXT NOT NULL,"
          + " task_data BLOB, execution_time TIMESTAMP NOT NULL, picked BOOLEAN NOT NULL, picked_by"
          + " TEXT, last_success TIMESTAMP, last_failure TIMESTAMP, consecutive_failures INT,"
          + " last_heartbeat TIMESTAMP, version BIGINT NOT NULL, priority SMALLINT, PRIMARY KEY"
          + " (task_name, task_instance))";

  private DbSchedulerPeer() {}

  /** Nanoseconds from the first item scheduled to the last one completed. */
  static long run(Path folder, int items, int threads) throws Exception {
    SQLiteDataSource source = source(folder.resolve("peer.db"));
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      statement.execute("CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)");
    }
    CountDownLatch done = new CountDownLatch(items);
    OneTimeTask<Void> task = Tasks.oneTime("item").execute((instance, context) -> done.countDown());
    Scheduler scheduler =
        Scheduler.create(source, task)
            .threads(threads)
            .pollUsingFetchAndLockOnExecute(1.0, 25.0)
            .pollingInterval(Duration.ofMillis(10))
            .build();
    long start = System.nanoTime();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        running.add(
            pool.submit(
                () -> {
                  for (int i = first; i < items; i += threads) {
                    scheduler.scheduleIfNotExists(task.instance("item-" + i), Instant.now());
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    }
    scheduler.start();
    done.await();
    while (left(source) > 0) {
      Thread.onSpinWait();
    }
    long took = System.nanoTime() - start;
    scheduler.stop();
    return took;
  }

  private static SQLiteDataSource source(Path database) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(30_000);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + database);
    return source;
  }

  private static long left(SQLiteDataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM scheduled_tasks")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
