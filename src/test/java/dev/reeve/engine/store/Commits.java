package dev.reeve.engine.store;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Lets a test act at the moment at which SQLite makes a transaction durable. */
public final class Commits {
  private Commits() {}

  /** Runs this on the writer, inside SQLite, before each commit. */
  public static void before(Store store, Runnable listener) {
    try {
      Connection writer = (Connection) value(value(value(store, "writer"), "tx"), "connection");
      writer
          .unwrap(SQLiteConnection.class)
          .addCommitListener(
              new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                  listener.run();
                }

                @Override
                public void onRollback() {}
              });
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object value(Object of, String name) {
    try {
      Field field = of.getClass().getDeclaredField(name);
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(of));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
