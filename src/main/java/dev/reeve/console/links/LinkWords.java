package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.links.LinkRow.Score;
import dev.reeve.console.links.LinkRow.Where;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Decision.Standing;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageRow.State;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the Doc links pane says about a row. */
final class LinkWords {
  /** What may not be hidden from readers of a document that leads through the workspace. */
  private static final Set<Category> BROKEN_FILES =
      Set.of(Category.MISSING_FILE, Category.ROOT_RELATIVE_ONLY, Category.CASE_MISMATCH);

  private LinkWords() {}

  static Badge badge(LinkItem item) {
    if (item.problem() != null) {
      boolean gone = item.problem().reason() == Category.MISSING_DOCUMENT;
      return gone
          ? Badge.of(6, Texts.get("links.state.missing"), Icon.FILE_GONE, Hue.WAIT)
          : Badge.of(6, Texts.get("links.state.unreadable"), Icon.OCTAGON, Hue.BAD);
    }
    if (item.done() != null) {
      return item.done().standing() == Standing.VERIFIED
          ? Badge.of(8, Texts.get("links.state.verified"), Icon.CHECK, Hue.OK)
          : Badge.of(7, Texts.get("links.state.applied"), Icon.CHECK, Hue.OK);
    }
    if (item.heads() && item.undecided()) {
      long left = item.links().stream().filter(LinkWords::undecided).count();
      return Badge.of(2, Texts.get("links.state.left", left), Icon.CIRCLE, Hue.IDLE)
          .in(Form.OUTLINED);
    }
    return badge(state(item));
  }

  private static boolean undecided(TriageRow row) {
    return row.state() == State.UNDECIDED || row.state() == State.REGRESSED;
  }

  /** Of a group without anything undecided, what most needs to be seen. */
  private static State state(LinkItem item) {
    return item.links().stream()
        .map(TriageRow::state)
        .max(Comparator.comparingInt(LinkWords::weight))
        .orElse(State.UNDECIDED);
  }

  private static int weight(State state) {
    return switch (state) {
      case REGRESSED -> 5;
      case UNDECIDED -> 4;
      case STAGED -> 3;
      case LATER -> 2;
      case APPLIED -> 1;
      case VERIFIED -> 0;
    };
  }

  static Badge badge(State state) {
    return switch (state) {
      case UNDECIDED ->
          Badge.of(2, Texts.get("links.state.undecided"), Icon.CIRCLE, Hue.IDLE).in(Form.OUTLINED);
      case LATER ->
          Badge.of(5, Texts.get("links.state.later"), Icon.CLOCK, Hue.IDLE).in(Form.OUTLINED);
      case STAGED -> Badge.of(4, Texts.get("links.state.staged"), Icon.SAVE, Hue.RUN);
      case APPLIED -> Badge.of(7, Texts.get("links.state.applied"), Icon.CHECK, Hue.OK);
      case VERIFIED -> Badge.of(8, Texts.get("links.state.verified"), Icon.CHECK, Hue.OK);
      case REGRESSED -> Badge.of(1, Texts.get("links.state.regressed"), Icon.OCTAGON, Hue.BAD);
    };
  }

  static Where where(LinkItem item) {
    if (item.problem() != null) {
      return new Where(item.problem().sourceFile(), false, false, false);
    }
    if (item.done() != null) {
      return new Where(
          item.done().link().sourceFile() + ":" + item.done().link().line(), false, false, false);
    }
    return item.heads()
        ? new Where(heading(item), true, item.closed(), false)
        : new Where(place(item.links().getFirst()), false, false, !item.group().isEmpty());
  }

  private static String heading(LinkItem item) {
    Finding first = item.links().getFirst().finding();
    return item.group().equals(first.reason().code()) ? LinkNames.of(first.reason()) : item.group();
  }

  static String place(TriageRow row) {
    return row.finding().sourceFile() + ":" + row.finding().position().line();
  }

  /** How many documents a scan read, which, and how many it left. */
  static String looked(TriageSnapshot now) {
    return Texts.get("links.looked", now.documents(), lookedIn(now));
  }

  /** Which documents a scan read, and how many it left. */
  static String lookedIn(TriageSnapshot now) {
    TriageSnapshot.Looked in = now.looked();
    List<String> read = Stream.concat(in.nav().stream(), in.include().stream()).toList();
    return Texts.get(
        "links.looked-in",
        String.join(", ", read),
        in.exclude().isEmpty() ? 0 : 1,
        String.join(", ", in.exclude()),
        now.leftOut(),
        now.deadEnds());
  }

  /** Why a document could not be checked, and why it should be there. */
  static String problem(Finding problem) {
    return problem.reason() == Category.MISSING_DOCUMENT
        ? problem.message() + " " + Texts.get("links.problem.missing-told")
        : problem.message();
  }

