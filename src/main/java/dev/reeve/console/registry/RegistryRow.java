package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RecordRow;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A record of the registry as a row. */
public final class RegistryRow extends SnapshotRow<RecordRow> {
  /** Problems first, then by path. */
  static final Comparator<RegistryRow> ORDER =
      Comparator.<RegistryRow>comparingInt(row -> row.snapshot().problem() == null ? 1 : 0)
          .thenComparing(row -> Formats.orNone(row.snapshot().path()));

  RegistryRow(String key, RecordRow record) {
    super(key, record);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(RecordRow record) {
    if (record.problem() != null) {
      return Badge.of(0, Texts.get("registry.state.problem"), Icon.OCTAGON, Hue.BAD);
    }
    return switch (record.status()) {
      case "active" -> Badge.of(3, Texts.get("registry.state.registered"), Icon.CHECK, Hue.OK);
      case "quarantined" ->
          Badge.of(1, Texts.get("registry.state.quarantined"), Icon.TRIANGLE, Hue.WAIT);
      case "deleted" ->
          Badge.of(2, Texts.get("registry.state.deleted"), Icon.FILE_GONE, Hue.IDLE)
              .in(Form.OUTLINED);
      case "archived" ->
          Badge.of(5, Texts.get("registry.state.archived"), Icon.ARCHIVE, Hue.IDLE)
              .in(Form.OUTLINED);
      case "deprecated" ->
          Badge.of(4, Texts.get("registry.state.deprecated"), Icon.SKIP, Hue.IDLE)
              .in(Form.OUTLINED);
      default -> Badge.of(6, record.status(), Icon.CIRCLE, Hue.IDLE).in(Form.OUTLINED);
    };
  }

  /** The word of its state in a filter. */
  String stateWord() {
    return snapshot().problem() != null ? "problem" : snapshot().status();
  }

  /** What free text is looked for in: ids and path. */
  String searchText() {
    RecordRow record = snapshot();
    return record.docId() + " " + record.key() + " " + record.path();
  }

  /** The document's id, else the record's. */
  public ObservableValue<String> id() {
    return value(record -> record.docId() == null ? record.key() : record.docId());
  }

  /** Relative path, or source and target of an edge. */
  public ObservableValue<String> path() {
    return value(record -> record.path() == null ? "" : record.path());
  }

  /** Entity, edge or generator. */
  public ObservableValue<String> kind() {
    return value(RecordRow::kind);
  }

  /** Content hash. */
  public ObservableValue<@Nullable String> hash() {
    return value(RecordRow::sha256);
  }

  /** Size in bytes. */
  public ObservableValue<@Nullable Long> size() {
    return value(RecordRow::size);
  }

  /** When it was last written. */
  public ObservableValue<@Nullable Instant> updated() {
    return value(RegistryRow::updatedAt);
  }

  static @Nullable Instant updatedAt(RecordRow record) {
    if (record.updated() == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(record.updated()).toInstant();
    } catch (DateTimeException notATime) {
      return null; // the drawer shows the text as it stands in the file
    }
  }

  /** Who last wrote it. */
  public ObservableValue<String> writer() {
    return value(record -> record.updatedBy() == null ? "" : record.updatedBy());
  }
}
