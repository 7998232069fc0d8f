package dev.reeve.engine.registry.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Column;
import dev.reeve.engine.registry.ColumnTable;
import dev.reeve.engine.registry.Registry;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.store.TableFile;
import dev.reeve.engine.workspace.CsvLines;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The whole registry as one table, all kinds and statuses: the same registry always gives the same
 * rows in the same order. Source: {@code docs/reference/export.md}. Blocks; safe on any thread but
 * the JavaFX one.
 */
public final class RegistryExport {
  private static final String CRLF = "\r\n";

  /** These come first; all others follow by name. */
  private static final List<String> FIRST =
      List.of(
          "record_id",
          "record_kind",
          "doc_id",
          "entity_kind",
          "filename",
          "relative_path",
          "extension",
          "type_code",
          "module_id",
          "status");

  private static final Comparator<ObjectNode> BY_KIND_AND_ID =
      Comparator.comparing((ObjectNode record) -> text(record, "record_kind"))
          .thenComparing(
              record -> text(record, "record_id"),
              Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));

  private final Workspace workspace;
  private final Registry registry;

  /** The export of a registry. */
  public RegistryExport(Workspace workspace, Registry registry) {
    this.workspace = workspace;
    this.registry = registry;
  }

  /**
   * The table as CSV: quoted as RFC 4180 says, lines end with CR and LF, lists and objects as JSON,
   * null as an empty cell.
   *
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_UNREADABLE}
   */
  public String csv() {
    List<ObjectNode> records = records(registry.writer().current());
    List<String> columns = columns(records);
    List<List<String>> lines = new ArrayList<>();
    for (ObjectNode record : records) {
      lines.add(columns.stream().map(column -> CsvLines.text(value(record, column))).toList());
    }
    return CsvLines.of(columns, lines, CRLF);
  }

  /**
   * Writes the table to a file.
   *
   * @param replace whether a file that is there, outside the workspace, may go
   * @return where it is
   * @throws dev.reeve.engine.workspace.EngineException {@code REGISTRY_UNREADABLE}, {@code
   *     EXPORT_EXISTS}, {@code EXPORT_REFUSED}, {@code EXPORT_FAILED}, {@code DISK_FULL}
   */
  public Path write(ExportFormat format, Path target, boolean replace) {
    HandedOut out = new HandedOut(workspace, target, replace);
    return switch (format) {
      case CSV -> out.write(csv().getBytes(StandardCharsets.UTF_8));
      case SQLITE -> {
        List<TableFile.Table> tables = tables();
        yield out.write(temporary -> TableFile.create(temporary, tables));
      }
    };
  }

  private List<TableFile.Table> tables() {
    RegistryDocument document = registry.writer().current();
    List<ObjectNode> records = records(document);
    List<String> columns = columns(records);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (ObjectNode record : records) {
      List<@Nullable Object> row = new ArrayList<>();
      columns.forEach(column -> row.add(cell(value(record, column))));
      rows.add(row);
    }
    List<List<@Nullable Object>> meta = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : document.meta().properties()) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(member.getKey());
      row.add(cell(member.getValue()));
      meta.add(row);
    }
    return List.of(
        new TableFile.Table("records", columns, columns.stream().map(this::type).toList(), rows),
        new TableFile.Table("meta", List.of("name", "value"), List.of("TEXT", "TEXT"), meta));
  }

  /** One name may stand for two columns; both hold the same type then. */
  private String type(String name) {
    for (Column column : registry.policies().columns().all()) {
      if (column.name().equals(name)) {
        return switch (column.type()) {
          case INTEGER, BOOLEAN -> "INTEGER";
          case FRACTION -> "REAL";
          default -> "TEXT";
        };
      }
    }
    return ""; // of an unknown member anything may be stored
  }

  private static @Nullable Object cell(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue() ? 1 : 0;
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    return value.isNumber() ? (Object) value.doubleValue() : CsvLines.text(value);
  }

  /** Records with the columns that are kept beside the file, in their order. */
  private List<ObjectNode> records(RegistryDocument document) {
    Map<String, Map<String, JsonNode>> beside = registry.besideTheFile();
    return document
        .heads()
        .map(
            head -> {
              ObjectNode record = document.record(head);
              beside.getOrDefault(head.key(), Map.of()).forEach(record::set);
              return record;
            })
        .sorted(BY_KIND_AND_ID)
        .toList();
  }

  /** Every known column and every unknown member that is there: nothing is left out. */
  private List<String> columns(List<ObjectNode> records) {
    ColumnTable table = registry.policies().columns();
    Set<String> all = new TreeSet<>();
    table.all().forEach(column -> all.add(column.name()));
    records.forEach(record -> record.fieldNames().forEachRemaining(all::add));
    Set<String> out = new LinkedHashSet<>(FIRST);
    out.addAll(all);
    return List.copyOf(out);
  }

  private static JsonNode value(ObjectNode record, String column) {
    JsonNode value = record.get(column);
    return value == null ? NullNode.getInstance() : value;
  }

  private static String text(ObjectNode record, String column) {
    return record.path(column).asText("");
  }
}
