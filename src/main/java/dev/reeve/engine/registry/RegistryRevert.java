package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes one earlier write back, record by record, as a new patch: later writes to other records
 * stay. A record that the write had added becomes a tombstone, because an id once issued stays on
 * record. Counters never go back. Calls block. Source: {@code docs/reference/registry.md}.
 */
public final class RegistryRevert {
  /** Set by the writer at every write, so they say nothing about what a write was for. */
  private static final Set<String> BOOKKEEPING = Set.of("updated_utc", "updated_by");

  private final RegistryParts parts;
  private final RegistryWriter writer;

  RegistryRevert(RegistryParts parts, RegistryWriter writer) {
    this.parts = parts;
    this.writer = writer;
  }

  /**
   * Why the write cannot be taken back now, for people; null when it can. It asks what {@link
   * #revert} asks: reads both states, and has the patch checked by the registry's contracts.
   *
   * @param before hash of the file before the write, null when there was none
   * @param after hash of the file after it
   */
  public @Nullable String whyNot(@Nullable String before, String after) {
    String gone = notKept(before, after);
    if (gone != null) {
      return gone;
    }
    try {
      Preview preview = preview(before, after);
      if (preview.steps().stream().allMatch(step -> Objects.equals(step.from(), step.to()))) {
        return "nothing of it is left to take back.";
      }
      String refused = preview.refused();
      return refused == null ? null : "the registry would refuse it: " + refused;
    } catch (EngineException e) {
      return e.getMessage();
    }
  }

  /**
   * Why there is nothing to compare and nothing to try, for people; null when both states are kept.
   *
   * @param before as in {@link #whyNot}
   */
  public @Nullable String notKept(@Nullable String before, String after) {
    return (before == null || isKept(before)) && isKept(after)
        ? null
        : "the registry's states before and after it are no longer both kept.";
  }

  private boolean isKept(String hash) {
    return parts.file().glance().hash().equals(hash) || parts.backups().holds(hash);
  }

  /**
   * Does it.
   *
   * @param reason for people, goes into the trail
   * @param behalf who asked for it, and for which execution
   * @throws EngineException {@code NOT_REVERTIBLE} when a state is no longer kept; {@code
   *     REVERT_STALE} when a record was changed since; {@code REGISTRY_UNREADABLE}: nothing was
   *     changed
   */
  public WriteResult revert(@Nullable String before, String after, String reason, Behalf behalf) {
    RegistryDocument done = state(after);
    if (before == null) {
      List<String> all = done.heads().map(RecordHead::key).toList();
      RegistryDifference added = new RegistryDifference(all, List.of(), Map.of(), false);
      return revert(done, done, added, reason, behalf);
    }
    RegistryDocument old = state(before);
    if (!old.version().equals(done.version())) {
      return downgrade(old, done, reason, behalf);
    }
    return revert(old, done, RegistryDifference.between(old, done), reason, behalf);
  }

  private WriteResult revert(
      RegistryDocument old,
      RegistryDocument done,
      RegistryDifference difference,
      String reason,
      Behalf behalf) {
    return writer.write(
        now ->
            Patch.complex(now, source(difference), operations(now, old, done, difference))
                .because(reason),
        behalf);
  }

  private static List<Operation> operations(
      RegistryDocument now,
      RegistryDocument old,
      RegistryDocument done,
      RegistryDifference difference) {
    List<Operation> operations = new ArrayList<>();
    difference.added().forEach(key -> operations.add(retire(now, done, key)));
    for (Map.Entry<String, List<String>> changed : difference.changed().entrySet()) {
      String key = changed.getKey();
      List<String> columns =
          changed.getValue().stream().filter(c -> !BOOKKEEPING.contains(c)).toList();
      requireUntouched(record(now, key), record(done, key), columns, key);
      columns.forEach(column -> operations.add(back(record(old, key), key, column)));
    }
    return operations;
  }

  /**
   * One value that a write changed, or that taking it back would change.
   *
   * @param record its key, or {@code meta}
   * @param path of the record's file, null where it has none
   * @param from as JSON text, null where there is none
   * @param to likewise
   */
  public record Step(
      String record,
      @Nullable String path,
      String column,
      @Nullable String from,
      @Nullable String to) {}

  /**
   * What taking a write back would come to.
   *
   * @param steps what it would change
   * @param refused why the registry's rules would refuse that, for people; null when they would not
   */
  public record Preview(List<Step> steps, @Nullable String refused) {}

  /**
   * What {@link #revert} would do now; nothing is written.
   *
   * @throws EngineException as {@link #revert}
   */
  public Preview preview(@Nullable String before, String after) {
    RegistryDocument now = parts.file().glance();
    RegistryDocument done = state(after);
    RegistryDocument old = before == null ? done : state(before);
    if (!old.version().equals(done.version())) {
      Step version = new Step("meta", null, "version", now.version(), old.version());
      return new Preview(List.of(version), null);
    }
    RegistryDifference difference =
        before == null
            ? new RegistryDifference(
                done.heads().map(RecordHead::key).toList(), List.of(), Map.of(), false)
            : RegistryDifference.between(old, done);
    List<Operation> operations = operations(now, old, done, difference);
    List<Step> steps = operations.stream().map(step -> step(now, step)).toList();
    WriteResult checked = writer.check(Patch.complex(now, source(difference), operations));
    boolean refused = !checked.success() && !checked.stale(); // written meanwhile: asked anew then
    return new Preview(steps, refused ? checked.message() : null);
  }

