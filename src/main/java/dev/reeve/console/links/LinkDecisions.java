package dev.reeve.console.links;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageSnapshot;
import dev.reeve.engine.links.triage.TriageView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about the chosen rows: which decision is being made, what it still needs, and
 * that decisions are kept one after the other while somebody goes on. Screen thread.
 */
public final class LinkDecisions {
  /** What kind of decision is being made. */
  public enum Kind {
    ACCEPT,
    STUB,
    MANUAL,
    HISTORICAL,
    IGNORE
  }

  /** A candidate of at least this score is its own reason. */
  static final double EVIDENT = 0.85;

  private record Asked(Set<String> ids, int links, Callable<TriageSnapshot> act) {}

  private final LinksViewModel model;
  private final TriageView triage;
  private final Screen screen;
  private final String operator;
  private final Rationales rationales = new Rationales();
  private final Pace pace = new Pace();

  private final ObjectProperty<@Nullable Kind> making = new SimpleObjectProperty<>(null);
  private final StringProperty rationale = new SimpleStringProperty("");
  private final StringProperty target = new SimpleStringProperty("");
  private final StringProperty title = new SimpleStringProperty("");
  private final ObjectProperty<Choice.Scope> scope = new SimpleObjectProperty<>(Choice.Scope.LINK);
  private final StringProperty sources = new SimpleStringProperty("");
  private final StringProperty pattern = new SimpleStringProperty("");
  private final BooleanProperty suffix = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<List<String>> recent = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper made = new ReadOnlyIntegerWrapper();

  private final Deque<Asked> waiting = new ArrayDeque<>();
  private final Set<String> underWay = new HashSet<>();
  private boolean keeping;

  LinkDecisions(LinksViewModel model, TriageView triage, Screen screen, String operator) {
    this.model = model;
    this.triage = triage;
    this.screen = screen;
    this.operator = operator;
  }

  void recall(List<Decision> decisions) {
    rationales.recall(decisions);
    recent.set(rationales.recent());
  }

  /** Takes candidate n of the chosen link, at once when nothing else is needed. */
  void accept(int number) {
    if (model.candidates().choose(number)) {
      making.set(null);
      confirm();
    }
  }

  /** Begins a decision, or makes it when all it needs is there. */
  void begin(Kind kind) {
    String why = whyNot(kind);
    if (!why.isEmpty()) {
      model.say(why);
      return;
    }
    making.set(kind);
    String chosen = model.candidates().target();
    if (kind == Kind.STUB || kind == Kind.MANUAL) {
      target.set(chosen == null ? "" : chosen);
      title.set(chosen == null ? "" : titleOf(chosen));
      model.focus(target.get().isEmpty() ? Spot.TARGET : Spot.RATIONALE);
    } else if (Rationales.suffices(rationale.get())) {
      confirm();
    } else {
      prepareRule();
      model.focus(Spot.RATIONALE);
    }
  }

  private void prepareRule() {
    model.targets().stream()
        .findFirst()
        .ifPresent(
            row -> {
              sources.set("**/*.md");
              pattern.set(row.finding().target().path());
            });
  }

