package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list that is a member of the object in a JSON text, changed by one entry. All other text stays
 * as a person wrote it: order, blanks and line endings. Immutable.
 */
final class ListText {
  private static final String USUAL_STEP = "  ";

  private record Span(int from, int to) {}

  private final String text;
  private final String name;
  private final List<Span> members = new ArrayList<>();
  private final List<Span> entries = new ArrayList<>();

  /** Between the brackets of the list; null when the object has no such member. */
  private @Nullable Span inside;

  /**
   * @param text an object with at least one member
   */
  private ListText(String text, String name) {
    this.text = text;
    this.name = name;
    try (JsonParser in = Json.mapper().createParser(text)) {
      in.nextToken();
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        int from = begin(in);
        boolean wanted = in.currentName().equals(name);
        in.nextToken();
        if (wanted) {
          entries(in);
        }
        members.add(new Span(from, end(in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("It was read before", e);
    }
  }

  private void entries(JsonParser in) throws IOException {
    int from = begin(in) + 1;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      entries.add(new Span(begin(in), end(in)));
    }
    inside = new Span(from, begin(in));
  }

  private static int begin(JsonParser in) {
    return (int) in.currentTokenLocation().getCharOffset();
  }

  /** Of the value at hand, with all that is in it. */
  private static int end(JsonParser in) throws IOException {
    in.skipChildren();
    in.finishToken();
    return (int) in.currentLocation().getCharOffset();
  }

  /** The text with another entry at the end of the list, which is made when there is none. */
  static String added(String text, String name, JsonNode entry) {
    return new ListText(text, name).added(entry);
  }

  /** The text with another entry in the place of one. */
  static String replaced(String text, String name, int index, JsonNode entry) {
    ListText list = new ListText(text, name);
    Span old = list.entries.get(index);
    return list.with(old.from(), old.to(), list.written(entry, list.marginOf(old)));
  }

  /** The text without an entry. */
  static String removed(String text, String name, int index) {
    ListText list = new ListText(text, name);
    List<Span> all = list.entries;
    Span gone = all.get(index);
    if (index > 0) {
      return list.with(all.get(index - 1).to(), gone.to(), "");
    }
    Span inside = list.inside;
    return all.size() > 1
        ? list.with(gone.from(), all.get(1).from(), "")
        : inside == null ? text : list.with(inside.from(), inside.to(), "");
  }

  private String added(JsonNode entry) {
    String lineEnd = lineEnd();
    Span list = inside;
    if (list == null) {
      Span last = members.getLast();
      String margin = alone(last) ? marginOf(last) : step();
      String within = lineEnd + margin + step();
      return with(
          last.to(),
          last.to(),
          ","
              + lineEnd
              + margin
              + "\""
              + name
              + "\" : ["
              + within
              + written(entry, margin + step())
              + lineEnd
              + margin
              + "]");
    }
    if (entries.isEmpty()) {
      String margin = marginOf(list);
      String within = margin + step();
      return with(
          list.from(), list.to(), lineEnd + within + written(entry, within) + lineEnd + margin);
    }
    Span last = entries.getLast();
    String margin = alone(last) ? marginOf(last) : marginOf(list) + step();
    return with(last.to(), last.to(), "," + lineEnd + margin + written(entry, margin));
  }

  private String with(int from, int to, String words) {
    return text.substring(0, from) + words + text.substring(to);
  }

  /** Its lines after the first stand at a margin. */
  private String written(JsonNode entry, String margin) {
    String step = step();
    return new String(Json.file(entry), StandardCharsets.UTF_8)
        .lines()
        .map(line -> step.repeat(depth(line)) + line.stripLeading())
        .collect(Collectors.joining(lineEnd() + margin));
  }

  private static int depth(String line) {
    return (line.length() - line.stripLeading().length()) / USUAL_STEP.length();
  }

  /** What the first member stands in by. */
  private String step() {
    Span first = members.getFirst();
    return alone(first) && !marginOf(first).isEmpty() ? marginOf(first) : USUAL_STEP;
  }

  private String lineEnd() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Whether nothing but blanks stands before it in its line. */
  private boolean alone(Span span) {
    int line = lineOf(span);
    return line > 0 && text.substring(line, span.from()).isBlank();
  }

  private String marginOf(Span span) {
    int line = lineOf(span);
    int end = line;
    while (end < span.from() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(line, end);
  }

  private int lineOf(Span span) {
    return text.lastIndexOf('\n', span.from() - 1) + 1;
  }
}
