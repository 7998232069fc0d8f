package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.Sha256;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns of a record a description fills: all of them when the content was parsed, else
 * status and errors alone, so that a record never holds half of one content and half of another.
 */
final class Promotion {
  private static final String SINCE = "2.2.0";
  private static final String PYTHON = "python";

  private Promotion() {}

  /**
   * The columns in which the record differs from the description, with the time; empty when it says
   * all that already.
   *
   * @param place the descriptor's, relative to the workspace
   */
  static ObjectNode changes(
      ObjectNode record, Described found, String sha256, String place, String now) {
    ObjectNode wanted = status(found, sha256);
    if (found.descriptor() != null) {
      wanted.setAll(content(found, Sha256.of(found.descriptor()), place));
      if (found.python() == null) {
        record.fieldNames().forEachRemaining(name -> clearPython(wanted, name));
      }
    }
    ObjectNode out = RecordColumns.changed(record, wanted);
    for (Map.Entry<String, JsonNode> column : List.copyOf(out.properties())) {
      if (column.getValue().isNull() && !record.hasNonNull(column.getKey())) {
        out.remove(column.getKey());
      }
    }
    if (!out.isEmpty()) {
      out.put("src_parsed_utc", now);
      if (found.language().equals(PYTHON)) {
        out.put("py_parsed_utc", now);
      }
    }
    return out;
  }

  /** The file was Python once. */
  private static void clearPython(ObjectNode wanted, String column) {
    if (column.startsWith("py_")) {
      wanted.putNull(column);
    }
  }

  /** Whether a registry of this version may hold what a description says. */
  static boolean allowed(RegistryDocument document) {
    return SchemaContract.compare(document.version(), SINCE) >= 0;
  }

  /** Whether the record says what this describer would find in this content. */
  static boolean holds(ObjectNode record, String sha256, Describer describer) {
    return sha256.equals(RegistryJson.text(record, "src_source_sha256"))
        && describer.current(
            RegistryJson.text(record, "src_parser_id"),
            RegistryJson.text(record, "src_parser_version"));
  }

  private static ObjectNode status(Described found, String sha256) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("src_parse_status", found.status().code());
    out.put("src_parser_id", found.parserId());
    out.put("src_parser_version", found.parserVersion());
    out.put("src_source_sha256", sha256);
    out.put("src_error_count", found.errors());
    out.put("src_error_first", found.firstError());
    if (found.language().equals(PYTHON)) {
      out.put("py_parse_status", found.status().code());
      out.put("py_parser_id", found.parserId());
      out.put("py_parser_version", found.parserVersion());
      out.put("py_parse_error_count", found.errors());
      out.put("py_parse_error_first", found.firstError());
    }
    return out;
  }

  private static ObjectNode content(Described found, String sha256, String place) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("src_language", found.language());
    out.set("src_imports_local", texts(found.importsLocal()));
    out.set("src_imports_external", texts(found.importsExternal()));
    out.put("src_symbol_count", found.symbols());
    out.put("src_entrypoint", found.entrypoint());
    out.put("src_summary_1l", found.summary());
    out.put("src_descriptor_sha256", sha256);
    Described.@Nullable Python python = found.python();
    if (python != null) {
      out.put("py_module_qualname", python.qualname());
      out.put("py_is_package_init", python.packageInit());
      out.put("py_has_main_guard", python.mainGuard());
      out.put("py_entrypoint_symbol", found.entrypoint());
      out.put("py_cli_framework", python.cliFramework());
      out.set("py_imports_local", texts(found.importsLocal()));
      out.set("py_imports_external", texts(found.importsExternal()));
      out.put("py_imports_local_count", found.importsLocal().size());
      out.put("py_imports_external_count", found.importsExternal().size());
      out.put("py_function_count", python.functions());
      out.put("py_class_count", python.classes());
      out.put("py_docstring_1l", python.docstring());
      out.put("py_descriptor_path", place);
      out.put("py_descriptor_sha256", sha256);
    }
    return out;
  }

  private static ArrayNode texts(List<String> values) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    values.forEach(out::add);
    return out;
  }
}
