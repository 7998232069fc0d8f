package dev.reeve.engine.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a document id into a file's content: bytes in, bytes out. Byte order mark, encoding, line
 * endings and the final newline stay; every byte of the original is in the result in its order.
 * Doing it twice changes nothing more. Pure functions. Source: {@code docs/reference/ids.md}.
 */
public final class HeaderEmbedder {
  /** Bytes of the largest file that gets a header. */
  public static final int LARGEST = 10 * 1024 * 1024;

  private static final Pattern CODING =
      Pattern.compile("^[ \\t\\f]*#.*?coding[:=][ \\t]*[-_.a-zA-Z0-9]+");
  private static final Pattern DOCKER_DIRECTIVE =
      Pattern.compile("^#\\s*(?:syntax|escape|check)\\s*=", Pattern.CASE_INSENSITIVE);
  private static final Pattern ECHO_OFF =
      Pattern.compile("^\\s*@echo\\s+off\\s*$", Pattern.CASE_INSENSITIVE);
  private static final Pattern MATTER_KEY = Pattern.compile("(?m)^doc_id[ \\t]*[:=]");
  private static final Pattern XML_DECLARATION =
      Pattern.compile("<\\?xml\\s.*?\\?>", Pattern.DOTALL);
  private static final Pattern BEFORE_DOCTYPE =
      Pattern.compile(
          "(?:\\s+|<!--.*?-->|<\\?.*?\\?>)*+<!doctype\\b",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private HeaderEmbedder() {}

  /** Where a header goes and how it is written there. */
  private record Insertion(int at, String text) {}

  /** Puts the id into the content of a file of this name. */
  public static Embedding embed(String filename, byte[] content, DocId id) {
    HeaderStyle style = HeaderStyle.of(filename);
    if (style == HeaderStyle.NONE || style == HeaderStyle.READ_ONLY) {
      return new Embedding.NotCarried("type");
    }
    if (content.length > LARGEST) {
      return new Embedding.NotCarried("size");
    }
    Optional<DocId> found = Carriers.inHeader(style, content);
    if (found.isPresent()) {
      return found.get().equals(id)
          ? new Embedding.AlreadyCarried()
          : new Embedding.Conflict(found.get());
    }
    Optional<TextBytes> text = TextBytes.of(content);
    if (text.isEmpty()) {
      return new Embedding.NotCarried("encoding");
    }
    return style == HeaderStyle.JSON
        ? intoObject(content, text.get(), id)
        : intoLines(style, content, text.get(), id);
  }

  private static Embedding intoLines(HeaderStyle style, byte[] content, TextBytes bytes, DocId id) {
    String text = bytes.text();
    Insertion insertion;
    if (style == HeaderStyle.MARKDOWN) {
      Optional<FrontMatter> matter = FrontMatter.of(text);
      if (matter.isPresent()) {
        if (MATTER_KEY.matcher(matter.get().body(text)).find()) {
          return new Embedding.NotCarried("key_taken");
        }
        insertion = line(text, matter.get().start(), matter.get().entry("doc_id", id.text()));
      } else {
        insertion = line(text, 0, "<!-- doc_id: " + id + " -->");
      }
    } else {
      int at = place(style, text);
      if (at < 0) {
        return new Embedding.NotCarried("not_well_formed");
      }
      insertion = line(text, at, header(style, id));
    }
    if (TextLine.first(text.substring(0, insertion.at), Carriers.HEADER_LINES).size()
        >= Carriers.HEADER_LINES) {
      return new Embedding.NotCarried("too_far_down"); // nobody would find it there again
    }
    return new Embedding.Embedded(bytes.insert(content, insertion.at, insertion.text));
  }

  private static String header(HeaderStyle style, DocId id) {
    String text = "doc_id: " + id;
    return switch (style) {
      case HASH -> "# " + text;
      case SLASHES -> "// " + text;
      case CSS -> "/* " + text + " */";
      case SQL -> "-- " + text;
      case INI -> "; " + text;
      case MARKUP, MARKDOWN -> "<!-- " + text + " -->";
      case BATCH -> "REM " + text;
      case JSON, READ_ONLY, NONE -> throw new IllegalArgumentException("No header line: " + style);
    };
  }

  /** A whole line at this place, ended as its neighbours are. */
  private static Insertion line(String text, int at, String header) {
    String ending = TextLine.at(text, 0).ending(text);
    if (ending.isEmpty()) {
      ending = "\n";
    }
    boolean lineStart = at == 0 || text.charAt(at - 1) == '\n' || text.charAt(at - 1) == '\r';
    return new Insertion(at, lineStart ? header + ending : ending + header);
  }

  private static int place(HeaderStyle style, String text) {
    return switch (style) {
      case HASH -> afterHashLines(text);
      case SLASHES -> text.startsWith("#!") && !text.startsWith("#![") ? next(text, 0) : 0;
      case CSS -> text.startsWith("@charset") ? next(text, 0) : 0;
      case BATCH -> ECHO_OFF.matcher(TextLine.at(text, 0).of(text)).find() ? next(text, 0) : 0;
      case MARKUP -> afterProlog(text);
      default -> 0;
    };
  }

  private static int next(String text, int at) {
    return TextLine.at(text, at).next();
  }

  /** Behind {@code #!}, a coding line, YAML directives or Docker's parser directives. */
  private static int afterHashLines(String text) {
    int at = text.startsWith("#!") ? next(text, 0) : 0;
    int second = next(text, 0);
    if (CODING.matcher(TextLine.at(text, 0).of(text)).find()) {
      at = second;
    } else if (CODING.matcher(TextLine.at(text, second).of(text)).find()) {
      at = next(text, second);
    }
    while (text.startsWith("%", at)
        || DOCKER_DIRECTIVE.matcher(TextLine.at(text, at).of(text)).find()) {
      at = next(text, at);
    }
    return at;
  }

  /** Behind the XML declaration and the document type. */
  private static int afterProlog(String text) {
    Matcher declaration = XML_DECLARATION.matcher(text);
    int at = declaration.lookingAt() ? declaration.end() : 0;
    Matcher doctype = BEFORE_DOCTYPE.matcher(text).region(at, text.length());
    if (doctype.lookingAt()) {
      at = endOfDoctype(text, doctype.end());
    }
    if (at < 0) {
      return at;
    }
    TextLine rest = TextLine.at(text, at);
    return at > 0 && rest.of(text).isBlank() ? rest.next() : at;
  }

  /** Where the document type ends; -1 when nothing ends it. */
  private static int endOfDoctype(String text, int from) {
    int depth = 0;
    char quote = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (text.startsWith("<!--", i)) {
        int end = text.indexOf("-->", i);
        i = end < 0 ? text.length() : end + 2;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '[') {
        depth++;
      } else if (c == ']') {
        depth--;
      } else if (c == '>' && depth == 0) {
        return i + 1;
      }
    }
    return -1;
  }

  private static Embedding intoObject(byte[] content, TextBytes bytes, DocId id) {
    String text = bytes.text();
    JsonNode tree;
    try {
      tree = Json.mapper().readTree(content);
    } catch (IOException notStrictJson) {
      return new Embedding.NotCarried("not_an_object");
    }
    int brace = text.indexOf('{');
    if (tree == null || !tree.isObject() || brace < 0) {
      return new Embedding.NotCarried("not_an_object");
    }
    if (tree.has("_doc_id")) {
      return new Embedding.NotCarried("key_taken");
    }
    int member = brace + 1;
    while (member < text.length() && Character.isWhitespace(text.charAt(member))) {
      member++;
    }
    String gap = text.substring(brace + 1, member);
    if (TextLine.first(text.substring(0, member), Carriers.HEADER_LINES).size()
        >= Carriers.HEADER_LINES) {
      return new Embedding.NotCarried("too_far_down");
    }
    String written = "\"_doc_id\": \"" + id + "\"";
    return new Embedding.Embedded(
        bytes.insert(content, brace + 1, tree.isEmpty() ? written : gap + written + ","));
  }
}
