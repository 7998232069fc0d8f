package dev.reeve.console.inbox;

import dev.reeve.console.approval.RiskWords;
import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent;
import dev.reeve.console.fx.DrawerContent.Fact;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.Failures;
import dev.reeve.console.queue.LockBadge;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxKind;
import dev.reeve.engine.inbox.Snooze;
import dev.reeve.engine.lock.LockStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the Inbox says about one row. */
final class InboxWords {
  private static final int RANKS_OF_ONE_STATE = 100;

  static final String DOT = " \u00b7 ";
  private static final Pattern CODE = Pattern.compile("^[A-Z]+(_[A-Z]+)+: ");

  private InboxWords() {}

  static Badge badge(InboxItem item) {
    int rank = item.state().ordinal() * RANKS_OF_ONE_STATE + item.kind().ordinal();
    return switch (item.state()) {
      case OPEN -> open(item, rank);
      case RESOLVED ->
          Badge.of(
              rank,
              Texts.get(endedByItself(item) ? "inbox.state.resolved" : "inbox.state.over"),
              Icon.CHECK,
              Hue.OK);
      case ACKNOWLEDGED ->
          Badge.of(rank, Texts.get("inbox.state.acknowledged"), Icon.EYE, Hue.IDLE)
              .in(Form.OUTLINED);
      case SNOOZED ->
          Badge.of(rank, Texts.get("inbox.state.snoozed"), Icon.CLOCK, Hue.IDLE).in(Form.OUTLINED);
    };
  }

  /** Whether nobody did it; of jobs that are done that is not known. */
  static boolean endedByItself(InboxItem item) {
    return item.kind() != InboxKind.DEAD_LETTERS;
  }

  private static Badge open(InboxItem item, int rank) {
    return switch (item.kind()) {
      case APPROVAL_NEEDED, ATTENTION_NEEDED, EDIT_KEPT, PLAN_HELD, LINKS_UNDECIDED ->
          Badge.of(rank, Texts.get("inbox.state.needs-you"), Icon.HAND, Hue.NEED).in(Form.SOLID);
      case APPROVAL_UNUSED -> expiring(item, rank);
      case STORE_FAILED, WRITES_REFUSED, REGISTRY_CLOSED, REGISTRY_ALARM ->
          Badge.of(rank, Texts.get("inbox.state.closed"), Icon.NO_ENTRY, Hue.BAD);
      case DEAD_LETTERS ->
          Badge.of(rank, Texts.get("inbox.state.dead"), Icon.TRAY_CROSSED, Hue.BAD);
      case LOCK_STUCK -> LockBadge.of(rank, lock(item));
      case WATCHER_STOPPED ->
          Badge.of(rank, Texts.get("inbox.state.not-watched"), Icon.EYE, Hue.BAD);
      case VALIDATION_PROBLEMS ->
          Badge.of(rank, Texts.get("inbox.state.errors"), Icon.OCTAGON, Hue.BAD);
    };
  }

  /** As it stands in Locks; of a row from before its state was told, what nearly all are. */
  private static LockStatus.State lock(InboxItem item) {
    LockStatus.State state = item.lock();
    return state == null ? LockStatus.State.STALE : state;
  }

  /** Whether the row says that it needs a person, and not what is wrong. */
  static boolean needsYou(InboxItem item) {
    return badge(item).form() == Form.SOLID;
  }

  private static Badge expiring(InboxItem item, int rank) {
    Badge badge = Badge.of(rank, Texts.get("inbox.state.expires"), Icon.CLOCK, Hue.WAIT);
    return item.deadline() == null ? badge : badge.counting(item.deadline(), "");
  }

  /** The state that most rows are in; its column is never narrower. */
  static Badge usual() {
    return Badge.of(0, Texts.get("inbox.state.needs-you"), Icon.HAND, Hue.NEED).in(Form.SOLID);
  }

  /** What the row's button does. */
  static String verb(InboxItem item) {
    if (item.state() == InboxItem.State.RESOLVED) {
      return Texts.get("inbox.action.acknowledge");
    }
    return switch (item.kind()) {
      case APPROVAL_NEEDED, APPROVAL_UNUSED -> Texts.get("inbox.action.review");
      case DEAD_LETTERS ->
          Texts.get(needsAnotherId(item) ? "inbox.action.another-id" : "inbox.action.requeue");
      case LINKS_UNDECIDED -> Texts.get("inbox.action.decide");
      case ATTENTION_NEEDED -> Texts.get("inbox.action.settle");
      default -> Texts.get("inbox.action.open");
    };
  }

  /** Whether its jobs would fail again until one of two files has another id. */
  static boolean needsAnotherId(InboxItem item) {
    return requeues(item) && Failures.isIdConflict(code(item));
  }

  /** Whether its button brings its jobs back, if nothing must be done before. */
  static boolean requeues(InboxItem item) {
    return item.kind() == InboxKind.DEAD_LETTERS && item.state() != InboxItem.State.RESOLVED;
  }

  /** The thing; of jobs that were given up the engine names the code, and a person reads words. */
  static String what(InboxItem item) {
    String failure = failure(item);
    return failure == null ? item.what() : failure + item.what().substring(end(item));
  }

