package dev.reeve.console.approval;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the dialog says of a judgement that no longer holds, beside the one that does. */
final class MismatchWords {
  private static final String GAP = "  ";
  private static final Optional<Badge> NONE = Optional.empty();

  private MismatchWords() {}

  static String title(Proposal now) {
    return now.standing() == Standing.POLICY_CHANGED
        ? Texts.get("approval.mismatch.policy-title")
        : Texts.get("approval.mismatch.title");
  }

  /** That nothing was run, and why it was judged again as far as that is known. */
  static String why(Proposal now, @Nullable Proposal newest) {
    if (now.standing() == Standing.POLICY_CHANGED) {
      return Texts.get("approval.mismatch.policy-why");
    }
    if (newest == null) {
      return Texts.get("approval.mismatch.judged-again");
    }
    Differences all = Differences.between(now, newest);
    String what =
        Stream.of(
                told("approval.mismatch.gone", all.gone()),
                told("approval.mismatch.added", all.added()),
                told("approval.mismatch.other", all.other()),
                now.policyHash().equals(newest.policyHash())
                    ? ""
                    : Texts.get("approval.mismatch.other-policy"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
    return what.isEmpty()
        ? Texts.get("approval.mismatch.same-why")
        : Texts.get("approval.mismatch.why", what);
  }

  private static String told(String key, List<Item> items) {
    return items.isEmpty() ? "" : Texts.get(key, items.size());
  }

  /**
   * What is not the same in both.
   *
   * @param gone files that the newest leaves as they are
   * @param added files that only the newest is about
   * @param other files that it does something else to
   */
  private record Differences(List<Item> gone, List<Item> added, List<Item> other) {
    static Differences between(Proposal now, Proposal newest) {
      Map<String, Item> here = byPath(now);
      Map<String, Item> there = byPath(newest);
      return new Differences(
          now.items().stream().filter(item -> !there.containsKey(item.path())).toList(),
          newest.items().stream().filter(item -> !here.containsKey(item.path())).toList(),
          newest.items().stream()
              .filter(item -> here.containsKey(item.path()))
              .filter(item -> !alike(Objects.requireNonNull(here.get(item.path())), item))
              .toList());
    }

    private static Map<String, Item> byPath(Proposal proposal) {
      return proposal.items().stream()
          .collect(Collectors.toMap(Item::path, Function.identity(), (first, again) -> first));
    }
  }

  private static boolean alike(Item one, Item other) {
    return one.operation().equals(other.operation())
        && Objects.equals(one.to(), other.to())
        && Objects.equals(one.beforeHash(), other.beforeHash())
        && Objects.equals(one.afterHash(), other.afterHash());
  }

  /** Each file in which they differ, below what differs. */
  static List<Line> difference(Proposal now, Proposal newest) {
    Differences all = Differences.between(now, newest);
    List<Line> lines = new ArrayList<>();
    put(lines, "approval.mismatch.gone", all.gone(), Line.Kind.REMOVED, "- ");
    put(lines, "approval.mismatch.added", all.added(), Line.Kind.ADDED, "+ ");
    put(lines, "approval.mismatch.other", all.other(), Line.Kind.PLAIN, "\u2260 ");
    return lines;
  }

  /** All of it as text, with the IDs in whole. */
  static String details(Proposal now, @Nullable Proposal newest) {
    List<String> lines = new ArrayList<>(List.of(title(now), why(now, newest), id(now)));
    if (newest != null) {
      lines.add(id(newest));
    }
    lines.addAll(both(now, newest));
    if (newest != null) {
      difference(now, newest).forEach(line -> lines.add(line.whole()));
    }
    return String.join("\n", lines);
  }

  private static String id(Proposal of) {
    return Texts.get(
        "approval.mismatch.details.id",
        Formats.orNone(of.decisionId()),
        Formats.orNone(of.subjectHash()),
        of.policyHash());
  }

  private static void put(
      List<Line> lines, String key, List<Item> items, Line.Kind kind, String sign) {
    if (!items.isEmpty()) {
      lines.add(new Line(Line.Kind.HEAD, told(key, items)));
      items.forEach(item -> lines.add(new Line(kind, sign + FileWords.sentence(item))));
    }
  }

  /** How a file of it stands in the judgement that holds; null where it is the same there. */
  static @Nullable Badge state(Item item, @Nullable Proposal newest) {
    if (newest == null) {
      return null;
    }
    return newest.items().stream()
        .filter(other -> other.path().equals(item.path()))
        .findFirst()
        .map(other -> alike(item, other) ? NONE : Optional.of(differs("approval.state.other")))
        .orElseGet(() -> Optional.of(differs("approval.state.not-in-it")))
        .orElse(null);
  }

  private static Badge differs(String key) {
    return Badge.of(0, Texts.get(key), Icon.UNEQUAL, Hue.BAD);
  }

  /** What a column holds. */
  private enum Kind {
    WORDS,
    NUMBER,
    HASH
  }

  /** One thing of both. */
  private record Column(String name, String one, String other, Kind kind) {
    Column(String key, Proposal now, Proposal newest, Function<Proposal, String> words, Kind kind) {
      this(Texts.get(key), words.apply(now), words.apply(newest), kind);
    }

    private int width() {
      return Math.max(name.length(), Math.max(one.length(), other.length()));
    }

    /** Of a hash under each of its groups. */
    private String sign() {
      List<String> groups = List.of(one.split(" "));
      List<String> others = List.of(other.split(" "));
      return kind == Kind.HASH && groups.size() == others.size()
          ? IntStream.range(0, groups.size())
              .mapToObj(
                  at ->
                      MismatchWords.padded(
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

  /** Both under each other, and under each thing whether it is the same. */
  static List<String> both(Proposal now, @Nullable Proposal newest) {
    if (now.standing() == Standing.POLICY_CHANGED) {
      return aligned(
          Texts.get("approval.mismatch.judged-policy"),
          Texts.get("approval.mismatch.policy-now"),
          List.of(
              new Column(
                  "", Formats.hash(now.policyHash()), Formats.hash(now.policyNow()), Kind.HASH)));
    }
    if (now.standing() != Standing.SUPERSEDED || newest == null) {
      return List.of();
    }
    return aligned(
        Texts.get("approval.mismatch.this"),
        Texts.get("approval.mismatch.newest"),
        List.of(
            new Column(
                "approval.mismatch.id",
                now,
                newest,
                it -> Formats.hash(it.subjectHash()),
                Kind.HASH),
            new Column(
                "approval.mismatch.files",
                now,
                newest,
                it -> Formats.count(it.items().size()),
                Kind.NUMBER),
            new Column("approval.mismatch.lines", now, newest, ReviewWords::lines, Kind.NUMBER),
            new Column(
                "approval.mismatch.risk",
                now,
                newest,
                it -> RiskWords.of(it.risk().code()),
                Kind.WORDS),
            new Column(
                "approval.mismatch.policy", now, newest, MismatchWords::policy, Kind.WORDS)));
  }

  /** The hash that each line of {@link #both} tells of, empty for none. */
  static List<String> hashes(Proposal now, @Nullable Proposal newest) {
    return now.standing() != Standing.SUPERSEDED || newest == null
        ? List.of()
        : List.of("", hash(now), hash(newest), "");
  }

  private static String hash(Proposal of) {
    String hash = of.subjectHash();
    return hash == null ? "" : hash;
  }

  private static String policy(Proposal of) {
    return PolicyWords.of(of.policyHash());
  }

  private static List<String> aligned(String one, String other, List<Column> columns) {
    List<String> lines =
        List.of(
            line("", columns, Column::name, one, other),
            line(one, columns, Column::one, one, other),
            line(other, columns, Column::other, one, other),
            line("", columns, Column::sign, one, other));
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  private static String line(
      String label,
      List<Column> columns,
      Function<Column, String> words,
      String one,
      String other) {
    StringBuilder line = new StringBuilder(padded(label, Math.max(one.length(), other.length())));
    columns.forEach(column -> line.append(GAP).append(column.padded(words.apply(column))));
    return line.toString().stripTrailing();
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