  /** A file's name, as a heading would have it. */
  static String titleOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[.][^.]+$", "");
    String words = name.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty()
        ? path
        : words.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + words.substring(1);
  }

  /** Why a decision of this kind cannot be made about the chosen links; empty when it can. */
  String whyNot(Kind kind) {
    List<TriageRow> targets = model.targets();
    if (targets.isEmpty()) {
      return Texts.get("links.why-not.no-link");
    }
    boolean hides = kind == Kind.IGNORE || kind == Kind.HISTORICAL;
    if (hides && targets.stream().anyMatch(LinkWords::isStrict)) {
      return Texts.get("links.why-not.nav");
    }
    if (hides && targets.stream().anyMatch(row -> row.finding().target().path().isEmpty())) {
      return Texts.get("links.why-not.no-path");
    }
    return "";
  }

  /** Why the decision being made cannot be staged yet; empty when it can. */
  String missing() {
    Kind kind = kind();
    List<TriageRow> targets = model.targets();
    if (targets.isEmpty()) {
      return Texts.get("links.why-not.no-link");
    }
    if (kind == Kind.ACCEPT && model.candidates().target() == null) {
      return Texts.get(
          model.candidates().candidates().isEmpty()
              ? "links.why-not.no-candidate"
              : "links.why-not.choose");
    }
    boolean aims = kind == Kind.STUB || kind == Kind.MANUAL;
    if (aims && target.get().isBlank()) {
      return Texts.get("links.why-not.target");
    }
    return needsRationale(targets) && !Rationales.suffices(rationale.get())
        ? Texts.get("links.why-not.rationale", Rationales.SHORTEST)
        : "";
  }

  private Kind kind() {
    Kind kind = making.get();
    return kind == null ? Kind.ACCEPT : kind;
  }

  /** Evidence is the record of a candidate that is sure enough for every link of the choice. */
  private boolean needsRationale(List<TriageRow> targets) {
    String chosen = model.candidates().target();
    return kind() != Kind.ACCEPT || targets.stream().anyMatch(row -> score(row, chosen) < EVIDENT);
  }

  private static double score(TriageRow row, @Nullable String target) {
    return row.finding().suggestions().stream()
        .filter(each -> Choice.Accept.of(each, "").target().equals(target))
        .mapToDouble(Suggestion::score)
        .findFirst()
        .orElse(0);
  }

  /** The decision being made, with a reason; null while its target is not named. */
  @Nullable Choice choice(String why) {
    String chosen = model.candidates().target();
    return switch (kind()) {
      case ACCEPT -> chosen == null ? null : new Choice.Accept(chosen, why);
      case STUB ->
          target.get().isBlank() ? null : new Choice.Stub(target.get().strip(), title.get(), why);
      case MANUAL -> target.get().isBlank() ? null : new Choice.Manual(target.get().strip(), why);
      case HISTORICAL -> new Choice.Historical(suffix.get(), why);
      case IGNORE ->
          new Choice.Ignore(
              scope.get(),
              scope.get() == Choice.Scope.PATTERN
                  ? new Choice.Pattern(sources.get(), pattern.get())
                  : null,
              why);
    };
  }

  /** Stages the decision being made about the chosen links, or says what it still needs. */
  public void confirm() {
    List<TriageRow> targets = model.targets();
    String missing = missing();
    String why = rationale.get().strip();
    Choice choice = choice(why);
    if (!missing.isEmpty() || choice == null) {
      model.say(missing);
      boolean aim = (kind() == Kind.STUB || kind() == Kind.MANUAL) && target.get().isBlank();
      boolean reason = model.candidates().target() != null || kind() != Kind.ACCEPT;
      model.focus(aim ? Spot.TARGET : reason ? Spot.RATIONALE : Spot.TABLE);
      return;
    }
    List<Wish> wishes = targets.stream().map(row -> new Wish(row.finding().id(), choice)).toList();
    rationales.given(why, targets.size());
    recent.set(rationales.recent());
    forget();
    goOn(targets);
    ask(targets, () -> triage.decide(wishes, operator));
    model.focus(Spot.TABLE);
  }

  /** Lets go of the decision being made; what was typed for it goes. */
  public void cancel() {
    forget();
    model.focus(Spot.TABLE);
  }

  private void forget() {
    making.set(null);
    rationale.set("");
    target.set("");
    title.set("");
    scope.set(Choice.Scope.LINK);
    suffix.set(false);
  }

  /** Puts the chosen links off. */
  void later() {
    List<TriageRow> targets = model.targets();
    if (targets.isEmpty()) {
      model.say(Texts.get("links.why-not.no-link"));
      return;
    }
    List<Wish> wishes =
        targets.stream().map(row -> new Wish(row.finding().id(), new Choice.Later())).toList();
    goOn(targets);
    ask(targets, () -> triage.decide(wishes, operator));
  }

  /** To the next row at once: what was decided is kept meanwhile. */
  private void goOn(List<TriageRow> rows) {
    rows.forEach(row -> underWay.add(row.finding().id()));
    model.toNext(underWay);
  }

  /** Takes the newest step back. */
  void undo() {
    ask(List.of(), () -> triage.undo(operator));
  }

  /** Has decisions kept that were made elsewhere in the pane. */
  void decide(List<Wish> wishes) {
    wishes.stream()
        .map(each -> each.choice().rationale())
        .distinct()
        .forEach(each -> rationales.given(each, wishes.size()));
    recent.set(rationales.recent());
    pace.decided(0, screen.ticker().now());
    Set<String> ids = wishes.stream().map(Wish::findingId).collect(Collectors.toSet());
    queue(new Asked(ids, wishes.size(), () -> triage.decide(wishes, operator)));
  }

  private void ask(List<TriageRow> rows, Callable<TriageSnapshot> act) {
    Set<String> ids =
        rows.stream().map(row -> row.finding().id()).collect(Collectors.toUnmodifiableSet());
    if (!ids.isEmpty()) {
      pace.decided(ids.size(), screen.ticker().now());
      made.set(made.get() + ids.size());
    }
    queue(new Asked(ids, ids.size(), act));
  }

  private void queue(Asked asked) {
    underWay.addAll(asked.ids());
    waiting.add(asked);
    keepNext();
  }

  /** One after the other, so that they are undone in the order in which they were made. */
  private void keepNext() {
    Asked asked = keeping ? null : waiting.poll();
    if (asked == null) {
      return;
    }
    keeping = true;
    screen.work().run(asked.act(), now -> kept(asked, now), problem -> notKept(asked, problem));
  }

  private void kept(Asked asked, TriageSnapshot now) {
    keeping = false;
    underWay.removeAll(asked.ids());
    model.list().problemProperty().set(null);
    model.take(now);
    keepNext();
  }

  private void notKept(Asked asked, Problem problem) {
    keeping = false;
    underWay.removeAll(asked.ids());
    model.list().problemProperty().set(problem);
    asked.ids().stream().findFirst().ifPresent(model::select);
    keepNext();
  }

  /** Puts the n-th newest reason into the field, 1 the last one. */
  void repeat(int number) {
    if (rationales.recent().size() < number) {
      model.say(Texts.get("links.why-not.no-rationale"));
      return;
    }
    rationale.set(rationales.recent().get(number - 1));
  }

  /** What is to be said of the reason: how much is missing, or how often it was given. */
  public ObservableValue<String> rationaleText() {
    return Bindings.createStringBinding(
        () -> {
          String typed = rationale.get().strip();
          int length = typed.codePointCount(0, typed.length());
          int worn = rationales.worn(typed);
          if (worn > 0) {
            return Texts.get("links.rationale.worn", worn);
          }
          return length < Rationales.SHORTEST
              ? Texts.get("links.rationale.missing", Rationales.SHORTEST - length)
              : Texts.get("links.rationale.enough");
        },
        rationale,
        recent);
  }

  /** "about 6 min to zero", once ten were decided; empty before. */
  public ObservableValue<String> paceText() {
    return Bindings.createStringBinding(
        () -> {
          Duration span = pace.toZero(model.leftCount().get());
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
        model.leftCount());
  }

  /** What kind of decision is being made; null for the usual one, to take the candidate. */
  public ObjectProperty<@Nullable Kind> makingProperty() {
    return making;
  }

  /** Why it is decided so. */
  public StringProperty rationaleProperty() {
    return rationale;
  }

  /** Where the link, or the redirect, is to lead. */
  public StringProperty targetProperty() {
    return target;
  }

  /** Title of the redirect. */
  public StringProperty titleProperty() {
    return title;
  }

  /** How far an ignore rule reaches. */
  public ObjectProperty<Choice.Scope> scopeProperty() {
    return scope;
  }

  /** Documents of an ignore rule by pattern. */
  public StringProperty sourcesProperty() {
    return sources;
  }

  /** Targets of an ignore rule by pattern. */
  public StringProperty patternProperty() {
    return pattern;
  }

  /** Whether {@code (removed)} is written behind a historical reference. */
  public BooleanProperty suffixProperty() {
    return suffix;
  }

  /** How far an ignore rule reaches, by its place among the scopes. */
  public ObservableValue<Integer> scopeIndex() {
    return scope.map(Enum::ordinal);
  }

  /** Chooses how far an ignore rule reaches, by its place among the scopes. */
  public void scope(int index) {
    scope.set(Choice.Scope.values()[index]);
  }

  /** Whether the decision being made needs a target. */
  public boolean aims() {
    return making.get() == Kind.STUB || making.get() == Kind.MANUAL;
  }

  /** Whether a redirect is being made. */
  public boolean stubs() {
    return making.get() == Kind.STUB;
  }

  /** Whether a rule that ignores is being made. */
  public boolean ignores() {
    return making.get() == Kind.IGNORE;
  }

  /** Whether a historical reference is being marked. */
  public boolean marksHistory() {
    return making.get() == Kind.HISTORICAL;
  }

  /** What is being made; empty for the usual decision. */
  public String makingText() {
    Kind kind = making.get();
    return kind == null ? "" : LinkNames.of(kind);
  }

  /** Reasons given lately, newest first. */
  public ObservableValue<List<String>> recent() {
    return recent.getReadOnlyProperty();
  }

  /** Whether every decision was kept. */
  public boolean settled() {
    return !keeping && waiting.isEmpty();
  }
}
