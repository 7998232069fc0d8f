package dev.reeve.engine.links.triage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tables of decisions and of what was done to them. */
final class DecisionDao {
  private static final String COLUMNS = "SELECT record, standing, applied_execution ";

  private DecisionDao() {}

  /**
   * One reference in one act.
   *
   * @param added the decision that came; null when one was only taken back
   * @param replaced the decision that it took the place of; null for none
   */
  record Item(@Nullable Decision added, @Nullable String replaced) {}

  /** Something done to decisions at once. */
  record Act(long seq, String kind, List<Named> items) {}

  /** An item by the ids of its decisions. */
  record Named(@Nullable String added, @Nullable String replaced) {}

  /** Stores an act: what it replaces is withdrawn, what it adds is in force. */
  static long act(Tx tx, String kind, String author, Instant at, List<Item> items)
      throws SQLException {
    tx.update(
        "INSERT INTO link_acts (kind, author, at) VALUES (?, ?, ?)", kind, author, Utc.format(at));
    long seq = tx.number("SELECT last_insert_rowid()");
    for (Item item : items) {
      if (item.replaced() != null) {
        stand(tx, item.replaced(), Standing.WITHDRAWN, null);
      }
      Decision added = item.added();
      if (added != null) {
        add(tx, added);
      }
      tx.update(
          "INSERT INTO link_act_items (act, added, replaced) VALUES (?, ?, ?)",
          seq,
          added == null ? null : added.id(),
          item.replaced());
    }
    return seq;
  }

  private static void add(Tx tx, Decision decision) throws SQLException {
    tx.update(
        "INSERT INTO link_decisions (id, source_file, kind, raw_target, standing,"
            + " applied_execution, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        decision.id(),
        decision.link().sourceFile(),
        decision.link().kind().code(),
        decision.link().rawTarget(),
        code(decision.standing()),
        decision.appliedExecution(),
        Json.line(DecisionForm.write(decision)));
  }

  /** Says what became of a decision. */
  static void stand(Tx tx, String id, Standing standing, @Nullable String execution)
      throws SQLException {
    tx.update(
        "UPDATE link_decisions SET standing = ?, applied_execution = coalesce(?, applied_execution)"
            + " WHERE id = ?",
        code(standing),
        execution,
        id);
  }

  /** Those that are not withdrawn, in the order in which they were made. */
  static List<Decision> standing(Tx tx) throws SQLException {
    return tx.query(
        COLUMNS + "FROM link_decisions WHERE standing <> 'withdrawn' ORDER BY id",
        DecisionDao::read);
  }

  /** All that ever were, in the order in which they were made. */
  static List<Decision> all(Tx tx) throws SQLException {
    return tx.query(COLUMNS + "FROM link_decisions ORDER BY id", DecisionDao::read);
  }

  /** Notes that an act was taken back by another. */
  static void undone(Tx tx, long act, long by) throws SQLException {
    tx.update("UPDATE link_acts SET undone_by = ? WHERE seq = ?", by, act);
  }

  /** Acts that were not taken back, newest first. */
  static List<Act> acts(Tx tx) throws SQLException {
    Map<Long, Act> out = new LinkedHashMap<>();
    tx.query(
        "SELECT a.seq, a.kind, i.added, i.replaced FROM link_acts a JOIN link_act_items i ON i.act"
            + " = a.seq WHERE a.kind <> 'undo' AND a.undone_by IS NULL ORDER BY a.seq DESC,"
            + " i.rowid",
        row -> {
          Act act = new Act(row.getLong(1), row.getString(2), new ArrayList<>());
          Act known = out.putIfAbsent(act.seq(), act);
          Named item = new Named(row.getString(3), row.getString(4));
          return (known == null ? act : known).items().add(item);
        });
    return List.copyOf(out.values());
  }

  /** What became of each decision, by its id. */
  static Map<String, Standing> standings(Tx tx) throws SQLException {
    Map<String, Standing> out = new HashMap<>();
    tx.query(
        "SELECT id, standing FROM link_decisions",
        row ->
            out.put(row.getString(1), Standing.valueOf(row.getString(2).toUpperCase(Locale.ROOT))));
    return out;
  }

  /**
   * Notes which decisions an execution carries out, before it does.
   *
   * @param token that its intent will hold
   */
  static void beginApply(Tx tx, String token, List<String> decisions, Instant at)
      throws SQLException {
    tx.update(
        "INSERT INTO link_applies (token, decisions, begun_at) VALUES (?, ?, ?)",
        token,
        Json.line(decisions),
        Utc.format(at));
  }

  /** Notes that it is known what became of it. */
  static void endApply(Tx tx, String token) throws SQLException {
    tx.update("DELETE FROM link_applies WHERE token = ?", token);
  }

  /** An execution of which it is not known yet what became of it. */
  record Begun(String token, List<String> decisions, Instant at) {}

  static List<Begun> begun(Tx tx) throws SQLException {
    return tx.query(
        "SELECT token, decisions, begun_at FROM link_applies ORDER BY begun_at",
        row -> new Begun(row.getString(1), texts(row.getString(2)), Utc.parse(row.getString(3))));
  }

  private static List<String> texts(String json) {
    try {
      List<String> out = new ArrayList<>();
      ((ArrayNode) Json.parse(json)).forEach(each -> out.add(each.asText()));
      return out;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Decision read(ResultSet row) throws SQLException {
    try {
      ObjectNode record = (ObjectNode) Json.parse(row.getString(1));
      record.put("standing", row.getString(2));
      record.put("applied_execution", row.getString(3));
      return DecisionForm.read(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String code(Standing standing) {
    return standing.name().toLowerCase(Locale.ROOT);
  }
}
