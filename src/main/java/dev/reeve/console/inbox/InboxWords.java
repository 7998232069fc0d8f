package dev.reeve.console.inbox;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.Failures;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the Inbox says about one row. */
final class InboxWords {
  private static final int RANKS_OF_ONE_STATE = 100;

  private InboxWords() {}

  static Badge badge(InboxItem item) {
    int rank = item.state().ordinal() * RANKS_OF_ONE_STATE + item.kind().ordinal();
    return switch (item.state()) {
      case OPEN -> open(item, rank);
      case RESOLVED -> Badge.of(rank, Texts.get("inbox.state.resolved"), Icon.CHECK, Hue.OK);
      case ACKNOWLEDGED ->
          Badge.of(rank, Texts.get("inbox.state.acknowledged"), Icon.EYE, Hue.IDLE)
              .in(Form.OUTLINED);
      case SNOOZED ->
          Badge.of(rank, Texts.get("inbox.state.snoozed"), Icon.CLOCK, Hue.IDLE).in(Form.OUTLINED);
    };
  }

  private static Badge open(InboxItem item, int rank) {
    return switch (item.kind()) {
      case APPROVAL_NEEDED, ATTENTION_NEEDED, EDIT_KEPT, PLAN_HELD ->
          Badge.of(rank, Texts.get("inbox.state.needs-you"), Icon.HAND, Hue.NEED).in(Form.SOLID);
      case APPROVAL_UNUSED -> expiring(item, rank);
      case STORE_FAILED, WRITES_REFUSED, REGISTRY_CLOSED, REGISTRY_ALARM ->
          Badge.of(rank, Texts.get("inbox.state.closed"), Icon.NO_ENTRY, Hue.BAD);
      case DEAD_LETTERS -> Badge.of(rank, Texts.get("inbox.state.dead"), Icon.TRAY, Hue.BAD);
      case LINKS_UNDECIDED ->
          Badge.of(rank, Texts.get("inbox.state.undecided"), Icon.CHAIN, Hue.WAIT);
      case LOCK_STUCK -> Badge.of(rank, Texts.get("inbox.state.stuck"), Icon.LOCK, Hue.WAIT);
      case WATCHER_STOPPED ->
          Badge.of(rank, Texts.get("inbox.state.not-watched"), Icon.EYE, Hue.BAD);
      case VALIDATION_PROBLEMS ->
          Badge.of(rank, Texts.get("inbox.state.errors"), Icon.OCTAGON, Hue.BAD);
    };
  }

  private static Badge expiring(InboxItem item, int rank) {
    Badge badge = Badge.of(rank, Texts.get("inbox.state.expires"), Icon.CLOCK, Hue.WAIT);
    return item.deadline() == null ? badge : badge.counting(item.deadline(), "");
  }

  /** What the row's button does. */
  static String verb(InboxItem item) {
    if (item.state() == InboxItem.State.RESOLVED) {
      return Texts.get("inbox.action.acknowledge");
    }
    return switch (item.kind()) {
      case APPROVAL_NEEDED, APPROVAL_UNUSED -> Texts.get("inbox.action.review");
      case DEAD_LETTERS -> Texts.get("inbox.action.requeue");
      case LINKS_UNDECIDED -> Texts.get("inbox.action.decide");
      case ATTENTION_NEEDED -> Texts.get("inbox.action.settle");
      default -> Texts.get("inbox.action.open");
    };
  }

  /** Whether its button brings its jobs back. */
  static boolean requeues(InboxItem item) {
    return item.kind() == InboxKind.DEAD_LETTERS && item.state() != InboxItem.State.RESOLVED;
  }

  /** The thing; of jobs that were given up the engine names the code, and a person reads words. */
  static String what(InboxItem item) {
    int end = item.what().indexOf(" \u00b7 ");
    return item.kind() == InboxKind.DEAD_LETTERS && end > 0
        ? Failures.name(item.what().substring(0, end))
            .map(name -> name + item.what().substring(end))
            .orElse(item.what())
        : item.what();
  }

  private static String label(String word) {
    return word.matches("[a-z ]+")
        ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
        : word;
  }

  /** What the drawer says where no pane has a drawer for it. */
  static DrawerContent drawer(InboxItem item) {
    List<Fact> facts = new ArrayList<>();
    facts.add(time("inbox.fact.since", item.since()));
    if (item.deadline() != null) {
      facts.add(time("inbox.fact.deadline", item.deadline()));
    }
    facts.add(Fact.of(Texts.get("inbox.fact.owner"), Formats.orNone(item.owner())));
    for (String line : item.details()) {
      int colon = line.indexOf(": ");
      facts.add(
          colon < 0
              ? Fact.of("", line)
              : Fact.of(label(line.substring(0, colon)), line.substring(colon + 2)));
    }
    if (item.healedAt() != null) {
      facts.add(time("inbox.fact.healed", item.healedAt()));
    }
    if (item.acknowledgedAt() != null) {
      facts.add(
          Fact.of(
              Texts.get("inbox.fact.acknowledged"),
              Texts.get(
                  "inbox.fact.by",
                  Formats.stamp(item.acknowledgedAt()),
                  String.valueOf(item.acknowledgedBy()))));
    }
    if (item.state() == InboxItem.State.SNOOZED) {
      facts.add(
          Fact.of(
              Texts.get("inbox.fact.snoozed"),
              item.snoozedUntil() == null
                  ? Texts.get("inbox.fact.until-worse")
                  : Formats.stamp(item.snoozedUntil())));
    }
    return new DrawerContent(what(item), List.of(badge(item)), facts, List.of(), List.of());
  }

  private static Fact time(String key, @Nullable Instant time) {
    return new Fact(Texts.get(key), Formats.stamp(time), Formats.exact(time));
  }
}
