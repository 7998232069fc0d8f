package dev.reeve.console.inbox;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Entry;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.inbox.InboxDeed;
import dev.reeve.engine.inbox.Snooze;
import java.util.ArrayList;
import java.util.List;

/** What has happened to a row of the Inbox, in words. */
final class PastWords {
  private PastWords() {}

  static List<Entry> entries(List<InboxDeed> past) {
    return past.stream().map(PastWords::entry).toList();
  }

  private static Entry entry(InboxDeed deed) {
    List<String> said = new ArrayList<>();
    if (deed.by() != null) {
      said.add(Texts.get("inbox.past.by", deed.by()));
    }
    if (!deed.id().isEmpty()) {
      said.add(
          deed.inPlaceOf() == null
              ? deed.id()
              : Texts.get("inbox.past.in-place-of", deed.id(), deed.inPlaceOf()));
    }
    if (deed.leftOut() > 0) {
      said.add(Texts.get("inbox.past.left-out", deed.leftOut()));
    }
    if (!deed.text().isBlank()) {
      said.add(deed.kind() == InboxDeed.Kind.SNOOZED ? rest(deed.text()) : deed.text());
    }
    return new Entry(badge(deed), Formats.zoned(deed.at()), String.join("\n", said));
  }

  private static Badge badge(InboxDeed deed) {
    return switch (deed.kind()) {
      case BEGAN -> idle("inbox.past.began", Icon.HOURGLASS);
      case HANDED_IN -> idle("inbox.past.handed-in", Icon.USER);
      case JUDGED ->
          idle(
              deed.inPlaceOf() == null ? "inbox.past.judged" : "inbox.past.judged-again",
              Icon.SEARCH); // the hand is for what waits now
      case ALLOWED -> Badge.of(0, Texts.get("inbox.past.allowed"), Icon.CHECK, Hue.OK);
      case DENIED -> Badge.of(0, Texts.get("inbox.past.denied"), Icon.NO_ENTRY, Hue.BAD);
      case APPROVED -> Badge.of(0, Texts.get("inbox.past.approved"), Icon.CHECK, Hue.OK);
      case REJECTED -> Badge.of(0, Texts.get("inbox.past.rejected"), Icon.NO_ENTRY, Hue.BAD);
      case CARRIED_OUT -> idle("inbox.past.carried-out", Icon.PLAY);
      case ACKNOWLEDGED -> idle("inbox.past.acknowledged", Icon.EYE).in(Form.OUTLINED);
      case SNOOZED -> idle("inbox.past.snoozed", Icon.CLOCK).in(Form.OUTLINED);
      case REOPENED -> idle("inbox.past.reopened", Icon.RETRY);
      case DONE -> Badge.of(0, Texts.get("inbox.past.done"), Icon.CHECK, Hue.OK);
      case ENDED -> Badge.of(0, Texts.get("inbox.past.ended"), Icon.CHECK, Hue.OK);
    };
  }

  private static Badge idle(String words, Icon icon) {
    return Badge.of(0, Texts.get(words), icon, Hue.IDLE);
  }

  /** How long it rests; of a length that this program does not know, its code. */
  private static String rest(String code) {
    return Snooze.of(code).map(InboxWords::length).orElse(code);
  }
}
