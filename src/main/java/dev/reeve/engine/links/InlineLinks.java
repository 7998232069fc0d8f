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
    Position here = scanner.position();
    String destination = link.destination();
    String label = link.label();
    String words = link.text(scanner);
    if (destination != null) {
      inline(link, words, destination, scanner, here);
    } else {
      boolean full = label != null && !label.isEmpty();
      LinkReferenceDefinition definition =
          context.getDefinition(LinkReferenceDefinition.class, full ? label : words);
      if (definition != null) {
        collector.linkAt(bracket(link).getInputIndex());
        collector.use(definition, bracket(link));
      } else if (full && !label.isBlank() && !Footnote.isLabel(label)) {
        undefined(link, words, label, scanner);
      }
    }
    scanner.setPosition(here);
    return LinkResult.none();
  }

  private void inline(
      LinkInfo link, String words, String destination, Scanner scanner, Position end) {
    collector.linkAt(bracket(link).getInputIndex());
    boolean image = link.marker() != null && link.marker().getLiteral().equals("!");
    scanner.setPosition(link.afterTextBracket());
    SourceSpan span = Destination.ofInline(scanner);
    SourceSpan target = span == null ? bracket(link) : span;
    collector.add(
        image ? ReferenceKind.IMAGE : ReferenceKind.LINK, words, Target.of(destination), target);
    SourceSpan last = scanner.getSource(link.afterTextBracket(), end).getSourceSpans().getLast();
    collector.end(target, last.getInputIndex() + last.getLength());
  }

  private void undefined(LinkInfo link, String words, String label, Scanner scanner) {
    Position end = scanner.position();
    scanner.setPosition(link.afterTextBracket());
    scanner.next('[');
    SourceSpan span = first(scanner.getSource(scanner.position(), end).getSourceSpans());
    collector.add(
        ReferenceKind.UNDEFINED,
        words,
        Target.ofPath(""),
        span == null ? bracket(link) : span.subSpan(0, Math.min(label.length(), span.getLength())));
  }

  private static SourceSpan bracket(LinkInfo link) {
    return link.openingBracket().getSourceSpans().getFirst().subSpan(0, 0);
  }

  private static @Nullable SourceSpan first(List<SourceSpan> spans) {
    return spans.isEmpty() ? null : spans.getFirst();
  }
}
