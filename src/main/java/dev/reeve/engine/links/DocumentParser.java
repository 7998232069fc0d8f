package dev.reeve.engine.links;

import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Markdown document: CommonMark with tables and footnotes, and the HTML in it. Stateless;
 * safe on any thread. Source: {@code docs/reference/links.md}.
 */
public final class DocumentParser {
  /** Deeper than anybody writes, and shallow enough for every stack. */
  private static final int DEEPEST = 200;

  private static final int METHOD_LENGTH = 16;

  private DocumentParser() {}

  /**
   * Reads a document.
   *
   * @param path relative to the root
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  public static ParsedDocument parse(String path, byte[] file) throws CharacterCodingException {
    return parse(path, file, true);
  }

  /**
   * Reads a document.
   *
   * @param quickly whether plain blocks are left to {@link PlainInlines}; it finds the same
   */
  static ParsedDocument parse(String path, byte[] file, boolean quickly)
      throws CharacterCodingException {
    Reading reading = new Reading(SourceText.decode(file));
    reading.read(quickly);
    return new ParsedDocument(
        path,
        DocumentHash.of(file),
        reading.collector.references(),
        reading.anchors.names(),
        reading.title);
  }

  /**
   * Where inline links, images and path-like code spans end as a whole, with title and bracket.
   *
   * @return the byte behind each, by the byte where its target begins
   * @throws CharacterCodingException when the bytes are not UTF-8
   */
  public static Map<Integer, Integer> ends(byte[] file) throws CharacterCodingException {
    return ends(file, true);
  }

  static Map<Integer, Integer> ends(byte[] file, boolean quickly) throws CharacterCodingException {
    Reading reading = new Reading(SourceText.decode(file));
    reading.read(quickly);
    return reading.collector.ends();
  }

  /** One document being read. */
  private static final class Reading {
    private final String text;
    private final String body;
    private final int bodyStart;
    private final TableCells cells;
    private final Collector collector;
    private final Anchors anchors = new Anchors();
    private final HtmlParts html;
    private @Nullable String title;

    Reading(SourceText source) {
      this.text = source.text();
      this.bodyStart = source.bodyStart();
      this.body = text.substring(bodyStart);
      this.cells = new TableCells(body);
      this.collector = new Collector(source, bodyStart, cells);
      this.html = new HtmlParts(text, collector, anchors);
    }

    void read(boolean quickly) {
      Parser.Builder parser =
          Parser.builder()
              .extensions(List.of(TablesExtension.create()))
              .customBlockParserFactory(new Footnote.Factory())
              .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
              .maxOpenBlockParsers(DEEPEST)
              .maxInlineNesting(DEEPEST)
              .linkProcessor(new InlineLinks(collector));
      if (quickly) {
        parser.inlineParserFactory(context -> new PlainInlines(context, collector));
      }
      Node document = parser.build().parse(body);
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
      int at = bodyStart + span.getInputIndex();
      return text.substring(at, at + span.getLength());
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
}
