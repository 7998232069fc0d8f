package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.commonmark.ext.front.matter.YamlFrontMatterExtension;
import org.commonmark.ext.front.matter.YamlFrontMatterVisitor;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Reads Markdown: headings, links, code blocks by language, and the keys of its front matter. */
final class MarkdownExtractor implements Extractor {
  private static final int DEEPEST_BLOCKS = 64;

  @Override
  public String language() {
    return "markdown";
  }

  @Override
  public String parserId() {
    return "commonmark-java";
  }

  @Override
  public String parserVersion() {
    return "0.32.0/1";
  }

  @Override
  public boolean code() {
    return false;
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    PlainFile.outside(source.decoded(), facts);
    Parser parser =
        Parser.builder()
            .extensions(List.of(YamlFrontMatterExtension.create()))
            .maxOpenBlockParsers(DEEPEST_BLOCKS)
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();
    org.commonmark.node.Node document = parser.parse(source.text());
    YamlFrontMatterVisitor front = new YamlFrontMatterVisitor();
    document.accept(front);
    declare(front.getData(), facts);
    Outline outline = new Outline(facts);
    document.accept(outline);
    outline.write();
  }

  private static void declare(Map<String, List<String>> front, Facts facts) {
    if (front.isEmpty()) {
      return;
    }
    ObjectNode declared = JsonNodeFactory.instance.objectNode();
    front.forEach(
        (key, values) -> {
          if (values.size() == 1) {
            declared.put(key, values.getFirst());
          } else {
            values.forEach(declared.putArray(key)::add);
          }
        });
    facts.declare(declared);
    for (String key : List.of("summary", "description", "title")) {
      facts.summary(front.getOrDefault(key, List.of()).stream().findFirst().orElse(null));
    }
  }

  /** What a reader sees at a glance. */
  private static final class Outline extends AbstractVisitor {
    private final Facts facts;
    private final ArrayNode headings = JsonNodeFactory.instance.arrayNode();
    private final Map<String, Integer> code = new TreeMap<>();
    private final Set<String> links = new java.util.TreeSet<>();
    private boolean introduced;

    Outline(Facts facts) {
      this.facts = facts;
    }

    @Override
    public void visit(Heading heading) {
      String text = facts.clean(words(heading));
      if (text != null && headings.size() < Facts.MOST) {
        headings
            .addObject()
            .put("level", heading.getLevel())
            .put("line", line(heading))
            .put("text", text);
      }
      facts.summary(text);
      visitChildren(heading);
    }

    @Override
    public void visit(Paragraph paragraph) {
      if (!introduced && headings.isEmpty()) {
        facts.summary(words(paragraph));
      }
      introduced = true;
      visitChildren(paragraph);
    }

    @Override
    public void visit(FencedCodeBlock block) {
      String info = block.getInfo() == null ? "" : block.getInfo().strip();
      String language = facts.clean(info.split("[\\s{,]", 2)[0]);
      if (code.size() < Facts.MOST) {
        code.merge(language == null ? "plain" : language, 1, Integer::sum);
      }
    }

    @Override
    public void visit(Link link) {
      link(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      link(image.getDestination());
      visitChildren(image);
    }

    private void link(String target) {
      String clean = facts.clean(target);
      if (clean != null && links.size() < Facts.MOST) {
        links.add(clean);
      }
    }

    void write() {
      facts.more().set("headings", headings);
      ObjectNode blocks = facts.more().putObject("code_blocks");
      code.forEach(blocks::put);
      ArrayNode local = facts.more().putArray("links_local");
      ArrayNode external = facts.more().putArray("links_external");
      links.forEach(
          link ->
              (link.matches("(?s)[A-Za-z][A-Za-z0-9+.-]+:.*|//.*") ? external : local).add(link));
    }

    private static int line(org.commonmark.node.Node node) {
      return node.getSourceSpans().isEmpty()
          ? 0
          : node.getSourceSpans().getFirst().getLineIndex() + 1;
    }
  }

  /** The words of a block, without its markup. */
  private static String words(org.commonmark.node.Node block) {
    StringBuilder out = new StringBuilder();
    block.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            out.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            out.append(code.getLiteral());
          }

          @Override
          public void visit(SoftLineBreak lineBreak) {
            out.append(' ');
          }

          @Override
          public void visit(HardLineBreak lineBreak) {
            out.append(' ');
          }
        });
    return out.toString();
  }
}
