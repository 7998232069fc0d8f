package dev.reeve.engine.links;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/** Reads the Markdown of one document, or of one code block in it. For one thread. */
final class MarkdownReading {
  /** Deeper than anybody writes, and shallow enough for every stack. */
  private static final int DEEPEST = 200;

  private static final int METHOD_LENGTH = 16;

  /** In a code block everything counts as written, also what is indented or fenced within it. */
  private static final Set<Class<? extends Block>> BLOCKS_IN_CODE =
      Set.of(
          BlockQuote.class, Heading.class, HtmlBlock.class, ListBlock.class, ThematicBreak.class);

  private final SourceText source;
  private final String text;
  private final Excerpt read;
  private final Kind kind;
  private final TableCells cells;
  private final Collector collector;
  private final Anchors anchors = new Anchors();
  private final HtmlParts html;
  private final List<Reference> inCode = new ArrayList<>();
  private @Nullable String title;

  private enum Kind {
    DOCUMENT,
    DOCUMENT_AND_CODE,
    CODE
  }

  private MarkdownReading(SourceText source, Excerpt read, Kind kind, boolean quickly) {
    this.source = source;
    this.text = source.text();
    this.read = read;
    this.kind = kind;
    this.cells = new TableCells(read.text());
    this.collector = new Collector(source, read, cells);
    this.html = new HtmlParts(text, collector, anchors);
    read(quickly);
  }

  /**
   * Reads what is behind the front matter.
   *
   * @param code whether links in code blocks are taken too
   * @param quickly whether plain blocks are left to {@link PlainInlines}; it finds the same
   */
  static MarkdownReading of(SourceText source, boolean code, boolean quickly) {
    Excerpt body = Excerpt.from(source.text(), source.bodyStart());
    return new MarkdownReading(
        source, body, code ? Kind.DOCUMENT_AND_CODE : Kind.DOCUMENT, quickly);
  }

  /** In the order of their places. */
  List<Reference> references() {
    if (inCode.isEmpty()) {
      return collector.references();
    }
    List<Reference> out = new ArrayList<>(collector.references());
    out.addAll(inCode);
    out.sort(Comparator.comparingInt(each -> each.position().offset()));
    return List.copyOf(out);
  }

  /** What a fragment can name, in lower case. */
  Set<String> anchors() {
    return anchors.names();
  }

  /** The first heading; null without one. */
  @Nullable String title() {
    return title;
  }

  /** As {@link DocumentParser#ends}. */
  Map<Integer, Integer> ends() {
    return collector.ends();
  }

