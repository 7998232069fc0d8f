package dev.reeve.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.reeve.engine.change.ExecutionRow;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a command says: either one JSON document on standard output, or text for people. Times are
 * UTC, durations milliseconds.
 */
public final class Output {
  /** Made at the first need: most commands print none. */
  private static final class Values {
    static final ObjectMapper MAPPER = Json.mapper().copy().registerModule(values());
  }

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069]");

  private final PrintWriter out;
  private final boolean json;

  Output(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Gives the document, or runs what prints it for people. */
  void show(Object document, Runnable forPeople) {
    if (json) {
      printJson(document);
    } else {
      forPeople.run();
    }
    out.flush();
  }

  /** One line for people. */
  void line(String text) {
    out.println(text);
  }

  /** A name from outside on one line: what would move the cursor or turn the text is escaped. */
  static String plain(String text) {
    return UNSEEN
        .matcher(text)
        .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
  }

  /** An execution on one line; one that did not complete with why, as far as that is known. */
  static String execution(ExecutionRow row) {
    String why =
        Stream.of(row.errorCode(), row.error())
            .flatMap(Stream::ofNullable)
            .collect(Collectors.joining(": "));
    return plain(
        Stream.of(row.id(), row.status().code(), row.intent(), why)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("  ")));
  }

  /** Rows under headings, each column as wide as its widest cell. */
  void table(List<String> headings, List<List<String>> given) {
    List<List<String>> rows =
        given.stream().map(row -> row.stream().map(Output::plain).toList()).toList();
    int[] widths = new int[headings.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    printRow(headings, widths);
    rows.forEach(row -> printRow(row, widths));
  }

  private void printRow(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append(cells.get(i)).append(" ".repeat(widths[i] - cells.get(i).length() + 2));
    }
    out.println(line.toString().stripTrailing());
  }

  /** A failure: what did not happen and why, what is safe, what to do, and the code. */
  void failure(EngineException failure, PrintWriter err) {
    if (json) {
      printJson(
          Map.of(
              "error",
              Map.of(
                  "code", failure.code(),
                  "message", String.valueOf(failure.getMessage()),
                  "safe", failure.safe(),
                  "remedy", failure.remedy())));
      out.flush();
      return;
    }
    String text =
        List.of(String.valueOf(failure.getMessage()), failure.safe(), failure.remedy()).stream()
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    err.println(text + " [" + failure.code() + "]");
    err.flush();
  }

  private void printJson(Object document) {
    try {
      out.println(Values.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("No JSON form: " + document.getClass(), e);
    }
  }

  /** A time for people, or a dash. */
  static String time(@Nullable Instant instant) {
    return instant == null ? "-" : Utc.format(instant);
  }

  /** A text, or a dash. */
  static String text(@Nullable Object value) {
    return value == null ? "-" : value.toString();
  }

  private static SimpleModule values() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(Instant.class, writing(JsonGenerator::writeString, Utc::format));
    module.addSerializer(Path.class, writing(JsonGenerator::writeString, Path::toString));
    module.addSerializer(Duration.class, writing(JsonGenerator::writeNumber, Duration::toMillis));
    return module;
  }

  private interface Write<V> {
    void to(JsonGenerator generator, V value) throws IOException;
  }

  private static <T, V> JsonSerializer<T> writing(
      Write<V> write, java.util.function.Function<T, V> form) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator generator, SerializerProvider unused)
          throws IOException {
        write.to(generator, form.apply(value));
      }
    };
  }
}
