package dev.reeve.engine.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.inbox.Entry.Rest;
import dev.reeve.engine.inbox.Entry.Seen;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.store.Tx;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The inbox in the database. Every method works inside the unit it is given. */
final class InboxDao {
  private static final String LAST_WORD = "inbox.last_word";

  private InboxDao() {}

  static Map<String, Entry> all(Tx tx) throws SQLException {
    Map<String, Entry> out = new TreeMap<>();
    for (Entry entry : tx.query("SELECT * FROM inbox_items", InboxDao::read)) {
      out.put(entry.concern().id(), entry);
    }
    return out;
  }

  /** Brings the table from one state to the next. */
  static void save(Tx tx, Map<String, Entry> was, Map<String, Entry> is) throws SQLException {
    for (String id : was.keySet()) {
      if (!is.containsKey(id)) {
        tx.update("DELETE FROM inbox_items WHERE item_id = ?", id);
      }
    }
    for (Entry entry : is.values()) {
      if (!entry.equals(was.get(entry.concern().id()))) {
        save(tx, entry);
      }
    }
  }

  private static void save(Tx tx, Entry entry) throws SQLException {
    Seen seen = entry.acknowledged();
    Rest rest = entry.snoozed();
    tx.update(
        "INSERT OR REPLACE INTO inbox_items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.concern().id(),
        Json.line(json(entry.concern())),
        Utc.format(entry.shownAt()),
        text(entry.healedAt()),
        seen == null ? null : Utc.format(seen.at()),
        seen == null ? null : seen.by(),
        seen == null ? null : seen.weight(),
        rest == null ? null : Utc.format(rest.at()),
        rest == null ? null : rest.by(),
        rest == null ? null : text(rest.until()),
        rest == null ? null : rest.weight());
  }

  private static Entry read(ResultSet row) throws SQLException {
    Instant seenAt = time(row.getString("acknowledged_at"));
    Instant restsAt = time(row.getString("snoozed_at"));
    return new Entry(
        concern(row.getString("concern")),
        Utc.parse(row.getString("shown_at")),
        time(row.getString("healed_at")),
        seenAt == null
            ? null
            : new Seen(
                seenAt, row.getString("acknowledged_by"), row.getLong("acknowledged_weight")),
        restsAt == null
            ? null
            : new Rest(
                restsAt,
                row.getString("snoozed_by"),
                time(row.getString("snoozed_until")),
                row.getLong("snoozed_weight")));
  }

  private static ObjectNode json(Concern concern) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", concern.id());
    json.put("kind", concern.kind().name());
    json.put("what", concern.what());
    json.put("why", concern.why());
    json.put("weight", concern.weight());
    json.put("since", text(concern.since()));
    json.put("deadline", text(concern.deadline()));
    json.put("owner", concern.owner());
    json.put("pane", concern.place().pane().name());
    json.set("items", Json.mapper().valueToTree(concern.place().items()));
    json.set("details", Json.mapper().valueToTree(concern.details()));
    return json;
  }

  private static Concern concern(String text) {
    try {
      JsonNode json = Json.parse(text);
      return new Concern(
          json.path("id").asText(),
          InboxKind.valueOf(json.path("kind").asText()),
          json.path("what").asText(),
          json.path("why").asText(),
          json.path("weight").asLong(),
          time(json.path("since").textValue()),
          time(json.path("deadline").textValue()),
          json.path("owner").textValue(),
          new InboxPlace(Pane.valueOf(json.path("pane").asText()), texts(json.path("items"))),
          texts(json.path("details")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Only this class writes it", e);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> out = new ArrayList<>();
    array.forEach(each -> out.add(each.asText()));
    return List.copyOf(out);
  }

  /** The newest word of a person about the inbox. */
  static Optional<InboxList.Decision> lastWord(Tx tx) throws SQLException {
    return tx.first(
        "SELECT substr(value, 1, instr(value, ' ') - 1), substr(value, instr(value, ' ') + 1) FROM"
            + " engine_meta WHERE key = ?",
        row -> new InboxList.Decision(Utc.parse(row.getString(1)), row.getString(2)),
        LAST_WORD);
  }

  static void lastWord(Tx tx, Instant at, String by) throws SQLException {
    tx.update(
        "INSERT INTO engine_meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value ="
            + " excluded.value",
        LAST_WORD,
        Utc.format(at) + " " + by);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : Utc.format(time);
  }

  private static @Nullable Instant time(@Nullable String text) {
    return text == null ? null : Utc.parse(text);
  }
}
