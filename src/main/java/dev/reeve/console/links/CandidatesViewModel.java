package dev.reeve.console.links;

import dev.reeve.console.fx.BackgroundWork;
import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.links.CandidateItem.Chip;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriagePreview;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Where the chosen link should perhaps lead, and exactly what would be written if that, or another
 * decision, were made. Screen thread.
 */
public final class CandidatesViewModel {
  /** Below this no candidate is highlighted by itself. */
  private static final double LEAST = 0.60;

  /** Nor when the next one is as near as this. */
  private static final double TIE = 0.05;

  private static final int MOST = 9;
  private static final int FOUND = 8;
  private static final int HEAD = 20;
  private static final int LONGEST_PREVIEW = 400;
  private static final int LISTED = 12;
  private static final int MOST_RULES = 50;
  private static final Duration PAUSE = Duration.ofMillis(120);

  private final LinksViewModel model;
  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final BackgroundWork.Latest trial;
  private final BackgroundWork.Latest finding;

  private final ObservableList<CandidateItem> candidates = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper highlighted = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyBooleanWrapper decidable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper previewTitle = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<Line>> preview = new ReadOnlyObjectWrapper<>(List.of());
  private final StringProperty search = new SimpleStringProperty("");
  private final ObservableList<String> found = FXCollections.observableArrayList();
  private final Map<String, List<String>> picked = new HashMap<>();
  private @Nullable TriageRow shown;
  private long turn;

  CandidatesViewModel(LinksViewModel model, TriageView triage, Screen screen, String operator) {
    this.model = model;
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
    this.trial = screen.work().latest();
    this.finding = screen.work().latest();
    model.list().selected().addListener((Observable chosen) -> look());
    model.knownProperty().addListener((observable, was, is) -> look());
    search.addListener((observable, was, is) -> find(is));
    LinkDecisions decisions = model.decisions();
    for (Observable each :
        List.of(
            decisions.makingProperty(),
            decisions.targetProperty(),
            decisions.titleProperty(),
            decisions.scopeProperty(),
            decisions.sourcesProperty(),
            decisions.patternProperty(),
            decisions.suffixProperty(),
            highlighted)) {
      each.addListener(changed -> ask());
    }
  }

  /** Shows the chosen row; one that is shown already stays as it is. */
  private void look() {
    LinkItem item = model.current();
    TriageRow now = item == null ? null : item.shown();
    if (now != null && now.equals(shown)) {
      return;
    }
    boolean other =
        now == null || shown == null || !now.finding().id().equals(shown.finding().id());
    shown = now;
    heading.set(heading(item, now));
    message.set(message(item, now));
    candidates.setAll(now == null ? List.of() : items(now));
    decidable.set(now != null);
    highlighted.set(sure(now));
    if (other) {
      search.set("");
      show("", List.of()); // what stood there was of another link
    }
    ask();
  }

  private static String heading(@Nullable LinkItem item, @Nullable TriageRow row) {
    if (item == null) {
      return "";
    }
    return row == null
        ? LinkWords.where(item).text()
        : Texts.get("links.candidates.title", item.heads() ? item.group() : row.group());
  }

  private static String message(@Nullable LinkItem item, @Nullable TriageRow row) {
    if (item != null && item.problem() != null) {
      return item.problem().message();
    }
    if (item != null && item.done() != null) {
      return Texts.get("links.done.text", LinkWords.decision(item.done().choice()));
    }
    if (item == null || row == null) {
      return "";
    }
    Decision decision = row.decision();
    if (decision == null) {
      return item.heads()
          ? Texts.get("links.candidates.group", item.targets().size())
          : row.finding().message();
    }
    String made =
        Texts.get(
            "links.candidates.decided", LinkWords.decision(decision.choice()), decision.author());
    String why = decision.choice().rationale();
    return why.isBlank() ? made : made + " " + Texts.get("links.candidates.because", why);
  }

  private List<CandidateItem> items(TriageRow row) {
    List<CandidateItem> items = new ArrayList<>();
    for (String path : picked.getOrDefault(row.group(), List.of())) {
      items.add(
          new CandidateItem(
              items.size() + 1, path, -1, Texts.get("links.candidates.picked"), List.of(), ""));
    }
    for (Suggestion each : row.finding().suggestions()) {
      if (items.size() < MOST) {
        items.add(item(items.size() + 1, each));
      }
    }
    return items;
  }

