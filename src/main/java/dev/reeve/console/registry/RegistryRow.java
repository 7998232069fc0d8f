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
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A document of the registry as a row. */
public final class RegistryRow extends SnapshotRow<DocumentState> {
  /** What is wrong first, then by path. */
  static final Comparator<RegistryRow> ORDER =
      Comparator.<RegistryRow>comparingInt(row -> trouble(row.snapshot()))
          .thenComparing(row -> Formats.orNone(row.record().path()));

  RegistryRow(String key, DocumentState document) {
    super(key, document);
  }

  private static int trouble(DocumentState document) {
    return Math.min(document.state().ordinal(), DocumentState.State.QUARANTINED.ordinal());
  }

  private RecordRow record() {
    return snapshot().record();
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(DocumentState document) {
    int rank = document.state().ordinal();
    return switch (document.state()) {
      case DUPLICATE ->
          Badge.of(rank, Texts.get("registry.state.duplicate"), Icon.UNEQUAL, Hue.BAD);
      case PROBLEM -> Badge.of(rank, Texts.get("registry.state.problem"), Icon.OCTAGON, Hue.BAD);
      case DRIFT -> Badge.of(rank, Texts.get("registry.state.drift"), Icon.REFRESH, Hue.WAIT);
      case MOVED -> Badge.of(rank, Texts.get("registry.state.moved"), Icon.FILE_MOVED, Hue.WAIT);
      case MISSING -> Badge.of(rank, Texts.get("registry.state.missing"), Icon.FILE_GONE, Hue.WAIT);
      case UNREGISTERED ->
          Badge.of(rank, Texts.get("registry.state.unregistered"), Icon.QUESTION, Hue.IDLE)
              .in(Form.OUTLINED);
      case QUARANTINED ->
          Badge.of(rank, Texts.get("registry.state.quarantined"), Icon.TRIANGLE, Hue.WAIT);
      case DELETED ->
          Badge.of(rank, Texts.get("registry.state.deleted"), Icon.TRASH, Hue.IDLE)
              .in(Form.OUTLINED);
      case REGISTERED -> Badge.of(rank, Texts.get("registry.state.registered"), Icon.CHECK, Hue.OK);
      case ARCHIVED ->
          Badge.of(rank, Texts.get("registry.state.archived"), Icon.ARCHIVE, Hue.IDLE)
              .in(Form.OUTLINED);
      case DEPRECATED ->
          Badge.of(rank, Texts.get("registry.state.deprecated"), Icon.SKIP, Hue.IDLE)
              .in(Form.OUTLINED);
      case OTHER ->
          Badge.of(rank, document.record().status(), Icon.CIRCLE, Hue.IDLE).in(Form.OUTLINED);
    };
  }

  /** The word of its state in a filter. */
  String stateWord() {
    return snapshot().state().word();
  }

  /** Whether the document's id or the record's begins so. */
  static BiPredicate<RegistryRow, Instant> hasId(String begin) {
    String wanted = begin.toLowerCase(Locale.ROOT);
    return (row, now) ->
        Stream.of(Objects.toString(row.record().docId(), ""), row.record().key())
            .anyMatch(id -> id.toLowerCase(Locale.ROOT).startsWith(wanted));
  }

  /** What free text is looked for in: ids and path. */
  String searchText() {
    RecordRow record = record();
    return record.docId() + " " + record.key() + " " + record.path();
  }

  /** The document's id, else the record's; none for a file that has no record yet. */
  public ObservableValue<String> id() {
    return value(
        document -> {
          RecordRow record = document.record();
          if (record.docId() != null) {
            return record.docId();
          }
          return record.kind().equals(DocumentState.UNREGISTERED) ? Formats.NONE : record.key();
        });
  }

  /** Relative path, or source and target of an edge. */
  public ObservableValue<String> path() {
    return value(
        document -> Formats.pointing(Objects.requireNonNullElse(document.record().path(), "")));
  }

  /** Content hash. */
  public ObservableValue<@Nullable String> hash() {
    return value(document -> document.record().sha256());
  }

  /** When it was last written. */
  public ObservableValue<@Nullable Instant> updated() {
    return value(document -> time(document.record().updated()));
  }

  static @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException notATime) {
      return null; // the drawer shows the text as it stands in the file
    }
  }

  /** Who last wrote it. */
  public ObservableValue<String> writer() {
    return value(
        document -> document.record().updatedBy() == null ? "" : document.record().updatedBy());
  }

  /** Who holds a lock on it; empty when nobody does. */
  public ObservableValue<String> lock() {
    return value(document -> document.lock() == null ? "" : document.lock());
  }

  /** How many edges end at it. */
  public ObservableValue<Long> references() {
    return value(DocumentState::references);
  }
}
