package dev.reeve.console.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What a record says of the content of its file: the columns that its descriptor gave. */
final class FileContent {
  private static final int LISTED = 12;

  /** In the order of the drawer, with the key of the name. */
  private static final List<Map.Entry<String, String>> COLUMNS =
      List.of(
          Map.entry("src_summary_1l", "registry.fact.summary"),
          Map.entry("src_language", "registry.fact.language"),
          Map.entry("src_error_first", "registry.fact.first-error"),
          Map.entry("src_error_count", "registry.fact.errors"),
          Map.entry("src_symbol_count", "registry.fact.symbols"),
          Map.entry("src_entrypoint", "registry.fact.entrypoint"),
          Map.entry("src_imports_local", "registry.fact.imports-local"),
          Map.entry("src_imports_external", "registry.fact.imports-external"));

  private FileContent() {}

  /** A mark when the content could not be parsed. */
  static List<Badge> badges(JsonNode record) {
    return switch (record.path("src_parse_status").asText("ok")) {
      case "ok" -> List.of();
      case "syntax_error" -> List.of(unparsed(Texts.get("registry.parse.syntax")));
      case "encoding_error" -> List.of(unparsed(Texts.get("registry.parse.encoding")));
      case "timeout" -> List.of(unparsed(Texts.get("registry.parse.timeout")));
      default -> List.of(unparsed(Texts.get("registry.parse.other")));
    };
  }

  private static Badge unparsed(String word) {
    return Badge.of(0, word, Icon.TRIANGLE, Hue.WAIT);
  }

  /** What there is to say of it, in words; empty before it was looked at. */
  static List<Fact> facts(JsonNode record) {
    List<Fact> out = new ArrayList<>();
    for (Map.Entry<String, String> column : COLUMNS) {
      JsonNode value = record.path(column.getKey());
      boolean tells =
          value.isArray()
              ? !value.isEmpty()
              : !value.isMissingNode() && !value.isNull() && !value.asText().equals("0");
      if (tells) {
        out.add(fact(Texts.get(column.getValue()), value));
      }
    }
    return out;
  }

  private static Fact fact(String name, JsonNode value) {
    if (!value.isArray()) {
      return Fact.of(name, value.asText());
    }
    List<String> all =
        StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
    String shown = all.stream().limit(LISTED).collect(Collectors.joining(", "));
    return new Fact(
        name,
        all.size() <= LISTED
            ? shown
            : Texts.get("registry.fact.and-more", shown, Formats.count(all.size() - LISTED)),
        String.join("\n", all));
  }
}
