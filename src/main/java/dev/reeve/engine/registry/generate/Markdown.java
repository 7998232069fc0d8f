package dev.reeve.engine.registry.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two Markdown forms, without title and mark. Stateless. */
final class Markdown {
  private Markdown() {}

  /** A list of one column, a table of several. */
  static String index(GeneratorDefinition definition, List<Row> rows) {
    if (definition.columns().size() == 1) {
      StringBuilder out = new StringBuilder();
      rows.forEach(row -> out.append("- ").append(cell(row.values().getFirst())).append('\n'));
      return rows.isEmpty() ? "Nothing.\n" : out.toString();
    }
    List<List<String>> cells =
        rows.stream().map(row -> row.values().stream().map(Markdown::cell).toList()).toList();
    return table(definition.columns(), cells);
  }

  /**
   * How many rows there are for each combination of the sort keys, with the sums of the declared
   * columns that hold numbers.
   */
  static String report(GeneratorDefinition definition, List<Row> rows) {
    List<String> keys = definition.sortKeys();
    List<String> sums =
        definition.columns().stream()
            .filter(column -> !keys.contains(column))
            .filter(column -> rows.stream().anyMatch(row -> row.get(column).isNumber()))
            .toList();
    Map<List<JsonNode>, List<Row>> groups = new TreeMap<>(Markdown::compare);
    for (Row row : rows) {
      List<JsonNode> values = keys.stream().map(row::get).toList();
      groups.computeIfAbsent(values, v -> new ArrayList<>()).add(row);
    }
    List<List<String>> lines = new ArrayList<>();
    if (!keys.isEmpty()) {
      groups.forEach((values, members) -> lines.add(line(values, members, sums)));
    }
    List<String> total = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      total.add(i == 0 ? "**all**" : "");
    }
    total.addAll(figures(rows, sums));
    lines.add(total);
    List<String> heading = new ArrayList<>(keys);
    heading.add("count");
    heading.addAll(sums);
    return table(heading, lines);
  }

  private static int compare(List<JsonNode> a, List<JsonNode> b) {
    for (int i = 0; i < a.size(); i++) {
      int order = RowOrder.compare(a.get(i), b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static List<String> line(List<JsonNode> values, List<Row> rows, List<String> sums) {
    List<String> out = new ArrayList<>(values.stream().map(Markdown::cell).toList());
    out.addAll(figures(rows, sums));
    return out;
  }

  private static List<String> figures(List<Row> rows, List<String> sums) {
    List<String> out = new ArrayList<>();
    out.add(Integer.toString(rows.size()));
    Map<String, BigDecimal> totals = new LinkedHashMap<>();
    for (String column : sums) {
      for (Row row : rows) {
        JsonNode value = row.get(column);
        totals.merge(
            column, value.isNumber() ? value.decimalValue() : BigDecimal.ZERO, BigDecimal::add);
      }
      BigDecimal total = totals.getOrDefault(column, BigDecimal.ZERO);
      out.add(DecimalNode.valueOf(total).decimalValue().toPlainString());
    }
    return out;
  }

  private static String table(List<String> heading, List<List<String>> lines) {
    StringBuilder out = new StringBuilder();
    line(heading.stream().map(Markdown::escaped).toList(), out);
    line(heading.stream().map(column -> "---").toList(), out);
    lines.forEach(cells -> line(cells, out));
    return out.toString();
  }

  private static void line(List<String> cells, StringBuilder out) {
    out.append('|');
    cells.forEach(cell -> out.append(cell.isEmpty() ? " |" : " " + cell + " |"));
    out.append('\n');
  }

  private static String cell(JsonNode value) {
    return escaped(Row.text(value));
  }

  /** Text that Markdown shows as it is, on one line. */
  static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("[\\\\`*_\\[\\]<>|~&]", "\\\\$0").strip();
  }
}