  private void read(boolean quickly) {
    Parser.Builder parser =
        Parser.builder()
            .extensions(List.of(TablesExtension.create()))
            .customBlockParserFactory(new Footnote.Factory())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST)
            .maxInlineNesting(DEEPEST)
            .linkProcessor(new InlineLinks(collector));
    if (kind == Kind.CODE) {
      parser.enabledBlockTypes(BLOCKS_IN_CODE);
    }
    if (quickly) {
      parser.inlineParserFactory(context -> new PlainInlines(context, collector));
    }
    Node document = parser.build().parse(read.text());
    for (Node node = document; node != null; node = next(node, document)) {
      take(node);
    }
  }

  /** One question after the other: a switch over types makes classes as it runs. */
  private void take(Node node) {
    if (node instanceof Heading heading) {
      heading(words(heading));
    } else if (node instanceof Code code) {
      code(code);
    } else if (node instanceof TableCell cell) {
      cell.getSourceSpans().forEach(cells::add);
    } else if (node instanceof Link link) {
      autolink(link);
    } else if (node instanceof HtmlInline || node instanceof HtmlBlock) {
      html.read(node.getSourceSpans());
    } else if (node instanceof LinkReferenceDefinition definition) {
      definition(definition);
    } else if (node instanceof FencedCodeBlock block) {
      codeBlock(fenced(block));
    } else if (node instanceof IndentedCodeBlock block) {
      codeBlock(block.getSourceSpans());
    }
  }

  private void heading(String words) {
    title = title == null ? words : title;
    anchors.heading(words);
  }

  private void definition(LinkReferenceDefinition definition) {
    SourceLines lines = new SourceLines();
    for (SourceSpan span : definition.getSourceSpans()) {
      lines.addLine(SourceLine.of(in(span), span));
    }
    SourceSpan span = Destination.ofDefinition(lines);
    if (span != null) {
      collector.add(definition, span);
    }
  }

  /** Other links were taken when their brackets were read. */
  private void autolink(Link link) {
    SourceSpan span = link.getSourceSpans().isEmpty() ? null : link.getSourceSpans().getFirst();
    if (span != null && span.getLength() > 2 && in(span).startsWith("<")) {
      collector.add(
          ReferenceKind.AUTOLINK,
          "",
          Target.of(link.getDestination()),
          span.subSpan(1, span.getLength() - 1));
    }
  }

  private static List<SourceSpan> fenced(FencedCodeBlock block) {
    List<SourceSpan> lines = block.getSourceSpans();
    int end = block.getClosingFenceLength() == null ? lines.size() : lines.size() - 1;
    return lines.subList(Math.min(1, end), end);
  }

  /** A label without its definition says nothing there: most languages index by brackets. */
  private void codeBlock(List<SourceSpan> lines) {
    if (kind != Kind.DOCUMENT_AND_CODE || lines.isEmpty()) {
      return;
    }
    Excerpt code = Excerpt.of(text, lines, collector::inSource);
    for (Reference each : new MarkdownReading(source, code, Kind.CODE, false).references()) {
      if (each.kind() != ReferenceKind.UNDEFINED && each.kind() != ReferenceKind.CODE_SPAN) {
        inCode.add(each.as(ReferenceKind.CODE_BLOCK));
      }
    }
  }

  /** A code span in a link's words is not taken: the link says where it leads. */
  private void code(Code code) {
    List<SourceSpan> spans = code.getSourceSpans();
    if (spans.size() != 1 || !PathLike.isPossible(code.getLiteral()) || isInLink(code)) {
      return;
    }
    int start = collector.inSource(spans.getFirst().getInputIndex());
    String before = text.substring(Math.max(0, start - METHOD_LENGTH), start);
    String line = before.substring(before.lastIndexOf('\n') + 1);
    PathLike.path(code.getLiteral(), line)
        .ifPresent(
            path -> {
              int at = text.indexOf(code.getLiteral(), start);
              collector.add(
                  ReferenceKind.CODE_SPAN,
                  code.getLiteral(),
                  Target.ofPath(path),
                  at,
                  at + path.length());
              SourceSpan whole = spans.getFirst();
              collector.end(at, collector.inSource(whole.getInputIndex() + whole.getLength()));
            });
  }

  private static boolean isInLink(Node node) {
    for (Node at = node.getParent(); at != null; at = at.getParent()) {
      if (at instanceof Link || at instanceof Image) {
        return true;
      }
    }
    return false;
  }

  private String in(SourceSpan span) {
    return read.text().substring(span.getInputIndex(), span.getInputIndex() + span.getLength());
  }

  /** As a reader sees it: an image shows no words. */
  private static String words(Node heading) {
    StringBuilder out = new StringBuilder();
    for (Node node = heading; node != null; node = next(node, heading)) {
      if (node instanceof Text part && !(part.getParent() instanceof Image)) {
        out.append(part.getLiteral());
      } else if (node instanceof Code code) {
        out.append(code.getLiteral());
      } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        out.append(' ');
      }
    }
    return out.toString();
  }

  /** The next node in reading order, without recursion. */
  private static @Nullable Node next(Node node, Node top) {
    if (node.getFirstChild() != null) {
      return node.getFirstChild();
    }
    for (Node at = node; at != null && at != top; at = at.getParent()) {
      if (at.getNext() != null) {
        return at.getNext();
      }
    }
    return null;
  }
}
