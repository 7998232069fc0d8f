package dev.reeve.engine.links;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.node.SourceSpan;

/** Gathers one document's references and gives each its place in the file. For one thread. */
final class Collector {
  private static final int LONGEST_TEXT = 300;

  private final SourceText source;
  private final int bodyStart;
  private final List<Reference> references = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();

  Collector(SourceText source, int bodyStart) {
    this.source = source;
    this.bodyStart = bodyStart;
  }

  /** A reference whose target has this span of the parsed text. */
  void add(ReferenceKind kind, String words, Target target, SourceSpan span) {
    int start = bodyStart + span.getInputIndex();
    add(kind, words, target, start, start + span.getLength());
  }

  /** The same by indexes of the whole text; a second one at the same place is left out. */
  void add(ReferenceKind kind, String words, Target target, int start, int end) {
    if (end == start || taken.add(start)) {
      references.add(
          new Reference(
              kind,
              words.length() <= LONGEST_TEXT ? words : words.substring(0, LONGEST_TEXT),
              source.text().substring(start, end),
              target,
              source.position(start, end)));
    }
  }

  List<Reference> references() {
    references.sort(Comparator.comparingInt(reference -> reference.position().offset()));
    return List.copyOf(references);
  }
}
