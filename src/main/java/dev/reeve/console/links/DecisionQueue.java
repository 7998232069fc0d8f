package dev.reeve.console.links;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableIntegerValue;
import javafx.beans.value.ObservableValue;

/**
 * Has decisions kept, one after the other so that they are undone in the order in which they were
 * made, while somebody goes on; and tells how fast that is. Screen thread.
 */
final class DecisionQueue {
  private record Asked(Set<String> ids, Callable<Kept> act) {}

  /**
   * @param back the links of which a decision was taken back
   */
  private record Kept(TriageSnapshot now, Set<String> back) {}

  private final LinkRows rows;
  private final LinkCursor cursor;
  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final Pace pace = new Pace();
  private final ReadOnlyIntegerWrapper made = new ReadOnlyIntegerWrapper();
  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Set<String> underWay = new HashSet<>();
  private boolean keeping;

  DecisionQueue(
      LinkRows rows, LinkCursor cursor, TriageView triage, Screen screen, String operator) {
    this.rows = rows;
    this.cursor = cursor;
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
  }

  /** Has decisions kept and goes to the next row at once. */
  void decide(List<Wish> wishes) {
    Set<String> ids = ids(wishes);
    underWay.addAll(ids);
    cursor.toNext(underWay);
    pace.decided(ids.size(), screen.ticker().now());
    made.set(made.get() + ids.size());
    ask(ids, () -> new Kept(triage.decide(wishes, operator), Set.of()));
  }

  /** Has decisions kept that were made together, which tells nothing of the pace. */
  void decideTogether(List<Wish> wishes) {
    pace.decided(0, screen.ticker().now());
    ask(ids(wishes), () -> new Kept(triage.decide(wishes, operator), Set.of()));
  }

  private static Set<String> ids(Collection<Wish> wishes) {
    return wishes.stream().map(Wish::findingId).collect(Collectors.toUnmodifiableSet());
  }

  /** Takes the newest step back, and goes back to what it was about. */
  void undo() {
    ask(Set.of(), this::takeBack);
  }

  /**
   * The newest step may be another's, or of another day: what it was about is seen by comparing.
   */
  private Kept takeBack() {
    Map<String, Optional<String>> before =
        triage.snapshot().map(DecisionQueue::decisions).orElse(Map.of());
    TriageSnapshot now = triage.undo(operator);
    Map<String, Optional<String>> back = decisions(now);
    back.entrySet()
        .removeIf(
            each -> each.getValue().equals(before.getOrDefault(each.getKey(), Optional.empty())));
    return new Kept(now, back.keySet());
  }

  /** The decision about each link, by their ids. */
  private static Map<String, Optional<String>> decisions(TriageSnapshot now) {
    Map<String, Optional<String>> out = new LinkedHashMap<>();
    now.rows()
        .forEach(
            row ->
                out.put(row.finding().id(), Optional.ofNullable(row.decision()).map(Decision::id)));
    return out;
  }

  private void ask(Set<String> ids, Callable<Kept> act) {
    underWay.addAll(ids);
    waiting.add(new Asked(ids, act));
    keepNext();
  }

  private void keepNext() {
    Asked asked = keeping ? null : waiting.poll();
    if (asked == null) {
      return;
    }
    keeping = true;
    screen.work().run(asked.act(), kept -> kept(asked, kept), problem -> notKept(asked, problem));
  }

  /** Its rows are under way until they say themselves what was decided. */
  private void kept(Asked asked, Kept kept) {
    keeping = false;
    rows.list().problemProperty().set(null);
    rows.take(
        kept.now(),
        () -> {
          underWay.removeAll(asked.ids());
          cursor.backTo(kept.back());
        });
    keepNext();
  }

  private void notKept(Asked asked, Problem problem) {
    keeping = false;
    underWay.removeAll(asked.ids());
    rows.list().problemProperty().set(problem.retriedBy(() -> ask(asked.ids(), asked.act())));
    asked.ids().stream().findFirst().ifPresent(cursor::select);
    keepNext();
  }

  /** "about 6 min to zero", once ten were decided; empty before. */
  ObservableValue<String> paceText(ObservableIntegerValue left) {
    return Bindings.createStringBinding(
        () -> {
          Duration span = pace.toZero(left.get());
          return span == null
              ? ""
              : Texts.get(
                  "links.header.pace",
                  Formats.span(
                      span.toMinutes() < 1
                          ? Duration.ofMinutes(1)
                          : Duration.ofMinutes(span.toMinutes())));
        },
        made,
        left);
  }
}
