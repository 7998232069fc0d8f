package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the registry keeps in the database: last known hash, counters, results, volatile columns.
 */
final class RegistryDao {
  /** Longest way from a patch's base to the present state that is followed. */
  private static final int MOST_STEPS = 1000;

  private static final int KEPT_PATCHES = 10_000;

  private final Store store;

  RegistryDao(Store store) {
    this.store = store;
  }

  /** How comparisons and validations ended. */
  RegistryChecksDao checks() {
    return new RegistryChecksDao(store);
  }

  /** Names of single values. */
  enum State {
    FILE_HASH,
    PENDING_HASH,
    VCS_HEAD,
    LAST_WRITE,
    LAST_VALIDATION,
    VALIDATION_ERRORS,
    VALIDATION_WARNINGS,
    ALARM
  }

  /** A patch whose result is remembered. */
  record Remembered(
      Patch patch,
      String digest,
      @Nullable String newHash,
      List<String> records,
      WriteResult result,
      Map<String, Map<String, JsonNode>> volatiles,
      Instant at) {}

  @Nullable String state(State name) {
    return store.read(
        tx ->
            tx.first(
                    "SELECT value FROM registry_state WHERE name = ?",
                    row -> row.getString(1),
                    name.name())
                .orElse(null));
  }

  /** Several reads as one: of one moment, and with one way to the reader's thread. */
  <T> T together(Supplier<T> reads) {
    return store.read(tx -> reads.get());
  }

  void state(Map<State, String> values) {
    store.write(
        tx -> {
          for (Map.Entry<State, String> value : values.entrySet()) {
            put(tx, value.getKey(), value.getValue());
          }
          return values.size();
        });
  }

  /** Forgets a value; nothing is written where there is none. */
  void forget(State name) {
    if (state(name) != null) {
      store.write(tx -> tx.update("DELETE FROM registry_state WHERE name = ?", name.name()));
    }
  }

  private static void put(Tx tx, State name, String value) throws SQLException {
    tx.update("INSERT OR REPLACE INTO registry_state VALUES (?, ?)", name.name(), value);
  }

  RegistryCounters counters() {
    Map<String, Long> values = new HashMap<>();
    store.read(
        tx ->
            tx.query(
                "SELECT name, value FROM registry_counters",
                row -> values.put(row.getString(1), row.getLong(2))));
    return new RegistryCounters(
        values.getOrDefault(WriteOutcome.WRITES_SUCCEEDED.code(), 0L),
        values.getOrDefault(WriteOutcome.NOOPS.code(), 0L),
        values.getOrDefault(WriteOutcome.WRITES_FAILED.code(), 0L),
        values.getOrDefault(WriteOutcome.CAS_CONFLICTS.code(), 0L),
        values.getOrDefault(WriteOutcome.VALIDATION_FAILURES.code(), 0L),
        values.getOrDefault("rollbacks", 0L));
  }

  void rolledBack() {
    store.write(tx -> raise(tx, "rollbacks"));
  }

  private static int raise(Tx tx, String name) throws SQLException {
    return tx.update(
        "INSERT INTO registry_counters VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value"
            + " + 1",
        name);
  }

  /** The first result of a patch id, with the digest of the patch that got it. */
  Optional<Map.Entry<String, WriteResult>> result(String patchId) {
    return store.read(
        tx ->
            tx.first(
                "SELECT digest, result FROM registry_patches WHERE patch_id = ?",
                row -> Map.entry(row.getString(1), read(row.getString(2), WriteResult.class)),
                patchId));
  }

  /**
   * Stores how patches ended, in one transaction.
   *
   * @param outcomes one for each patch
   * @param remembered those whose result a repetition must get again
   * @param state single values that change with them
   * @param afterCommit called when it is durable
   */
  void ended(
      List<WriteOutcome> outcomes,
      List<Remembered> remembered,
      Map<State, String> state,
      Runnable afterCommit) {
    store.write(
        tx -> {
          for (WriteOutcome outcome : outcomes) {
            raise(tx, outcome.code());
          }
          for (Remembered patch : remembered) {
            remember(tx, patch);
          }
          for (Map.Entry<State, String> value : state.entrySet()) {
            put(tx, value.getKey(), value.getValue());
          }
          tx.afterCommit(afterCommit);
          return outcomes.size();
        });
  }

