package dev.reeve.console.inbox;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.Requeues;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.inbox.Snooze;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** What can be done with the selected rows of the Inbox. Screen thread. */
public final class InboxCommands {
  private final InboxView inbox;
  private final Requeues requeues;
  private final LiveList<InboxItem, InboxRow> list;
  private final String operator;
  private final Consumer<InboxPlace> opener;
  private final Runnable refresh;

  /**
   * @param operator account that is written beside a word
   * @param opener goes to the place where a row is dealt with
   * @param refresh reads the rows anew
   */
  InboxCommands(
      InboxView inbox,
      Requeues requeues,
      LiveList<InboxItem, InboxRow> list,
      String operator,
      Consumer<InboxPlace> opener,
      Runnable refresh) {
    this.inbox = inbox;
    this.requeues = requeues;
    this.list = list;
    this.operator = operator;
    this.opener = opener;
    this.refresh = refresh;
  }

  /** Goes to where the first selected row is dealt with. */
  public Command open() {
    return list.overSelection(
        Texts.get("inbox.action.go"),
        "Enter",
        item -> true,
        "",
        ids -> chosen(item -> true).findFirst().ifPresent(this::open));
  }

  /** The selected rows as they wait now: one that stays only because it is read has another id. */
  private Stream<InboxItem> chosen(Predicate<InboxItem> suits) {
    return list.chosen(suits).map(this::latest).distinct();
  }

  private InboxItem latest(InboxItem item) {
    return list.rows().find(item.id()).map(InboxRow::latest).orElse(item);
  }

  private void open(InboxItem item) {
    opener.accept(item.place());
  }

  /** Does what the button of the selected row says. */
  public Command act(BiConsumer<Question, Runnable> asker) {
    Command any =
        list.overSelection(
            Texts.get("inbox.action.open"),
            "Ctrl+Enter",
            item -> true,
            "",
            ids -> chosen(item -> true).findFirst().ifPresent(item -> act(item, asker)));
    ObservableValue<String> verb =
        Bindings.createStringBinding(
            () ->
                chosen(item -> true)
                    .findFirst()
                    .map(InboxWords::verb)
                    .orElseGet(() -> Texts.get("inbox.action.open")),
            list.selected(),
            list.drawer());
    return new Command(verb, any.key(), any.whyNot(), any.action());
  }

  /** The same; while nothing is selected, of the row that is first. */
  public Command actOnMostUrgent(Command act) {
    return new MostUrgent(list, act).command();
  }

  private void act(InboxItem item, BiConsumer<Question, Runnable> asker) {
    if (item.state() == State.RESOLVED) {
      acknowledge(List.of(item.id()));
    } else if (InboxWords.requeues(item)) {
      requeues.consider(
          item.place().items(),
          new Question(
              Texts.get("queue.requeue.title", item.place().items().size()),
              Texts.get("inbox.requeue.text", InboxWords.what(item)),
              item.details(),
              null,
              Texts.get("inbox.requeue.verb"),
              false),
          asker);
    } else {
      open(item);
    }
  }

  /** A person knows of the selected rows. */
  public Command acknowledge() {
    return list.overSelection(
        Texts.get("inbox.action.acknowledge"),
        "A",
        item -> latest(item).state() != State.ACKNOWLEDGED,
        Texts.get("inbox.why-not.acknowledge"),
        ids -> acknowledge(latest(ids)));
  }

  private List<String> latest(List<String> ids) {
    return chosen(item -> ids.contains(item.id())).map(InboxItem::id).toList();
  }

  private void acknowledge(List<String> ids) {
    run(
        () -> inbox.acknowledge(ids, operator),
        count -> done(Texts.get("inbox.done.acknowledged", count), ids));
  }

  /** Lays the selected rows to rest. */
  public Command snooze(Snooze length) {
    return list.overSelection(
        InboxWords.length(length), "", item -> true, "", ids -> snooze(latest(ids), length));
  }

  private void snooze(List<String> ids, Snooze length) {
    run(
        () -> inbox.snooze(ids, length, operator),
        count -> done(Texts.get("inbox.done.snoozed", count), ids));
  }

  /** The choices of {@link #snooze}, shortest first. */
  public List<Command> snoozes() {
    return Stream.of(Snooze.values()).map(this::snooze).toList();
  }

  /** Offers {@link #snoozes}. */
  public Command offerSnoozes(Runnable menu) {
    return list.overSelection(
        Texts.get("inbox.action.snooze"), "U", item -> true, "", ids -> menu.run());
  }

  private void done(String text, List<String> ids) {
    list.selected().clear();
    refresh.run();
    list.screen()
        .notices()
        .say(text, () -> run(() -> inbox.reopen(ids, operator), count -> refresh.run()));
  }

  private void run(Callable<Integer> work, Consumer<Integer> done) {
    list.screen().work().run(work, done, list.problemProperty()::set);
  }
}
