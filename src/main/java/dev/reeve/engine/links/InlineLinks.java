package dev.reeve.engine.links;

import java.util.List;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Listens while the parser decides about brackets: only then is it known where a destination
 * stands. It decides nothing itself.
 */
final class InlineLinks implements LinkProcessor {
  private final Collector collector;

  InlineLinks(Collector collector) {
    this.collector = collector;
  }

  @Override
  public LinkResult process(LinkInfo link, Scanner scanner, InlineParserContext context) {
    String destination = link.destination();
    String label = link.label();
    if (destination != null) {
      ReferenceKind kind =
          link.marker() == null || !link.marker().getLiteral().equals("!")
              ? ReferenceKind.LINK
              : ReferenceKind.IMAGE;
      Position here = scanner.position();
      String words = link.text(scanner);
      scanner.setPosition(link.afterTextBracket());
      SourceSpan span = Destination.ofInline(scanner);
      scanner.setPosition(here);
      collector.add(kind, words, Target.of(destination), span == null ? bracket(link) : span);
    } else if (label != null
        && !label.isBlank()
        && context.getDefinition(LinkReferenceDefinition.class, label) == null) {
      Position here = scanner.position();
      String words = link.text(scanner);
      scanner.setPosition(link.afterTextBracket());
      scanner.next('[');
      Position begin = scanner.position();
      SourceSpan span = first(scanner.getSource(begin, here).getSourceSpans());
      scanner.setPosition(here);
      collector.add(
          ReferenceKind.UNDEFINED,
          words,
          Target.ofPath(""),
          span == null
              ? bracket(link)
              : span.subSpan(0, Math.min(label.length(), span.getLength())));
    }
    return LinkResult.none();
  }

  private static SourceSpan bracket(LinkInfo link) {
    return link.openingBracket().getSourceSpans().getFirst().subSpan(0, 0);
  }

  private static @Nullable SourceSpan first(List<SourceSpan> spans) {
    return spans.isEmpty() ? null : spans.getFirst();
  }
}
