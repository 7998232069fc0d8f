package dev.reeve.console.approval;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.change.Risk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the second stage says and asks for. */
final class ConfirmWords {
  /** So much must be said where a word alone says too little. */
  static final int LEAST_NOTES = 15;

  private static final int LONGEST_PADDED = 80;

  private ConfirmWords() {}

  /** Whether a word alone says too little. */
  static boolean needsNotes(Proposal now) {
    return now.standing() == Standing.WAITING
        && (now.risk().compareTo(Risk.HIGH) >= 0
            || !now.permanent().isEmpty()
            || !now.findings().isEmpty());
  }

  static String notesLabel(Proposal now) {
    return needsNotes(now)
        ? Texts.get("approval.notes.needed", LEAST_NOTES)
        : Texts.get("approval.notes.optional");
  }

  /** Whether something can still be done with it. */
  static boolean isOpen(Proposal now) {
    return switch (now.standing()) {
      case PREVIEW, WAITING, APPROVED, ALLOWED -> true;
      default -> false;
    };
  }

  /** "Update 1 file. Permanently change 1 file. Create 1 file. Permanently delete 2 files." */
  static String sentence(Proposal now) {
    if (ReviewWords.ofRecords(now)) {
      return Texts.get("approval.sentence.records", now.items().size());
    }
    return Texts.get(
        "approval.sentence",
        count(now, "update") - permanent(now, "update"),
        count(now, "create"),
        count(now, "delete") - permanent(now, "delete"),
        permanent(now, "delete"),
        count(now, "move"),
        permanent(now, "update"));
  }

  /** Each file that comes back if wanted, in a line with what becomes of it. */
  static List<Line> listed(Proposal now) {
    List<Item> items = now.items().stream().filter(Item::restorable).toList();
    int widest = items.stream().mapToInt(item -> FileWords.sentence(item).length()).max().orElse(0);
    int width = Math.min(widest, LONGEST_PADDED);
    return items.stream()
        .map(
            item -> {
              String says = FileWords.sentence(item);
              String gap = " ".repeat(Math.max(0, width - says.length()) + 2);
              return new Line(Line.Kind.PLAIN, says + gap + FileWords.lines(item));
            })
        .toList();
  }

  private static long permanent(Proposal now, String operation) {
    return now.permanent().stream().filter(item -> item.operation().equals(operation)).count();
  }

  private static long count(Proposal now, String operation) {
    return now.items().stream().filter(item -> item.operation().equals(operation)).count();
  }

  /** Until when a word given now can be used. */
  static String validity(Proposal now, Duration validFor, Instant at) {
    return switch (now.standing()) {
      case WAITING ->
          Texts.get("approval.validity", length(validFor), Formats.stamp(at.plus(validFor)));
      case APPROVED -> Texts.get("approval.validity.given", ReviewWords.until(now));
      default -> now.mayNotApprove() == null ? Texts.get("approval.validity.at-once") : "";
    };
  }

  /** "24 h", "7 d". */
  static String length(Duration time) {
    return time.toHours() <= 24
        ? Texts.get("approval.valid.hours", time.toHours())
        : Texts.get("approval.valid.days", time.toDays());
  }

  /**
   * What the button does that leads to {@link #verb}.
   *
   * @param deed what is handed in with the word for it, null for a decision
   */
  static String onward(@Nullable Proposal now, @Nullable Deed deed) {
    return now == null
        ? Texts.get("approval.action.next")
        : switch (now.standing()) {
          case PREVIEW -> deed == null ? Texts.get("approval.action.next") : deed.next();
          case APPROVED, ALLOWED -> Texts.get("approval.action.next-run");
          default -> Texts.get("approval.action.next");
        };
  }

  /** What the main button does, of the same. */
  static String verb(@Nullable Proposal now, @Nullable Deed deed) {
    if (now == null) {
      return Texts.get("approval.action.approve");
    }
    return switch (now.standing()) {
      case PREVIEW -> deed == null ? Texts.get("approval.action.approve") : deed.verb();
      case APPROVED, ALLOWED -> Texts.get("approval.action.run");
      default -> Texts.get("approval.action.approve");
    };
  }

  /** Why it cannot be approved, undone or carried out; empty when it can. */
  static String whyNot(Proposal now) {
    if (!isOpen(now)) {
      return ReviewWords.needs(now);
    }
    if (now.problem() != null) {
      return now.problem();
    }
    if (!now.refused().isEmpty()) {
      return Texts.get("approval.why-not.refused", now.refused().size());
    }
    String mayNot = now.mayNotApprove();
    boolean asksForWord = now.standing() == Standing.WAITING || now.standing() == Standing.PREVIEW;
    return mayNot != null && asksForWord ? mayNot : "";
  }

  /** Whether a rejection would still mean something. */
  static boolean rejectable(Proposal now) {
    return now.decisionId() != null
        && (now.standing() == Standing.WAITING
            || now.standing() == Standing.APPROVED
            || now.standing() == Standing.POLICY_CHANGED);
  }

  static Question rejection(Proposal now) {
    return new Question(
        Texts.get("approval.reject.title", now.plan().intent()),
        Texts.get("approval.reject.text"),
        List.of(),
        Texts.get("approval.reject.reason"),
        Texts.get("approval.reject.verb"),
        true);
  }

  /** What must be typed before something is lost for good; empty when nothing is. */
  static String wanted(Proposal now) {
    int lost = now.permanent().size();
    if (lost == 0) {
      return "";
    }
    boolean deletes = now.permanent().stream().anyMatch(item -> item.operation().equals("delete"));
    return deletes
        ? Texts.get("approval.typed.delete", lost)
        : Texts.get("approval.typed.overwrite", lost);
  }
}
