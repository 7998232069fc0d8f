package dev.reeve.console.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two things as lines of text under each other, in columns below their names, and under each column
 * a sign of whether they are the same.
 */
final class AlignedPair {
  private static final String GAP = "  ";

  private final String one;
  private final String other;
  private final List<Column> columns = new ArrayList<>();

  private AlignedPair(String one, String other) {
    this.one = one;
    this.other = other;
  }

  /** Things of these names. */
  static AlignedPair of(String one, String other) {
    return new AlignedPair(one, other);
  }

  AlignedPair words(String name, String first, String second) {
    return with(name, first, second, Kind.WORDS);
  }

  AlignedPair number(String name, String first, String second) {
    return with(name, first, second, Kind.NUMBER);
  }

  /** Hashes in groups; there is a sign under each group. */
  AlignedPair hash(String name, String first, String second) {
    return with(name, first, second, Kind.HASH);
  }

  private AlignedPair with(String name, String first, String second, Kind kind) {
    columns.add(new Column(name, first, second, kind));
    return this;
  }

  /** What a column holds. */
  private enum Kind {
    WORDS,
    NUMBER,
    HASH
  }

  /** What both have of one name. */
  private record Column(String name, String one, String other, Kind kind) {
    private int width() {
      return Math.max(name.length(), Math.max(one.length(), other.length()));
    }

    private String sign() {
      List<String> groups = List.of(one.split(" "));
      List<String> others = List.of(other.split(" "));
      return kind == Kind.HASH && groups.size() == others.size()
          ? IntStream.range(0, groups.size())
              .mapToObj(
                  at ->
                      AlignedPair.padded(
                          sign(groups.get(at), others.get(at)), groups.get(at).length()))
              .collect(Collectors.joining(" "))
          : sign(one, other);
    }

    private static String sign(String one, String other) {
      return one.equals(other) ? "=" : "\u2260";
    }

    /** Numbers stand below each other by their last digit. */
    String padded(String text) {
      String room = " ".repeat(Math.max(0, width() - text.length()));
      return kind == Kind.NUMBER ? room + text : text + room;
    }
  }

  /** The names of the columns, unless none has one, both things, and the signs. */
  List<String> lines() {
    List<String> lines =
        List.of(
            line("", Column::name),
            line(one, Column::one),
            line(other, Column::other),
            line("", Column::sign));
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  private String line(String label, Function<Column, String> words) {
    StringBuilder line = new StringBuilder(padded(label, Math.max(one.length(), other.length())));
    columns.forEach(column -> line.append(GAP).append(column.padded(words.apply(column))));
    return line.toString().stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
