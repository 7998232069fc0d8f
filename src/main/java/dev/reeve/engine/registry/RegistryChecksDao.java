package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps how comparisons and validations ended. Blocks; safe on any thread. Source: {@code
 * docs/reference/rollout.md}.
 */
public final class RegistryChecksDao {
  /** A year of hourly comparisons and validations. */
  private static final int KEPT = 20_000;

  private final Store store;

  public RegistryChecksDao(Store store) {
    this.store = store;
  }

  void save(RegistryCheck check) {
    store.write(
        tx -> {
          tx.update(
              "INSERT INTO registry_checks (at, kind, live, scope, outcome, found, unexplained,"
                  + " counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              Utc.format(check.at()),
              code(check.kind()),
              check.live() ? 1 : 0,
              check.scope(),
              check.outcome(),
              check.found(),
              check.unexplained(),
              Json.line(check.counts()));
          return tx.update(
              "DELETE FROM registry_checks WHERE id <= (SELECT max(id) FROM registry_checks) - ?",
              KEPT);
        });
  }

  /** The newest of a kind first. */
  public List<RegistryCheck> newest(RegistryCheck.Kind kind, int most) {
    return store.read(
        tx ->
            tx.query(
                "SELECT at, live, scope, outcome, found, unexplained, counts FROM registry_checks"
                    + " WHERE kind = ? ORDER BY id DESC LIMIT ?",
                row ->
                    new RegistryCheck(
                        Utc.parse(row.getString(1)),
                        kind,
                        row.getInt(2) == 1,
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getLong(6),
                        counts(row.getString(7))),
                code(kind),
                most));
  }

  private static String code(RegistryCheck.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Long> counts(String json) {
    try {
      return Json.mapper().readValue(json, new TypeReference<TreeMap<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored count is JSON", e);
    }
  }
}
