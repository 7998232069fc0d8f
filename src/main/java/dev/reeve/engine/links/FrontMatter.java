package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The links of a document's front matter: texts that stand under the keys of the settings, alone or
 * in lists. For one document and one thread.
 */
final class FrontMatter {
  private static final YAMLFactory YAML = factory();

  private final SourceText source;
  private final String yaml;
  private final int start;
  private final Set<String> keys;
  private final List<Reference> found = new ArrayList<>();

  // what the library counts in code points, and the same in characters
  private int points;
  private int chars;

  private FrontMatter(SourceText source, SourceText.Span span, Set<String> keys) {
    this.source = source;
    this.yaml = source.text().substring(span.start(), span.end());
    this.start = span.start();
    this.keys = keys;
  }

  private static YAMLFactory factory() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit((int) DocumentReader.LARGEST);
    return YAMLFactory.builder().loaderOptions(options).build();
  }

  /**
   * The links, in the order of their places; or, where the front matter is no YAML, that alone, as
   * something that is said of the document.
   *
   * @param keys nested ones with dots
   */
  static List<Reference> references(SourceText source, Set<String> keys) {
    SourceText.Span span = source.frontMatter();
    return span == null ? List.of() : new FrontMatter(source, span, keys).read();
  }

  private List<Reference> read() {
    try (YAMLParser parser = YAML.createParser(yaml)) {
      for (JsonToken at = parser.nextToken(); at != null; at = parser.nextToken()) {
        if (at == JsonToken.VALUE_STRING
            && !parser.isCurrentAlias()
            && keys.contains(key(parser.getParsingContext()))) {
          int from = index(parser.currentTokenLocation().getCharOffset());
          take(parser.getText(), from, index(parser.currentLocation().getCharOffset()));
        }
      }
      return found;
    } catch (JsonProcessingException e) {
      return List.of(unreadable(e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (YAMLException e) {
      return List.of(unreadable(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such errors
    }
  }

  /** The names above a value, lists left out. */
  private static String key(JsonStreamContext value) {
    String key = null;
    for (JsonStreamContext at = value; at != null; at = at.getParent()) {
      if (at.hasCurrentName()) {
        key = key == null ? at.getCurrentName() : at.getCurrentName() + "." + key;
      }
    }
    return key == null ? "" : key;
  }

  /** Asked for in ascending order. */
  private int index(long point) {
    chars = yaml.offsetByCodePoints(chars, (int) point - points);
    points = (int) point;
    return chars;
  }

  private void take(String value, int from, int to) {
    SourceText.Span span = written(value.strip(), yaml.substring(from, to).stripTrailing());
    if (span != null) {
      int at = start + from;
      found.add(
          new Reference(
              ReferenceKind.FRONT_MATTER,
              "",
              yaml.substring(from + span.start(), from + span.end()),
              Target.of(value),
              source.position(at + span.start(), at + span.end()),
              List.of()));
    }
  }

  /** Where in a scalar its text stands as it is written; null when that is over several lines. */
  private static SourceText.@Nullable Span written(String value, String scalar) {
    if (value.isEmpty() || hasLines(value)) {
      return null;
    }
    if (scalar.endsWith(value)) { // plain, or a block of one line
      return new SourceText.Span(scalar.length() - value.length(), scalar.length());
    }
    int end = scalar.length() - 1;
    int begin = scalar.indexOf(scalar.charAt(end)) + 1;
    boolean quoted = scalar.endsWith("\"") || scalar.endsWith("'");
    return quoted && begin <= end && !hasLines(scalar.substring(begin, end))
        ? new SourceText.Span(begin, end)
        : null;
  }

  private static boolean hasLines(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  private Reference unreadable(int line) {
    int inFile = source.line(start) + Math.max(1, line) - 1;
    int at = source.lineStart(Math.min(inFile, source.line(start + yaml.length())));
    return new Reference(
        ReferenceKind.DOCUMENT,
        "Its front matter is no YAML, so the links in it are not known.",
        "",
        Target.ofPath(""),
        source.position(at, at),
        List.of());
  }
}