  private static CandidateItem item(int number, Suggestion each) {
    double alone = each.evidence().stream().mapToDouble(Evidence::points).max().orElse(0);
    String cap =
        each.headingMissing()
            ? Texts.get("links.cap.heading")
            : alone > each.score() + 0.005
                ? Texts.get("links.cap.lowered", number(alone), number(each.score()))
                : "";
    return new CandidateItem(
        number,
        Choice.Accept.of(each, "").target(),
        each.score(),
        band(each.score()),
        each.evidence().stream().map(evidence -> chip(evidence, cap)).toList(),
        cap);
  }

  private static String band(double score) {
    return Texts.get(
        score >= LinksFigures.SURE
            ? "links.band.high"
            : score >= LinkDecisions.EVIDENT ? "links.band.medium" : "links.band.low");
  }

  private static Chip chip(Evidence evidence, String cap) {
    String name = LinkNames.of(evidence.kind());
    String alone = Texts.get("links.evidence.alone", name, number(evidence.points()));
    return new Chip(name, cap.isEmpty() ? alone : alone + " " + cap);
  }

  static String number(double score) {
    return String.format(
        java.util.Locale.getDefault(java.util.Locale.Category.FORMAT), "%.2f", score);
  }

  /** The candidate that Enter takes: the best, if it is good and stands out; else none. */
  private int sure(@Nullable TriageRow row) {
    if (row == null || candidates.isEmpty()) {
      return -1;
    }
    if (candidates.getFirst().picked()) {
      return 0;
    }
    double best = candidates.getFirst().score();
    double next = candidates.size() > 1 ? candidates.get(1).score() : 0;
    return best < LEAST || (candidates.size() > 1 && best - next <= TIE + 1e-9) ? -1 : 0;
  }

  /** Highlights a candidate by its number; says so when there is none. */
  boolean choose(int number) {
    if (number > candidates.size()) {
      model.say(
          candidates.isEmpty()
              ? Texts.get("links.why-not.no-candidate")
              : Texts.get("links.why-not.fewer-candidates", candidates.size()));
      return false;
    }
    highlighted.set(number - 1);
    return true;
  }

  /** What the highlighted candidate means; null when none is highlighted. */
  @Nullable String target() {
    int at = highlighted.get();
    return at < 0 || at >= candidates.size() ? null : candidates.get(at).target();
  }

  /** Highlights a candidate without taking it. */
  public void highlight(int index) {
    highlighted.set(index);
    model.decisions().makingProperty().set(null);
  }

  /** Takes a file that a person found among the candidates, or as the target that is asked for. */
  public void pick(String path) {
    TriageRow row = shown;
    if (row == null) {
      return;
    }
    LinkDecisions.Kind making = model.decisions().makingProperty().get();
    search.set("");
    if (making == LinkDecisions.Kind.MANUAL || making == LinkDecisions.Kind.STUB) {
      model.decisions().targetProperty().set(path);
      model.decisions().titleProperty().set(LinkDecisions.titleOf(path));
      model.focus(Spot.RATIONALE);
      return;
    }
    List<String> paths = new ArrayList<>(picked.getOrDefault(row.group(), List.of()));
    paths.remove(path);
    paths.addFirst(path);
    picked.put(row.group(), List.copyOf(paths));
    candidates.setAll(items(row));
    highlighted.set(-1);
    highlighted.set(0);
    model.focus(Spot.TABLE);
  }

  private void find(String text) {
    if (text.strip().length() < 2 || shown == null) {
      finding.forget();
      found.clear();
      return;
    }
    finding.run(
        () -> triage.files(text, FOUND), found::setAll, model.list().problemProperty()::set);
  }

  /** Shows the first lines of the highlighted candidate, or of the first one. */
  void peek() {
    String path =
        target() == null && !candidates.isEmpty() ? candidates.getFirst().target() : target();
    if (path == null) {
      model.say(Texts.get("links.why-not.no-candidate"));
      return;
    }
    int hash = path.indexOf('#');
    String file = hash < 0 ? path : path.substring(0, hash);
    turn++;
    trial.run(
        () -> triage.head(file, HEAD),
        lines ->
            show(
                Texts.get("links.preview.head", HEAD, file),
                lines.stream().map(line -> new Line(Kind.PLAIN, line)).toList()),
        this::notShown);
  }

