package dev.reeve.engine.links;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * Gathers one document's references and gives each its place in the file. Places are worked out at
 * the end, when all cells of tables are known. For one thread.
 */
final class Collector {
  private static final int LONGEST_TEXT = 300;

  /**
   * A reference before its place is known.
   *
   * @param parsed whether the indexes are the parser's; otherwise they are the source's
   */
  private record Found(
      ReferenceKind kind,
      String words,
      Target target,
      int start,
      int end,
      boolean parsed,
      @Nullable LinkReferenceDefinition definition) {}

  /** Where a reference ends as a whole, by the start of its target; indexes as above. */
  private record Ended(int start, int end, boolean parsed) {}

  private final SourceText source;
  private final Excerpt read;
  private final TableCells cells;
  private final List<Found> found = new ArrayList<>();
  private final List<Ended> ended = new ArrayList<>();
  private final BitSet linkBrackets = new BitSet();
  private final IdentityHashMap<LinkReferenceDefinition, List<Integer>> uses =
      new IdentityHashMap<>();

  /**
   * @param read what is parsed of the source
   */
  Collector(SourceText source, Excerpt read, TableCells cells) {
    this.source = source;
    this.read = read;
    this.cells = cells;
  }

  /** A reference whose target has this span of the parsed text. */
  void add(ReferenceKind kind, String words, Target target, SourceSpan span) {
    add(kind, words, target, span, null);
  }

  /** A definition; where it is used is told by {@link #use}. */
  void add(LinkReferenceDefinition definition, SourceSpan span) {
    Target target = Target.of(definition.getDestination());
    add(ReferenceKind.DEFINITION, definition.getLabel(), target, span, definition);
  }

  private void add(
      ReferenceKind kind,
      String words,
      Target target,
      SourceSpan span,
      @Nullable LinkReferenceDefinition definition) {
    int start = span.getInputIndex();
    int end = start + span.getLength();
    found.add(new Found(kind, shortened(words), target, start, end, true, definition));
  }

  /** A reference whose target has these indexes of the whole source. */
  void add(ReferenceKind kind, String words, Target target, int start, int end) {
    found.add(new Found(kind, shortened(words), target, start, end, false, null));
  }

  /**
   * Where an inline link ends as a whole.
   *
   * @param target span of its target, as it was added
   * @param end index behind it, of the parsed text
   */
  void end(SourceSpan target, int end) {
    ended.add(new Ended(target.getInputIndex(), end, true));
  }

  /** The same, by indexes of the whole source. */
  void end(int target, int end) {
    ended.add(new Ended(target, end, false));
  }

  /** The byte behind each link or code span as a whole, by the byte where its target begins. */
  Map<Integer, Integer> ends() {
    Map<Integer, Integer> out = new HashMap<>();
    for (Ended each : ended) {
      Position position =
          each.parsed()
              ? source.position(inSource(each.start()), inSource(each.end()))
              : source.position(each.start(), each.end());
      out.put(position.offset(), position.offset() + position.length());
    }
    return out;
  }

  /** A use of a definition, by a bracket of the parsed text. */
  void use(LinkReferenceDefinition definition, SourceSpan bracket) {
    uses.computeIfAbsent(definition, _ -> new ArrayList<>()).add(bracket.getInputIndex());
  }

  /**
   * A bracket that begins a link; so it was no label without a definition, as it seemed when the
   * bracket before it was closed.
   *
   * @param bracket its index of the parsed text
   */
  void linkAt(int bracket) {
    linkBrackets.set(bracket);
  }

  /** The index of the whole source that stands for an index of the parsed text. */
  int inSource(int parsed) {
    return read.inSource(cells.inSource(parsed));
  }

  /** All references in the order of their places; a second one at the same place is left out. */
  List<Reference> references() {
    List<Reference> out = new ArrayList<>(found.size());
    int before = -1;
    found.removeIf(each -> !isNoLink(each));
    found.sort(Comparator.comparingInt(this::start));
    for (Found each : found) {
      int start = start(each);
      int end = each.parsed() ? inSource(each.end()) : each.end();
      if (end == start || start != before) {
        out.add(
            new Reference(
                each.kind(),
                each.words(),
                source.text().substring(start, end),
                each.target(),
                source.position(start, end),
                lines(each.definition())));
      }
      before = start;
    }
    return List.copyOf(out);
  }

  private boolean isNoLink(Found each) {
    return each.kind() != ReferenceKind.UNDEFINED || !linkBrackets.get(each.start() - 1);
  }

  private int start(Found each) {
    return each.parsed() ? inSource(each.start()) : each.start();
  }

  private List<Integer> lines(@Nullable LinkReferenceDefinition definition) {
    return definition == null
        ? List.of()
        : uses.getOrDefault(definition, List.of()).stream()
            .map(index -> source.line(inSource(index)))
            .sorted()
            .distinct()
            .toList();
  }

  private static String shortened(String words) {
    return words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT);
  }
}