  private static Step step(RegistryDocument now, Operation operation) {
    String path = operation.path().substring("records/".length());
    int column = path.lastIndexOf('/');
    String key = path.substring(0, column);
    String name = path.substring(column + 1);
    JsonNode value = operation.value();
    return new Step(
        key,
        now.byKey(key).map(RecordHead::path).orElse(null),
        name,
        text(record(now, key).get(name)),
        value == null || value.isNull() ? null : value.toString());
  }

  /**
   * What a write changed, value by value; empty when a state is no longer kept.
   *
   * @param mostRecords of more records than this only the first are told
   * @throws EngineException {@code REGISTRY_UNREADABLE}
   */
  public List<Step> written(@Nullable String before, String after, int mostRecords) {
    if (before == null || !isKept(before) || !isKept(after)) {
      return List.of();
    }
    return WrittenValues.of(state(before), state(after), mostRecords);
  }

  static @Nullable String text(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value.toString();
  }

  /**
   * Takes an upgrade of the file back. It changes nothing but the version, and records that were
   * filled with newer columns since keep it from being taken back.
   */
  private WriteResult downgrade(
      RegistryDocument old, RegistryDocument done, String reason, Behalf behalf) {
    List<Column> newer = parts.policies().columns().newerThan(old.version()).toList();
    return writer.write(
        now -> {
          if (!now.version().equals(done.version())) {
            throw stale("The upgrade was not taken back: the version was changed again since.");
          }
          now.heads().forEach(head -> requireWithout(now.record(head), head.key(), newer));
          return Patch.simple(
                  now,
                  PatchSource.MIGRATOR,
                  null,
                  Map.of("meta/version", TextNode.valueOf(old.version())))
              .because(reason);
        },
        behalf);
  }

  private static void requireWithout(ObjectNode record, String key, List<Column> newer) {
    for (Column column : newer) {
      if (record.hasNonNull(column.name())) {
        throw stale(
            "The upgrade was not taken back: "
                + column.name()
                + " of "
                + key
                + " was written since, and the older version has no such column.");
      }
    }
  }

  private static EngineException stale(String message) {
    return EngineException.of(Kind.CONFLICT, "REVERT_STALE", message)
        .with("Nothing was changed.", "Restore a backup instead.");
  }

  /** A write of a person's columns is taken back as a person's, everything else as the writer's. */
  private PatchSource source(RegistryDifference difference) {
    ColumnTable table = parts.policies().columns();
    boolean users =
        difference.changed().values().stream()
            .flatMap(List::stream)
            .anyMatch(
                name ->
                    table.all().stream()
                        .anyMatch(
                            column ->
                                column.name().equals(name)
                                    && column.owner() == Column.Owner.USER_ONLY));
    return users ? PatchSource.MANUAL : PatchSource.WRITER;
  }

  private static Operation retire(RegistryDocument now, RegistryDocument done, String key) {
    requireUntouched(record(now, key), record(done, key), List.of("status", "relative_path"), key);
    return Operation.update("records/" + key + "/status", TextNode.valueOf("deleted"));
  }

  private static Operation back(ObjectNode old, String key, String column) {
    String path = "records/" + key + "/" + column;
    JsonNode value = old.get(column);
    return value == null || value.isNull() ? Operation.delete(path) : Operation.upsert(path, value);
  }

  private static void requireUntouched(
      ObjectNode now, ObjectNode done, List<String> columns, String key) {
    for (String column : columns) {
      if (!RegistryJson.same(value(now, column), value(done, column))) {
        throw EngineException.of(
                Kind.CONFLICT,
                "REVERT_STALE",
                "The write was not taken back: " + column + " of " + key + " was changed since.")
            .with("Nothing was changed.", "Revert the later write first, or restore a backup.");
      }
    }
  }

  static JsonNode value(ObjectNode record, String column) {
    JsonNode value = record.get(column);
    return value == null ? NullNode.getInstance() : value;
  }

  private static ObjectNode record(RegistryDocument document, String key) {
    Optional<RecordHead> head = document.byKey(key);
    if (head.isEmpty()) {
      throw EngineException.of(
              Kind.CONFLICT,
              "REVERT_STALE",
              "The write was not taken back: the record " + key + " is no longer there.")
          .with("Nothing was changed.", "Restore a backup instead.");
    }
    return document.record(head.get());
  }

  private RegistryDocument state(String hash) {
    RegistryDocument now = parts.file().glance();
    if (now.hash().equals(hash)) {
      return now;
    }
    byte[] bytes = parts.backups().withHash(hash);
    if (bytes == null) {
      throw EngineException.of(
              Kind.CONFLICT,
              "NOT_REVERTIBLE",
              "The write was not taken back: the registry's state of that time is no longer kept.")
          .with("Nothing was changed.", "Restore a backup instead.");
    }
    return RegistryDocument.parse(bytes, parts.workspace().caseInsensitive());
  }
}
