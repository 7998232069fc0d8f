package dev.reeve.console.inbox;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.queue.JobCommands;
import dev.reeve.engine.inbox.InboxItem;
import dev.reeve.engine.inbox.InboxItem.State;
import dev.reeve.engine.inbox.InboxPlace;
import dev.reeve.engine.inbox.InboxView;
import dev.reeve.engine.inbox.Snooze;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/** What can be done with the selected rows of the Inbox. Screen thread. */
public final class InboxCommands {
  private final InboxView inbox;
  private final JobCommands jobs;
  private final LiveList<InboxItem, InboxRow> list;
  private final Fates fates;
  private final NextRow next;
  private final String operator;
  private final Consumer<InboxPlace> opener;
  private final Runnable refresh;

  /** Ids about which a word is being said, or was said since the rows were read. */
  private final Set<String> spoken = new HashSet<>();

  private final List<Runnable> whenRead = new ArrayList<>();

  /**
   * @param operator account that is written beside a word
   * @param opener goes to the place where a row is dealt with
   * @param refresh reads the rows anew
   */
  InboxCommands(
      InboxView inbox,
      JobCommands jobs,
      LiveList<InboxItem, InboxRow> list,
      Fates fates,
      String operator,
      Consumer<InboxPlace> opener,
      Runnable refresh) {
    this.inbox = inbox;
    this.jobs = jobs;
    this.list = list;
    this.fates = fates;
    this.next = new NextRow(list);
    this.operator = operator;
    this.opener = opener;
    this.refresh = refresh;
  }

  /** Goes to where the first selected row is dealt with. */
  public Command open() {
    return overWaiting(
        Texts.get("inbox.action.go"),
        "Enter",
        item -> true,
        "",
        ids -> waiting().findFirst().ifPresent(this::open));
  }

  /** A command over the selected rows that wait and suit it. */
  private Command overWaiting(
      String text,
      String key,
      Predicate<InboxItem> suits,
      String whyNot,
      Consumer<List<String>> act) {
    Command any =
        list.overSelection(
            text, key, item -> !isSettled(item) && suits.test(latest(item)), whyNot, act);
    ObservableValue<String> reason =
        Bindings.createStringBinding(
            () -> {
              String otherwise = any.whyNot().getValue(); // unread, it tells of no further change
              return list.selected().isEmpty() || waiting().findAny().isPresent()
                  ? otherwise
                  : Texts.get("inbox.why-not.settled");
            },
            any.whyNot(),
            fates.changes());
    return new Command(any.text(), key, reason, any.action());
  }

  private boolean isSettled(InboxItem item) {
    return list.rows().find(item.id()).filter(InboxRow::isSettled).isPresent();
  }

  /** The selected rows as they wait now: one that stays only because it is read has another id. */
  private Stream<InboxItem> waiting() {
    return list.chosen(item -> !isSettled(item)).map(this::latest).distinct();
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
        overWaiting(
            Texts.get("inbox.action.open"),
            "Ctrl+Enter",
            item -> true,
            "",
            ids -> waiting().findFirst().ifPresent(item -> act(item, asker)));
    ObservableValue<String> verb =
        Bindings.createStringBinding(
            () ->
                waiting()
                    .findFirst()
                    .map(InboxWords::verb)
                    .orElseGet(() -> Texts.get("inbox.action.open")),
            list.selected(),
            list.drawer(),
            fates.changes());
    return new Command(verb, any.key(), any.whyNot(), any.action());
  }

  /** The same; while nothing is selected, of the row that is first. */
  public Command actOnMostUrgent(Command act) {
    return new MostUrgent(list, fates, act).command();
  }

  private void act(InboxItem item, BiConsumer<Question, Runnable> asker) {
    if (item.state() == State.RESOLVED) {
      acknowledge(List.of(item.id()));
    } else if (InboxWords.needsAnotherId(item)) {
      if (!jobs.giveAnotherId(item.place().items())) {
        open(item); // somebody was quicker
      }
    } else if (InboxWords.requeues(item)) {
      jobs.requeue(
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
    return overWaiting(
        Texts.get("inbox.action.acknowledge"),
        "A",
        item -> item.state() != State.ACKNOWLEDGED,
        Texts.get("inbox.why-not.acknowledge"),
        ids -> acknowledge(latest(ids)));
  }

  private List<String> latest(List<String> ids) {
    return list.chosen(item -> ids.contains(item.id()))
        .map(this::latest)
        .map(InboxItem::id)
        .distinct()
        .toList();
  }

  private void acknowledge(List<String> ids) {
    say(ids, news -> inbox.acknowledge(news, operator), "inbox.done.acknowledged");
  }

  /** Lays the selected rows to rest. */
  public Command snooze(Snooze length) {
    return overWaiting(
        InboxWords.length(length), "", item -> true, "", ids -> snooze(latest(ids), length));
  }

  private void snooze(List<String> ids, Snooze length) {
    say(ids, news -> inbox.snooze(news, length, operator), "inbox.done.snoozed");
  }

  /** The choices of {@link #snooze}, shortest first. */
  public List<Command> snoozes() {
    return Stream.of(Snooze.values()).map(this::snooze).toList();
  }

  /** Offers {@link #snoozes}. */
  public Command offerSnoozes(Runnable menu) {
    return overWaiting(Texts.get("inbox.action.snooze"), "U", item -> true, "", ids -> menu.run());
  }

  /** Of rows about which a word is on its way nothing is said: their keys were pressed twice. */
  private void say(List<String> ids, ToIntFunction<List<String>> word, String done) {
    List<String> news = ids.stream().filter(spoken::add).toList();
    if (news.isEmpty()) {
      return;
    }
    List<String> about = List.copyOf(list.selected());
    list.screen()
        .work()
        .run(
            () -> word.applyAsInt(news),
            count -> said(Texts.get(done, count), news, about),
            problem -> {
              news.forEach(spoken::remove);
              list.problemProperty().set(problem);
            });
  }

  /** One goes on with the next row, and those that are done with leave. */
  private void said(String text, List<String> ids, List<String> about) {
    if (list.selected().equals(about)) {
      next.after(about);
    }
    read(() -> ids.forEach(spoken::remove));
    list.screen().notices().say(text, () -> takeBack(ids));
  }

  private void takeBack(List<String> ids) {
    list.screen()
        .work()
        .run(
            () -> inbox.reopen(ids, operator),
            count -> read(() -> next.chooseAgain(ids)),
            list.problemProperty()::set);
  }

  private void read(Runnable then) {
    whenRead.add(
        () -> {
          list.rows().show(); // what was selected in the place of others holds no row
          then.run();
        });
    refresh.run();
  }

  /** The rows have been read anew. */
  void arrived() {
    List<Runnable> now = List.copyOf(whenRead);
    whenRead.clear();
    now.forEach(Runnable::run);
  }
}