  /** What it is about, where {@link #whyNow} stands beside it. */
  static String thing(InboxItem item) {
    return failure(item) == null ? item.what() : item.what().substring(end(item) + DOT.length());
  }

  /** Why it waits, the telling words first. */
  static String whyNow(InboxItem item) {
    String failure = failure(item);
    return failure == null ? why(item) : failure + ". " + why(item);
  }

  /** What jobs that were given up failed of, null of anything else. */
  private static @Nullable String failure(InboxItem item) {
    return Failures.name(code(item)).orElse(null);
  }

  private static @Nullable String code(InboxItem item) {
    return item.kind() == InboxKind.DEAD_LETTERS && end(item) > 0
        ? item.what().substring(0, end(item))
        : null;
  }

  private static int end(InboxItem item) {
    return item.what().indexOf(DOT);
  }

  /** Why it waits; a code in front of the words says nothing to a person. */
  static String why(InboxItem item) {
    return CODE.matcher(item.why()).replaceFirst("");
  }

  private static String label(String word) {
    return word.matches("[a-z ]+")
        ? word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)
        : word;
  }

  /** How long it is laid to rest. */
  static String length(Snooze length) {
    return switch (length) {
      case HOUR -> Texts.get("inbox.snooze.hour");
      case TOMORROW -> Texts.get("inbox.snooze.tomorrow");
      case UNTIL_WORSE -> Texts.get("inbox.snooze.until-worse");
    };
  }

  /** What the drawer says where no pane has a drawer for it. */
  static DrawerContent drawer(InboxItem item, List<InboxDeed> past) {
    return drawer(item, badge(item), past);
  }

  /** The same of a thing that waits for nobody any more. */
  static DrawerContent settled(InboxItem item, List<InboxDeed> past) {
    return drawer(item, settled(), past);
  }

  /** How a row looks that is still read although it waits for nobody. */
  static Badge settled() {
    return Badge.of(0, Texts.get("inbox.state.settled"), Icon.CHECK, Hue.OK);
  }

  private static DrawerContent drawer(InboxItem item, Badge state, List<InboxDeed> past) {
    List<Fact> facts = new ArrayList<>();
    facts.add(time("inbox.fact.since", item.since()));
    if (item.deadline() != null) {
      facts.add(time("inbox.fact.deadline", item.deadline()));
    }
    facts.add(Fact.of(Texts.get("inbox.fact.owner"), Formats.orNone(item.owner())));
    details(item.details(), past, facts);
    if (item.healedAt() != null) {
      facts.add(
          time(endedByItself(item) ? "inbox.fact.healed" : "inbox.past.done", item.healedAt()));
    }
    if (item.acknowledgedAt() != null) {
      facts.add(
          Fact.of(
              Texts.get("inbox.fact.acknowledged"),
              Texts.get(
                  "inbox.fact.by",
                  Formats.zoned(item.acknowledgedAt()),
                  String.valueOf(item.acknowledgedBy()))));
    }
    if (item.state() == InboxItem.State.SNOOZED) {
      facts.add(
          Fact.of(
              Texts.get("inbox.fact.snoozed"),
              item.snoozedUntil() == null
                  ? Texts.get("inbox.fact.until-worse")
                  : Formats.zoned(item.snoozedUntil())));
    }
    return new DrawerContent(what(item), List.of(state), facts, PastWords.entries(past), List.of());
  }

  /** What follows a name that stands alone is its list. */
  private static void details(List<String> lines, List<InboxDeed> past, List<Fact> facts) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int colon = line.indexOf(": ");
      if (line.endsWith(":")) {
        List<String> listed = lines.subList(i + 1, lines.size());
        facts.add(Fact.of(label(line.substring(0, line.length() - 1)), String.join("\n", listed)));
        return;
      }
      String name = colon < 0 ? "" : line.substring(0, colon);
      String value = colon < 0 ? line : line.substring(colon + 2);
      facts.add(
          switch (name) {
            case "risk" -> Fact.of(label(name), risk(value));
            case "decision" -> Fact.of(label(name), decision(value, past));
            default -> new Fact(label(name), Formats.shortHashes(value), value);
          });
    }
  }

  /** Where it was judged again, such as a part of it, the decision that holds comes first. */
  private static String decision(String id, List<InboxDeed> past) {
    return past.reversed().stream()
        .filter(deed -> deed.inPlaceOf() != null)
        .map(InboxDeed::id)
        .findFirst()
        .filter(newest -> !newest.equals(id))
        .map(newest -> Texts.get("inbox.past.in-place-of", newest, id))
        .orElse(id);
  }

  /** "low", or "low, judged high" where more was found than was proposed. */
  private static String risk(String told) {
    String[] levels = told.split(", judged ");
    return levels.length == 1 ? RiskWords.of(told) : RiskWords.of(levels[0], levels[1]);
  }

  private static Fact time(String key, @Nullable Instant time) {
    return new Fact(Texts.get(key), Formats.zoned(time), Formats.exact(time));
  }
}
