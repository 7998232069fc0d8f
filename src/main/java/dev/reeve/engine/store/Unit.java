package dev.reeve.engine.store;

import java.sql.SQLException;

/**
 * One unit of work: all of it is committed, or none. It runs on a store thread and must not wait
 * for anything else. After an {@link SQLException} that is no constraint it must not go on. Source:
 * {@code docs/reference/store.md}.
 *
 * @param <T> what it gives back; may be null where T says so
 */
@FunctionalInterface
public interface Unit<T extends @org.jspecify.annotations.Nullable Object> {
  T run(Tx tx) throws SQLException;
}
