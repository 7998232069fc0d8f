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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the dialog says of a judgement that no longer holds, beside the one that does. */
final class MismatchWords {
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

  /** Both under each other, and under each thing whether it is the same. */
  static List<String> both(Proposal now, @Nullable Proposal newest) {
    return switch (now.standing()) {
      case POLICY_CHANGED -> policies(now);
      case SUPERSEDED -> newest == null ? List.of() : judgements(now, newest);
      default -> List.of();
    };
  }

  private static List<String> policies(Proposal now) {
    return AlignedPair.of(
            Texts.get("approval.mismatch.judged-policy"), Texts.get("approval.mismatch.policy-now"))
        .hash("", Formats.hash(now.policyHash()), Formats.hash(now.policyNow()))
        .lines();
  }

  private static List<String> judgements(Proposal now, Proposal newest) {
    return AlignedPair.of(
            Texts.get("approval.mismatch.this"), Texts.get("approval.mismatch.newest"))
        .hash(
            Texts.get("approval.mismatch.id"),
            Formats.hash(now.subjectHash()),
            Formats.hash(newest.subjectHash()))
        .number(Texts.get("approval.mismatch.files"), files(now), files(newest))
        .number(
            Texts.get("approval.mismatch.lines"), ReviewWords.lines(now), ReviewWords.lines(newest))
        .words(Texts.get("approval.mismatch.risk"), risk(now), risk(newest))
        .words(Texts.get("approval.mismatch.policy"), policy(now), policy(newest))
        .lines();
  }

  private static String files(Proposal of) {
    return Formats.count(of.items().size());
  }

  private static String risk(Proposal of) {
    return RiskWords.of(of.risk().code());
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
}
