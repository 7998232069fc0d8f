package dev.reeve.engine.links;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads in one pass what most blocks hold: words, code spans, and inline links in which nothing has
 * a second meaning. A block with anything else is left as a whole to the parser, which takes much
 * longer. Where both would read a block they find the same. For one document, one thread.
 */
final class PlainInlines implements InlineParser {
  private static final boolean[] MARKS = marks('<', '\\', '*', '_', '&', '[', ']', '`');

  private final InlineParserContext context;
  private final Collector collector;
  private @Nullable InlineParser parser;

  /** A link that counts once the whole block turned out to be plain; indexes of what is parsed. */
  private record Found(
      boolean image, String words, String destination, int bracket, SourceSpan target, int end) {}

  private static boolean[] marks(char... marks) {
    boolean[] out = new boolean[128];
    for (char each : marks) {
      out[each] = true;
    }
    return out;
  }

  PlainInlines(InlineParserContext context, Collector collector) {
    this.context = context;
    this.collector = collector;
  }

  @Override
  public void parse(SourceLines lines, Node block) {
    Pass pass = new Pass(lines.getLines(), block instanceof Heading);
    if (pass.isPlain()) {
      for (Node node : pass.nodes) {
        block.appendChild(node);
      }
      for (Found link : pass.links) {
        take(link);
      }
    } else {
      parser = parser == null ? new InlineParserImpl(context) : parser;
      parser.parse(lines, block);
    }
  }

  private void take(Found link) {
    collector.linkAt(link.bracket());
    collector.add(
        link.image() ? ReferenceKind.IMAGE : ReferenceKind.LINK,
        link.words(),
        Target.of(link.destination()),
        link.target());
    collector.end(link.target(), link.end());
  }

  /** One block. */
  private final class Pass {
    private final List<SourceLine> lines;
    private final boolean heading;
    private List<Node> nodes = List.of();
    private List<Found> links = List.of();

    private int row;
    private String line = "";
    private int at;

    /** Where a heading's words begin that no node has yet. */
    private int words;

    /**
     * The last bracket that is open: its line, its index there, nodes before it; no line is none.
     */
    private int openRow = -1;

    private int open;
    private int nodesBefore;

    Pass(List<SourceLine> lines, boolean heading) {
      this.lines = lines;
      this.heading = heading;
    }

    /**
     * False when something in it has to be decided by rules that are not those of a plain block.
     */
    boolean isPlain() {
      if (heading && lines.size() > 1) {
        return false;
      }
      for (row = 0; row < lines.size(); row++) {
        line = lines.get(row).getContent().toString();
        for (at = mark(0); at < line.length(); at = mark(at)) {
          if (!isPlain(line.charAt(at))) {
            return false;
          }
        }
      }
      return !heading || addWords(line.length());
    }

    /** Index of the next character that may mean something; the line's length for none. */
    private int mark(int from) {
      int i = from;
      while (i < line.length() && (line.charAt(i) >= MARKS.length || !MARKS[line.charAt(i)])) {
        i++;
      }
      return i;
    }

    /** Takes what begins with this character. */
    private boolean isPlain(char c) {
      return switch (c) {
        case '*', '_', '&' -> !heading && skip();
        case '[' -> !heading && openRow < 0 && openBracket();
        case ']' -> openRow < 0 ? skip() : closeBracket();
        case '`' -> code();
        default -> false;
      };
    }

    private boolean skip() {
      at++;
      return true;
    }

    private boolean openBracket() {
      openRow = row;
      open = at;
      nodesBefore = nodes.size();
      return skip();
    }

    /** A bracket that neither has a destination nor names a definition is one, and nothing else. */
    private boolean closeBracket() {
      String text = text();
      at++;
      char next = at < line.length() ? line.charAt(at) : ' ';
      if (next == '(') {
        return link(text);
      }
      openRow = -1;
      return next != '[' && context.getDefinition(LinkReferenceDefinition.class, text) == null;
    }

    /** What stands between the brackets. */
    private String text() {
      if (openRow == row) {
        return line.substring(open + 1, at);
      }
      StringBuilder out = new StringBuilder();
      out.append(content(openRow), open + 1, content(openRow).length()).append('\n');
      for (int between = openRow + 1; between < row; between++) {
        out.append(content(between)).append('\n');
      }
      return out.append(line, 0, at).toString();
    }

    private boolean link(String text) {
      int start = at + 1;
      int end = start;
      while (end < line.length() && isPlainDestination(line.charAt(end))) {
        end++;
      }
      int after = end == start ? -1 : afterTitle(end);
      SourceSpan bracket = lines.get(openRow).getSourceSpan();
      SourceSpan span = lines.get(row).getSourceSpan();
      if (after < 0 || bracket == null || span == null) {
        return false;
      }
      boolean image = open > 0 && content(openRow).charAt(open - 1) == '!';
      links = links.isEmpty() ? new ArrayList<>() : links;
      links.add(
          new Found(
              image,
              text,
              line.substring(start, end),
              bracket.getInputIndex() + open,
              span.subSpan(start, end),
              span.getInputIndex() + after));
      while (nodes.size() > nodesBefore) {
        nodes.removeLast(); // code in a link's words leads nowhere
      }
      openRow = -1;
      at = after;
      return true;
    }

    private static boolean isPlainDestination(char c) {
      return switch (c) {
        case '(', ')', '<', '>', '\\', '&', '[', ']', '`', '"', '\'' -> false;
        default -> c > ' ' && !Character.isISOControl(c);
      };
    }

    /** Index behind the closing parenthesis, also when a title comes before it; else -1. */
    private int afterTitle(int end) {
      int i = spaces(end);
      if (i > end && i < line.length() && line.charAt(i) == '"') {
        int closing = line.indexOf('"', i + 1);
        if (closing < 0 || line.indexOf('\\', i, closing) >= 0) {
          return -1;
        }
        i = spaces(closing + 1);
      }
      return i < line.length() && line.charAt(i) == ')' ? i + 1 : -1;
    }

    private int spaces(int from) {
      int i = from;
      while (i < line.length() && line.charAt(i) == ' ') {
        i++;
      }
      return i;
    }

    /** A code span that ends on its line. */
    private boolean code() {
      int start = at;
      int begin = ticks(start);
      for (int tick = line.indexOf('`', begin); tick >= 0; tick = line.indexOf('`', at)) {
        at = ticks(tick);
        if (at - tick == begin - start) {
          return addCode(start, line.substring(begin, tick));
        }
      }
      return false;
    }

    private int ticks(int from) {
      int i = from;
      while (i < line.length() && line.charAt(i) == '`') {
        i++;
      }
      return i;
    }

    private boolean addCode(int start, String literal) {
      SourceSpan span = lines.get(row).getSourceSpan();
      if (span == null || (heading && !addWords(start))) {
        return false;
      }
      boolean padded =
          literal.startsWith(" ") && literal.endsWith(" ") && !literal.replace(" ", "").isEmpty();
      Code code = new Code(padded ? literal.substring(1, literal.length() - 1) : literal);
      code.addSourceSpan(span.subSpan(start, at));
      add(code);
      words = at;
      return true;
    }

    /** Spaces at a heading's end are left to the parser. */
    private boolean addWords(int end) {
      if (end > words) {
        add(new Text(line.substring(words, end)));
      }
      return end < line.length() || line.isEmpty() || line.charAt(end - 1) > ' ';
    }

    private void add(Node node) {
      nodes = nodes.isEmpty() ? new ArrayList<>() : nodes;
      nodes.add(node);
    }

    private String content(int number) {
      return lines.get(number).getContent().toString();
    }
  }
}
