package dev.reeve.engine.registry;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ids a file carries: in its name and in its first 40 lines. Reading accepts every spelling
 * that older tools wrote; what Reeve writes is {@link HeaderEmbedder}'s business. Immutable.
 * Source: {@code docs/reference/ids.md}.
 *
 * @param prefix from the name, {@code <id>_name}
 * @param header from the content
 */
public record Carriers(@Nullable DocId prefix, @Nullable DocId header) {
  /** Lines in which a header counts. */
  public static final int HEADER_LINES = 40;

  /** Bytes from the start of a file that are enough to read its header. */
  public static final int HEAD_BYTES = 64 * 1024;

  private static final Pattern PREFIX = Pattern.compile("((?:P_)?[0-9]{16,20})_(.+)");
  private static final String MARK =
      "(?:\\s*(?:#+|//+|/\\*+|\\*+|--+|;+|<!--+|%+|::|@?REM\\b)[\\s*]*|\\*\\*|\"|)";
  private static final Pattern LINE =
      Pattern.compile(
          "^"
              + MARK
              + "['\"*_`]*(?:doc[_ ]id|document id)['\"*_`]*\\s*[:=|][\\s'\"*`]*"
              + "((?:P_)?[0-9]{16,20})(?![0-9A-Za-z])",
          Pattern.CASE_INSENSITIVE);
  private static final Set<String> JSON_NAMES =
      Set.of("_doc_id", "doc_id", "DOC_ID", "Document ID");

  /** Reads both carriers. */
  public static Carriers of(String filename, byte[] head) {
    return new Carriers(
        inName(filename).orElse(null), inHeader(HeaderStyle.of(filename), head).orElse(null));
  }

  /** The id in front of a file name. */
  public static Optional<DocId> inName(String filename) {
    Matcher m = PREFIX.matcher(filename);
    return m.matches() ? DocId.parse(m.group(1)) : Optional.empty();
  }

  /** Whether a name begins like one with an id, and the digits are none. */
  static boolean malformedPrefix(String filename) {
    Matcher m = PREFIX.matcher(filename);
    return m.matches() && DocId.parse(m.group(1)).isEmpty();
  }

  /** The file name without an id in front of it. */
  public static String withoutPrefix(String filename) {
    Matcher m = PREFIX.matcher(filename);
    return m.matches() && DocId.parse(m.group(1)).isPresent() ? m.group(2) : filename;
  }

  /** The id in the first lines; {@code head} may be cut off anywhere. */
  static Optional<DocId> inHeader(HeaderStyle style, byte[] head) {
    return switch (style) {
      case NONE -> Optional.empty();
      case JSON -> inObject(head);
      default -> TextBytes.of(head).flatMap(text -> inLines(style, text.text())).map(Place::id);
    };
  }

  /**
   * Where a text carries an id.
   *
   * @param at of its first digit
   */
  record Place(DocId id, int at) {}

  /** The id in the first lines, and where it stands in {@link TextBytes#text}. */
  static Optional<Place> place(HeaderStyle style, TextBytes bytes) {
    return switch (style) {
      case NONE -> Optional.empty();
      case JSON -> inObject(bytes);
      default -> inLines(style, bytes.text());
    };
  }

  private static Optional<Place> inLines(HeaderStyle style, String text) {
    boolean fenced = false;
    for (TextLine line : TextLine.first(text, HEADER_LINES)) {
      String content = line.of(text);
      if (style == HeaderStyle.MARKDOWN
          && (content.startsWith("```") || content.startsWith("~~~"))) {
        fenced = !fenced; // an id in an example is not this file's id
      }
      Matcher m = LINE.matcher(content);
      if (!fenced && m.find()) {
        int at = line.start() + m.start(1);
        return DocId.parse(m.group(1)).map(id -> new Place(id, at));
      }
    }
    return Optional.empty();
  }

  private static Optional<DocId> inObject(byte[] head) {
    try (JsonParser parser = Json.mapper().createParser(head)) {
      return inObject(parser).map(Place::id);
    } catch (IOException notJsonOrCutOff) {
      return Optional.empty(); // what cannot be read carries nothing
    }
  }

  private static Optional<Place> inObject(TextBytes bytes) {
    try (JsonParser parser = Json.mapper().createParser(bytes.text())) {
      return inObject(parser);
    } catch (IOException notJsonOrCutOff) {
      return Optional.empty();
    }
  }

  /** The place is right where the parser reads chars; one of bytes does not know it. */
  private static Optional<Place> inObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME
        && parser.currentTokenLocation().getLineNr() <= HEADER_LINES) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (JSON_NAMES.contains(name) && value == JsonToken.VALUE_STRING) {
        int quote = (int) parser.currentTokenLocation().getCharOffset();
        Optional<DocId> found = DocId.parse(parser.getText());
        if (found.isPresent()) {
          return found.map(id -> new Place(id, quote + 1));
        }
      }
      parser.skipChildren();
    }
    return Optional.empty();
  }

  /** Whether name and content disagree. */
  public boolean conflicting() {
    return prefix != null && header != null && !prefix.equals(header);
  }

  /** The id carried; the name wins. */
  public Optional<DocId> id() {
    return Optional.ofNullable(prefix != null ? prefix : header);
  }
}