  /** Shows how the number of undecided links went down, day by day. */
  void show(String title, List<Line> lines) {
    previewTitle.set(title);
    preview.set(lines);
  }

  /** Asks what would be written, once nothing has changed for a moment. */
  private void ask() {
    long mine = ++turn;
    screen
        .timer()
        .after(
            PAUSE,
            () ->
                screen
                    .thread()
                    .execute(
                        () -> {
                          if (mine == turn) {
                            askNow();
                          }
                        }));
  }

  private void askNow() {
    List<TriageRow> targets = model.targets();
    TriageRow row = shown;
    if (row == null || targets.isEmpty()) {
      trial.forget();
      show("", List.of());
      return;
    }
    Choice choice = choice(row);
    if (choice == null) {
      trial.forget();
      show(Texts.get("links.preview.nothing"), nothing(row));
      return;
    }
    List<Wish> wishes =
        targets.stream().map(each -> new Wish(each.finding().id(), choice)).toList();
    trial.run(
        () -> lines(triage.trial(wishes, operator), taken(targets, choice)),
        lines -> show(Texts.get("links.preview.title", LinkWords.decision(choice)), lines),
        this::notShown);
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

  /** What is decided already, or being made, with a reason where one is still to be given. */
  private @Nullable Choice choice(TriageRow row) {
    Decision decision = row.decision();
    LinkDecisions decisions = model.decisions();
    if (decision != null
        && row.state() == TriageRow.State.STAGED
        && decisions.makingProperty().get() == null) {
      return decision.choice();
    }
    String typed = decisions.rationaleProperty().get();
    return decisions.choice(
        Rationales.suffices(typed) ? typed : Texts.get("links.preview.rationale"));
  }

  private List<Line> nothing(TriageRow row) {
    String say =
        candidates.isEmpty()
            ? Texts.get("links.preview.no-candidate")
            : Texts.get("links.preview.choose", Math.min(MOST, candidates.size()));
    return List.of(new Line(Kind.PLAIN, say));
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
          .forEach(
              row ->
                  lines.add(
                      new Line(
                          Kind.PLAIN,
                          "  " + LinkWords.place(row) + "  " + row.finding().rawTarget())));
      if (taken.size() > LISTED) {
        lines.add(new Line(Kind.PLAIN, Texts.get("links.preview.more", taken.size() - LISTED)));
      }
    }
    for (TriagePreview.File file : told.files()) {
      lines.addAll(DiffLines.of(file));
      if (lines.size() > LONGEST_PREVIEW) {
        lines.add(new Line(Kind.HEAD, Texts.get("links.preview.cut")));
        break;
      }
    }
    if (lines.isEmpty()) {
      lines.add(new Line(Kind.PLAIN, Texts.get("links.preview.unchanged")));
    }
    return lines;
  }

  private void notShown(Problem problem) {
    show(
        Objects.requireNonNullElse(problem.what(), ""),
        List.of(new Line(Kind.PLAIN, problem.remedy())));
  }

  /** The candidates, at most nine. */
  public ObservableList<CandidateItem> candidates() {
    return candidates;
  }

  /** Place of the candidate that Enter takes, -1 for none. */
  public ReadOnlyIntegerProperty highlightedProperty() {
    return highlighted.getReadOnlyProperty();
  }

  /** What is missed. */
  public ObservableValue<String> heading() {
    return heading.getReadOnlyProperty();
  }

  /** What is wrong, or what was decided. */
  public ObservableValue<String> message() {
    return message.getReadOnlyProperty();
  }

  /** Whether anything can be decided about the chosen row. */
  public ObservableValue<Boolean> decidable() {
    return decidable.getReadOnlyProperty();
  }

  /** What the preview shows. */
  public ObservableValue<String> previewTitle() {
    return previewTitle.getReadOnlyProperty();
  }

  /** Exactly what would be written. */
  public ObservableValue<List<Line>> preview() {
    return preview.getReadOnlyProperty();
  }

  /** Text that files are searched by. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Files found. */
  public ObservableList<String> found() {
    return found;
  }
}
