package dev.reeve.engine.store;

import java.sql.SQLException;

/**
 * One unit of work: all of it is committed, or none. It runs on a store thread and must not wait
 * for anything else.
 *
 * @param <T> what it gives back; may be null where T says so
 */
@FunctionalInterface
public interface Unit<T extends @org.jspecify.annotations.Nullable Object> {
  T run(Tx tx) throws SQLException;
}
