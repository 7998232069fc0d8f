package dev.reeve.console.links;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Exactly what a decision would write, or what else was asked to be seen there. Screen thread. */
public final class DecisionPreview {
  private static final int HEAD = 20;
  private static final int LONGEST = 400;
  private static final int LISTED = 12;
  private static final int MOST_RULES = 50;
  private static final Duration PAUSE = Duration.ofMillis(120);

  /**
   * A decision about some links.
   *
   * @param choice null when nothing is chosen yet
   * @param nothing what is said then
   */
  record Asked(List<TriageRow> targets, @Nullable Choice choice, String nothing) {}

  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final BackgroundWork.Latest trial;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Line>> lines = new ReadOnlyObjectWrapper<>(List.of());
  private BriefPreview brief = BriefPreview.NONE;
  private final ReadOnlyBooleanWrapper nothing = new ReadOnlyBooleanWrapper();
  private long turn;

  DecisionPreview(TriageView triage, Screen screen, String operator) {
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
    this.trial = screen.work().latest();
  }

  /** Shows something of its own. */
  void show(String heading, List<Line> told) {
    show(heading, told, BriefPreview.NONE);
  }

  private void show(String heading, List<Line> told, BriefPreview shortly) {
    nothing.set(false);
    title.set(heading);
    brief = shortly;
    lines.set(told);
  }

  /** Shows nothing, until it is known what. */
  void clear() {
    title.set("");
    brief = BriefPreview.NONE;
    lines.set(List.of());
  }

  /** Shows the first lines of a file. */
  void peek(String path) {
    int hash = path.indexOf('#');
    String file = hash < 0 ? path : path.substring(0, hash);
    turn++;
    trial.run(
        () -> triage.head(file, HEAD),
        read ->
            show(
                Texts.get("links.preview.head", HEAD, file),
                read.stream().map(line -> new Line(Kind.PLAIN, line)).toList()),
        this::notShown);
  }

  /**
   * Shows what would be written, once nothing has changed for a moment.
   *
   * @param asked what is decided by then
   */
  void ask(Supplier<Asked> asked) {
    long mine = ++turn;
    Runnable now =
        () -> {
          if (mine == turn) {
            askNow(asked.get());
          }
        };
    screen.timer().after(PAUSE, () -> screen.thread().execute(now));
  }

  private void askNow(Asked asked) {
    Choice choice = asked.choice();
    if (asked.targets().isEmpty()) {
      trial.forget();
      clear();
      return;
    }
    if (choice == null) {
      TriageRow first = asked.targets().getFirst();
      trial.run(
          () -> LineNow.of(first, triage),
          now -> showNothing(asked, now),
          problem -> showNothing(asked, List.of(new Line(Kind.PLAIN, problem.what()))));
      return;
    }
    List<Wish> wishes =
        asked.targets().stream().map(each -> new Wish(each.finding().id(), choice)).toList();
    trial.run(
        () -> {
          List<TriageRow> taken = taken(asked.targets(), choice);
          List<Line> written = lines(triage.trial(wishes, operator), taken);
          return new Told(
              title(LinkWords.decision(choice, wishes.size()), taken.size()),
              written,
              BriefPreview.of(taken, written));
        },
        told -> show(told.title(), told.lines(), told.brief()),
        this::notShown);
  }

  private void showNothing(Asked asked, List<Line> now) {
    show(
        Texts.get("links.preview.nothing"),
        List.of(new Line(Kind.PLAIN, asked.nothing())),
        new BriefPreview(now, List.of()));
    nothing.set(true);
  }

  private record Told(String title, List<Line> lines, BriefPreview brief) {}

  /** How many links a rule takes is told where it is seen however far the lines are. */
  private static String title(String decision, int taken) {
    return taken == 0
        ? Texts.get("links.preview.title", decision)
        : Texts.get("links.preview.title-taken", decision, taken);
  }

  /** What the rules of a choice about these links would take, each once. */
  private List<TriageRow> taken(List<TriageRow> targets, Choice choice) {
    Map<String, TriageRow> all = new LinkedHashMap<>();
    targets.stream()
        .limit(MOST_RULES)
        .flatMap(each -> triage.taken(each.finding().id(), choice).stream())
        .forEach(each -> all.put(each.finding().id(), each));
    return List.copyOf(all.values());
  }

  private static List<Line> lines(TriagePreview told, List<TriageRow> taken) {
    List<Line> lines = new ArrayList<>();
    told.conflicts().stream()
        .limit(LISTED)
        .forEach(each -> lines.add(new Line(Kind.HEAD, "\u26a0 " + each.message())));
    if (!taken.isEmpty()) {
      lines.add(new Line(Kind.HEAD, Texts.get("links.preview.taken", taken.size())));
      taken.stream()
          .limit(LISTED)
          .forEach(row -> lines.add(new Line(Kind.PLAIN, "  ", place(row))));
      if (taken.size() > LISTED) {
        lines.add(new Line(Kind.PLAIN, Texts.get("links.preview.more", taken.size() - LISTED)));
      }
    }
    for (TriagePreview.File file : told.files()) {
      lines.addAll(DiffLines.of(file));
      if (lines.size() > LONGEST) {
        lines.add(new Line(Kind.HEAD, Texts.get("links.preview.cut")));
        break;
      }
    }
    if (lines.isEmpty()) {
      lines.add(new Line(Kind.PLAIN, Texts.get("links.preview.unchanged")));
    }
    return lines;
  }

  private static String place(TriageRow row) {
    return LinkWords.place(row) + "  " + row.finding().rawTarget();
  }

  private void notShown(Problem problem) {
    show(
        Objects.requireNonNullElse(problem.what(), ""),
        List.of(new Line(Kind.PLAIN, problem.remedy())));
  }

  /** Whether nothing would be written, as nothing is chosen: one line says so. */
  public ObservableValue<Boolean> nothing() {
    return nothing.getReadOnlyProperty();
  }

  /** What is shown. */
  public ObservableValue<String> title() {
    return title.getReadOnlyProperty();
  }

  /** What of its lines is seen where there is no room for more; as new as they are. */
  BriefPreview brief() {
    return brief;
  }

  /** Its lines. */
  public ObservableValue<List<Line>> lines() {
    return lines.getReadOnlyProperty();
  }
}
