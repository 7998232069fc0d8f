package dev.reeve.console.links;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.fix.FixOutcome.Status;
import dev.reeve.engine.links.triage.TriagePreview;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The decisions in the dialog: which are to be done and which are left out, how many of what that
 * makes, and what each would write. Screen thread.
 */
final class ApplyItems {
  private final ObservableList<ApplyItem> items = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper counts = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper chosen = new ReadOnlyIntegerWrapper();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Map<String, TriagePreview.File> files = new HashMap<>();
  private final Map<String, String> kinds = new HashMap<>();
  private final Set<String> gone = new HashSet<>();
  private boolean byFinding;
  private String refused = "";

  /**
   * Begins anew.
   *
   * @param unmade whether the decisions are not made yet, and known by what they are about
   * @param notPossible what may not be decided so, in a sentence; may be empty
   */
  void begin(boolean unmade, String notPossible) {
    byFinding = unmade;
    refused = notPossible;
    leftOut.clear();
    items.clear();
    files.clear();
    counts.set("");
    chosen.set(0);
  }

  /** Shows what would be done, or was. */
  void show(TriagePreview told) {
    files.clear();
    told.files().forEach(file -> files.put(file.path(), file));
    kinds.clear();
    gone.clear();
    List<ApplyItem> next = new ArrayList<>();
    for (TriagePreview.Item each : told.items()) {
      next.add(item(each));
    }
    items.setAll(next);
    count();
  }

  private ApplyItem item(TriagePreview.Item each) {
    String key = byFinding ? each.decision().link().findingId() : each.decision().id();
    kinds.put(key, each.decision().choice().code());
    if (each.gone()) {
      gone.add(key);
    }
    return new ApplyItem(
        key,
        each.code() == null && !leftOut.contains(key),
        each.file(),
        each.decision().link().sourceFile() + ":" + each.decision().link().line(),
        LinkWords.decision(each.decision().choice()),
        each.after() == null ? "" : each.before() + " \u2192 " + each.after(),
        state(each),
        each.message());
  }

  private static Badge state(TriagePreview.Item each) {
    if (each.status() == Status.VERIFIED) {
      return Badge.of(4, Texts.get("links.state.verified"), Icon.CHECK, Hue.OK);
    }
    if (each.status() == Status.REGRESSED) {
      return Badge.of(0, Texts.get("links.state.regressed"), Icon.OCTAGON, Hue.BAD);
    }
    if (each.gone()) {
      return Badge.of(0, Texts.get("links.apply.state.gone"), Icon.FILE_GONE, Hue.WAIT);
    }
    if (each.code() != null) {
      return Badge.of(0, Texts.get("links.apply.state.conflict"), Icon.UNEQUAL, Hue.BAD);
    }
    return each.headingMissing()
        ? Badge.of(1, Texts.get("links.apply.state.no-heading"), Icon.TRIANGLE, Hue.WAIT)
        : Badge.of(3, Texts.get("links.apply.state.ready"), Icon.CHECK, Hue.IDLE);
  }

  /** Files are in place by now; what became of them is told at the end. */
  void written(Set<String> paths) {
    Badge now = Badge.of(2, Texts.get("links.apply.state.written"), Icon.SAVE, Hue.RUN);
    for (int i = 0; i < items.size(); i++) {
      ApplyItem item = items.get(i);
      if (item.included() && paths.contains(item.file()) && !item.state().equals(now)) {
        items.set(i, item.in(now));
      }
    }
  }

  /** Takes decisions in, or leaves them out. What cannot be done stays out. */
  void toggle(Collection<String> keys) {
    set(keys, leftOut::contains);
  }

  /** Leaves decisions out; they stay as they are. */
  void leaveOut(Collection<String> keys) {
    set(keys, key -> false);
  }

  private void set(Collection<String> some, Predicate<String> in) {
    Set<String> keys = Set.copyOf(some);
    for (int i = 0; i < items.size(); i++) {
      ApplyItem item = items.get(i);
      if (keys.contains(item.key()) && item.message().isEmpty()) {
        boolean is = in.test(item.key());
        if (is) {
          leftOut.remove(item.key());
        } else {
          leftOut.add(item.key());
        }
        items.set(i, item.included(is));
      }
    }
    count();
  }

  private void count() {
    Map<String, Integer> byKind = new TreeMap<>();
    Set<String> written = new LinkedHashSet<>();
    int conflicts = 0;
    int todo = 0;
    for (ApplyItem item : items) {
      if (item.included()) {
        byKind.merge(kinds.getOrDefault(item.key(), ""), 1, Integer::sum);
        written.add(item.file());
        todo++;
      } else if (!leftOut.contains(item.key()) && !gone.contains(item.key())) {
        conflicts++;
      }
    }
    String kindText =
        byKind.entrySet().stream()
            .map(each -> each.getValue() + " " + LinkNames.kind(each.getKey()))
            .collect(Collectors.joining(" \u00b7 "));
    String base = Texts.get("links.apply.counts", todo, items.size(), written.size(), kindText);
    String standing = conflicts == 0 ? "" : Texts.get("links.apply.conflicts", conflicts);
    String fallen = gone.isEmpty() ? "" : Texts.get("links.apply.gone", gone.size());
    chosen.set(todo);
    counts.set(
        Stream.of(base, standing, fallen, refused)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.joining(" \u00b7 ")));
  }

  /** Exactly what would be written to the file of a decision. */
  List<Line> detail(ApplyItem item) {
    List<Line> lines = new ArrayList<>();
    if (!item.message().isEmpty()) {
      lines.add(new Line(Kind.HEAD, item.message()));
    }
    TriagePreview.File file = files.get(item.file());
    if (file != null) {
      lines.addAll(DiffLines.of(file));
    }
    TriagePreview.File rules = files.get(LinkSettings.FILE);
    boolean byRule = item.change().isEmpty() && item.message().isEmpty();
    if (rules != null && !rules.equals(file) && byRule) {
      lines.addAll(DiffLines.of(rules));
    }
    if (lines.isEmpty()) {
      lines.add(new Line(Kind.PLAIN, Texts.get("links.preview.unchanged")));
    }
    return lines;
  }

  /** Keys of what is to be done. */
  Set<String> included() {
    return items.stream()
        .filter(ApplyItem::included)
        .map(ApplyItem::key)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** How many are to be done; told once for each change, however many items it is about. */
  ReadOnlyIntegerProperty chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** Keys of what a person left out. */
  Set<String> leftOut() {
    return Set.copyOf(leftOut);
  }

  /** What stands in the way first, then by file and line. */
  ObservableList<ApplyItem> all() {
    return items;
  }

  /** How many of what. */
  ObservableValue<String> counts() {
    return counts.getReadOnlyProperty();
  }
}