  private static void remember(Tx tx, Remembered patch) throws SQLException {
    tx.update(
        "INSERT OR REPLACE INTO registry_patches VALUES (?, ?, ?, ?, ?, ?, ?)",
        patch.patch().patchId(),
        patch.digest(),
        patch.patch().registryHash(),
        patch.newHash(),
        Json.line(patch.records()),
        Json.line(patch.result()),
        Utc.format(patch.at()));
    for (Map.Entry<String, Map<String, JsonNode>> record : patch.volatiles().entrySet()) {
      for (Map.Entry<String, JsonNode> column : record.getValue().entrySet()) {
        tx.update(
            "INSERT OR REPLACE INTO registry_volatile VALUES (?, ?, ?)",
            record.getKey(),
            column.getKey(),
            RegistryJson.line(column.getValue()));
      }
    }
  }

  /** Forgets the oldest results beyond those kept. */
  int pruneResults() {
    return store.write(
        tx ->
            tx.update(
                "DELETE FROM registry_patches WHERE written_at < (SELECT written_at FROM"
                    + " registry_patches ORDER BY written_at DESC LIMIT 1 OFFSET ?)",
                KEPT_PATCHES));
  }

  /** Records changed on the way from one state to another; null when the way is not known. */
  @Nullable List<String> changedBetween(String base, String now) {
    Set<String> records = new HashSet<>();
    return store.read(
        tx -> {
          String at = base;
          for (int step = 0; step < MOST_STEPS && !at.equals(now); step++) {
            Optional<String> next =
                tx.first(
                    "SELECT new_hash FROM registry_patches WHERE base_hash = ? AND new_hash IS NOT"
                        + " NULL ORDER BY written_at DESC LIMIT 1",
                    row -> row.getString(1),
                    at);
            if (next.isEmpty()) {
              return null;
            }
            tx.query(
                "SELECT records FROM registry_patches WHERE base_hash = ? AND new_hash = ?",
                row -> records.addAll(texts(row.getString(1))),
                at,
                next.get());
            at = next.get();
          }
          return at.equals(now) ? records.stream().sorted().toList() : null;
        });
  }

  /** The newest patches that changed a record, or any record, as far as they are remembered. */
  List<RecordWrite> writes(@Nullable String recordId, int most) {
    return store.read(
        tx ->
            tx.query(
                "SELECT written_at, patch_id, base_hash, new_hash, result FROM registry_patches"
                    + " WHERE new_hash IS NOT NULL AND new_hash <> base_hash AND (?1 IS NULL OR"
                    + " EXISTS (SELECT 1 FROM json_each(records) WHERE value = ?1))"
                    + " ORDER BY written_at DESC, rowid DESC LIMIT ?2",
                row -> {
                  WriteResult result = read(row.getString(5), WriteResult.class);
                  return new RecordWrite(
                      Utc.parse(row.getString(1)),
                      row.getString(2),
                      row.getString(3),
                      row.getString(4),
                      null,
                      null,
                      result.backupPath(),
                      result.executionId());
                },
                recordId,
                most));
  }

  /** The volatile columns of one record. */
  Map<String, JsonNode> volatiles(String recordId) {
    Map<String, JsonNode> out = new HashMap<>();
    store.read(
        tx ->
            tx.query(
                "SELECT name, value FROM registry_volatile WHERE record_id = ?",
                row -> out.put(row.getString(1), tree(row.getString(2))),
                recordId));
    return out;
  }

  /** The volatile columns of every record. */
  void eachVolatile(Consumer<Map.Entry<String, Map.Entry<String, JsonNode>>> consumer) {
    store.read(
        tx ->
            tx.query(
                "SELECT record_id, name, value FROM registry_volatile",
                row -> {
                  consumer.accept(
                      Map.entry(
                          row.getString(1), Map.entry(row.getString(2), tree(row.getString(3)))));
                  return 0;
                }));
  }

  /** How many records a backup holds, when that was ever counted. */
  Map<String, Long> backupRecords() {
    Map<String, Long> out = new HashMap<>();
    store.read(
        tx ->
            tx.query(
                "SELECT name, records FROM registry_backups",
                row -> out.put(row.getString(1), row.getLong(2))));
    return out;
  }

  void backup(String name, long bytes, long records) {
    store.write(
        tx ->
            tx.update(
                "INSERT OR REPLACE INTO registry_backups VALUES (?, ?, ?)", name, bytes, records));
  }

  void backupGone(List<String> names) {
    store.write(
        tx -> {
          for (String name : names) {
            tx.update("DELETE FROM registry_backups WHERE name = ?", name);
          }
          return names.size();
        });
  }

  private static JsonNode tree(String text) {
    try {
      return RegistryJson.parse(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored value is JSON", e);
    }
  }

  private static List<String> texts(String json) {
    try {
      return Json.mapper().readValue(json, new TypeReference<ArrayList<String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored list is JSON", e);
    }
  }

  private static <T> T read(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored result is JSON", e);
    }
  }
}
