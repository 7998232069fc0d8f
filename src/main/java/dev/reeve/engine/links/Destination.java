package dev.reeve.engine.links;

import java.util.List;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/** Finds the text of a destination that the parser has already accepted. */
final class Destination {
  private Destination() {}

  /**
   * Of {@code (destination "title")}; null when it is empty.
   *
   * @param scanner before the parenthesis; its place is not kept
   */
  static @Nullable SourceSpan ofInline(Scanner scanner) {
    scanner.next('(');
    scanner.whitespace();
    return scan(scanner);
  }

  /** Of {@code [label]: destination "title"}, given from its bracket on. */
  static @Nullable SourceSpan ofDefinition(SourceLines definition) {
    Scanner scanner = Scanner.of(definition);
    scanner.find('[');
    scanner.next('[');
    skip(scanner, ']', false);
    scanner.next(']');
    scanner.next(':');
    scanner.whitespace();
    return scan(scanner);
  }

  private static @Nullable SourceSpan scan(Scanner scanner) {
    Position begin;
    if (scanner.next('<')) {
      begin = scanner.position();
      skip(scanner, '>', false);
    } else {
      begin = scanner.position();
      skip(scanner, ')', true);
    }
    List<SourceSpan> spans = scanner.getSource(begin, scanner.position()).getSourceSpans();
    return spans.isEmpty() ? null : spans.getFirst();
  }

  /** Goes to the first unescaped {@code end}; a bare one also ends at a space. */
  private static void skip(Scanner scanner, char end, boolean bare) {
    int open = 0;
    while (scanner.hasNext()) {
      char c = scanner.peek();
      if ((bare && c <= ' ') || (c == end && open == 0)) {
        return;
      }
      if (bare) {
        open += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      scanner.next();
      if (c == '\\' && scanner.hasNext() && scanner.peek() > ' ') {
        scanner.next();
      }
    }
  }
}