  static String target(LinkItem item) {
    if (item.problem() != null) {
      return item.problem().reason() == Category.MISSING_DOCUMENT
          ? Texts.get("links.problem.missing")
          : LinkNames.of(item.problem().reason());
    }
    if (item.done() != null) {
      return item.done().link().rawTarget();
    }
    if (item.heads()) {
      return Texts.get("links.group.links", item.links().size());
    }
    TriageRow row = item.first();
    return row == null ? "" : row.finding().rawTarget();
  }

  static String reason(LinkItem item) {
    if (item.problem() != null) {
      return problem(item.problem());
    }
    if (item.done() != null) {
      return LinkNames.of(item.done().category());
    }
    List<Category> all =
        item.links().stream().map(row -> row.finding().reason()).distinct().toList();
    return all.size() == 1 ? LinkNames.of(all.getFirst()) : Texts.get("links.reason.several");
  }

  static String key(String code) {
    return code.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Score score(LinkItem item) {
    TriageRow row = item.shown();
    Double value = row == null ? null : row.score();
    if (row == null) {
      return new Score(-1, "");
    }
    return value == null
        ? new Score(-1, Texts.get("links.band.none"))
        : new Score(value, LinkNames.of(row.band()));
  }

  /** The decision that stands about a row; of a group only when all its links have one. */
  static @Nullable Decision decided(LinkItem item) {
    if (item.done() != null) {
      return item.done();
    }
    return item.links().stream().anyMatch(row -> row.decision() == null)
        ? null
        : item.first() == null ? null : item.links().getFirst().decision();
  }

  /** Who decided; empty when nobody has. */
  static String author(LinkItem item) {
    Decision decision = decided(item);
    return decision == null ? "" : decision.author();
  }

  static String decision(LinkItem item) {
    Decision decision = decided(item);
    if (decision == null) {
      return "";
    }
    boolean alike =
        item.links().stream()
            .allMatch(
                row ->
                    row.decision() != null
                        && row.decision().choice().code().equals(decision.choice().code()));
    return alike
        ? decision(decision.choice(), Math.max(1, item.links().size()))
        : Texts.get("links.decision.several");
  }

  /** A decision about one link. */
  static String decision(Choice choice) {
    return decision(choice, 1);
  }

  /**
   * A decision in few words.
   *
   * @param links it is about
   */
  static String decision(Choice choice, int links) {
    return switch (choice) {
      case Choice.Accept accept -> Texts.get("links.decision.accept", accept.target());
      case Choice.Manual manual -> Texts.get("links.decision.manual", manual.target());
      case Choice.Stub stub -> Texts.get("links.decision.stub", stub.target());
      case Choice.Historical historical -> Texts.get("links.decision.historical");
      case Choice.Ignore ignore ->
          Texts.get(
              "links.decision.ignore",
              ignore.scope() == Choice.Scope.LINK
                  ? LinkNames.links(links)
                  : LinkNames.of(ignore.scope()));
      case Choice.Later later -> Texts.get("links.state.later");
    };
  }

  /** What comes after the decision about a link that stands like this. */
  static String next(State state) {
    return Texts.get(
        switch (state) {
          case UNDECIDED, LATER -> "links.next.later";
          case STAGED -> "links.next.staged";
          case REGRESSED -> "links.next.regressed";
          case APPLIED, VERIFIED -> "links.next.applied";
        });
  }

  /** The same where there is little room and Undo stands beside it. */
  static String nextShort(State state) {
    return state == State.STAGED ? Texts.get("links.next.staged-short") : next(state);
  }

  /** What a person wrote, as a sentence that others can follow. */
  static String ended(String text) {
    String words = text.strip();
    return words.matches("(?s).*[.!?\u2026]") ? words : words + ".";
  }

  /** Whether hiding it would leave readers of a leading document with a broken file. */
  static boolean isStrict(TriageRow row) {
    return row.nav() && BROKEN_FILES.contains(row.finding().reason());
  }

  /** What free text is looked for in. */
  static String searched(LinkItem item) {
    StringBuilder text = new StringBuilder(where(item).text());
    text.append(' ').append(target(item)).append(' ').append(item.group());
    item.links()
        .forEach(
            row -> text.append(' ').append(row.group()).append(' ').append(row.finding().words()));
    return text.toString();
  }

  /** The stable word that the filter knows a state by. */
  static String stateCode(LinkItem item) {
    if (item.problem() != null) {
      return "unreadable";
    }
    if (item.done() != null) {
      return item.done().standing().name().toLowerCase(Locale.ROOT);
    }
    return item.links().getFirst().state().code();
  }
}
