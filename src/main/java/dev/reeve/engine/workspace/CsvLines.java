package dev.reeve.engine.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of comma separated values, quoted as RFC 4180 says. Stateless; safe on any thread. Source:
 * {@code docs/reference/export.md}.
 */
public final class CsvLines {
  private static final CsvMapper MAPPER =
      CsvMapper.csvBuilder()
          .enable(CsvParser.Feature.WRAP_AS_ARRAY)
          .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
          .build();

  private CsvLines() {}

  /**
   * A heading and its lines.
   *
   * @param lineEnd CRLF as the standard has it, or LF where the file is kept in version control
   */
  public static String of(List<String> heading, List<List<String>> lines, String lineEnd) {
    List<List<String>> all = new ArrayList<>();
    all.add(heading);
    all.addAll(lines);
    CsvSchema schema =
        CsvSchema.emptySchema()
            .withLineSeparator(lineEnd)
            .withEscapeChar((char) 0)
            .withoutEscapeChar();
    try {
      return MAPPER.writer(schema).writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can always be written", e);
    }
  }

  /** The lines of a text, the heading first. */
  public static List<List<String>> read(String text) {
    try (MappingIterator<List<String>> lines =
        MAPPER.readerForListOf(String.class).readValues(text)) {
      return lines.readAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value as a cell: null is empty, a list or an object is JSON. */
  public static String text(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isContainerNode() ? Json.line(value) : value.asText();
  }
}
