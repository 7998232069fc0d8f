package dev.reeve.console.links;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.console.links.DecisionDraft.Kind;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.Triage.Wish;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageView;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What is decided about the chosen rows, and what that still needs. Screen thread. */
public final class LinkDecisions {
  /** A candidate of at least this score is its own reason. */
  static final double EVIDENT = 0.85;

  private final LinksViewModel model;
  private final DecisionDraft draft = new DecisionDraft();
  private final DecisionQueue queue;
  private final Rationales rationales = new Rationales();
  private final ReadOnlyObjectWrapper<List<String>> recent = new ReadOnlyObjectWrapper<>(List.of());

  LinkDecisions(LinksViewModel model, TriageView triage, Screen screen, String operator) {
    this.model = model;
    this.queue = new DecisionQueue(model.rows(), model.cursor(), triage, screen, operator);
  }

  void recall(List<Decision> decisions) {
    rationales.recall(decisions);
    recent.set(rationales.recent());
  }

  /** Takes candidate n of the chosen link, at once when nothing else is needed. */
  void accept(int number) {
    if (model.candidates().choose(number)) {
      draft.makingProperty().set(null);
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
    draft.makingProperty().set(kind);
    if (draft.aims()) {
      String chosen = model.candidates().target();
      draft.aimAt(chosen == null ? "" : chosen);
      model.focus(draft.lacksTarget() ? Spot.TARGET : Spot.RATIONALE);
    } else if (Rationales.suffices(rationale())) {
      confirm();
    } else {
      model.cursor().targets().stream()
          .findFirst()
          .ifPresent(row -> draft.coverAll(row.finding().target().path()));
      model.focus(Spot.RATIONALE);
    }
  }

  /** Why a decision of this kind cannot be made about the chosen links; empty when it can. */
  String whyNot(Kind kind) {
    List<TriageRow> targets = model.cursor().targets();
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

  /** Why there is nothing that Enter could take, nor is a decision being made; empty otherwise. */
  String nothingToTake() {
    if (model.cursor().targets().isEmpty()) {
      return Texts.get("links.why-not.no-link");
    }
    if (draft.kind() != Kind.ACCEPT || model.candidates().target() != null) {
      return "";
    }
    return Texts.get(
        model.candidates().candidates().isEmpty()
            ? "links.why-not.no-candidate"
            : "links.why-not.choose");
  }

  /** Why the decision being made cannot be staged yet; empty when it can. */
  String missing() {
    String none = nothingToTake();
    if (!none.isEmpty()) {
      return none;
    }
    List<TriageRow> targets = model.cursor().targets();
    if (draft.lacksTarget()) {
      return Texts.get("links.why-not.target");
    }
    return needsRationale(targets) && !Rationales.suffices(rationale())
        ? Texts.get("links.why-not.rationale", Rationales.SHORTEST)
        : "";
  }

  /** The same, whenever it changes. */
  ObservableValue<String> missingText() {
    return Bindings.createStringBinding(
        this::missing,
        draft.rationaleProperty(),
        draft.makingProperty(),
        draft.targetProperty(),
        model.candidates().highlightedProperty(),
        model.candidates().candidates(),
        model.knownProperty(),
        model.list().selected());
  }

  private String rationale() {
    return draft.rationaleProperty().get();
  }

  /** Evidence is the record of a candidate that is sure enough for every link of the choice. */
  private boolean needsRationale(List<TriageRow> targets) {
    String chosen = model.candidates().target();
    return draft.kind() != Kind.ACCEPT
        || targets.stream().anyMatch(row -> score(row, chosen) < EVIDENT);
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
    return draft.choice(model.candidates().target(), why);
  }

  /** Stages the decision being made about the chosen links, or says what it still needs. */
  public void confirm() {
    List<TriageRow> targets = model.cursor().targets();
    String missing = missing();
    String why = rationale().strip();
    Choice choice = choice(why);
    if (!missing.isEmpty() || choice == null) {
      model.sayWhile(missingText());
      boolean reason = model.candidates().target() != null || draft.kind() != Kind.ACCEPT;
      model.focus(draft.lacksTarget() ? Spot.TARGET : reason ? Spot.RATIONALE : Spot.TABLE);
      return;
    }
    given(why, targets.size());
    draft.clear();
    queue.decide(wishes(targets, choice));
    model.focus(Spot.TABLE);
  }

  private static List<Wish> wishes(List<TriageRow> rows, Choice choice) {
    return rows.stream().map(row -> new Wish(row.finding().id(), choice)).toList();
  }

  private void given(String why, int links) {
    rationales.given(why, links);
    recent.set(rationales.recent());
  }

  /** Another link is looked at: what was begun about the one before goes, but no written reason. */
  void leave() {
    draft.letGo();
  }

  /** Lets go of the decision being made; what was typed for it goes. */
  public void cancel() {
    draft.clear();
    model.focus(Spot.TABLE);
  }

  /** Puts the chosen links off. */
  void later() {
    List<TriageRow> targets = model.cursor().targets();
    if (targets.isEmpty()) {
      model.say(Texts.get("links.why-not.no-link"));
    } else {
      queue.decide(wishes(targets, new Choice.Later()));
    }
  }

  /** Takes the newest step back. */
  void undo() {
    queue.undo();
  }

  /** Has decisions kept that were made elsewhere in the pane. */
  void decide(List<Wish> wishes) {
    wishes.stream()
        .map(each -> each.choice().rationale())
        .distinct()
        .forEach(each -> given(each, wishes.size()));
    queue.decideTogether(wishes);
  }

  /** Puts the n-th newest reason into the field, 1 the last one. */
  void repeat(int number) {
    if (rationales.recent().size() < number) {
      model.say(Texts.get("links.why-not.no-rationale"));
      return;
    }
    draft.rationaleProperty().set(rationales.recent().get(number - 1));
  }

  /** What is to be said of the reason: how much is missing, or how often it was given. */
  public ObservableValue<String> rationaleText() {
    StringProperty rationale = draft.rationaleProperty();
    return Bindings.createStringBinding(
        () -> {
          String typed = rationale.get().strip();
          if (typed.isEmpty() && draft.makingProperty().get() == null && isDecided()) {
            return ""; // what stands, and what comes next, is told above
          }
          int length = typed.codePointCount(0, typed.length());
          int worn = rationales.worn(typed);
          if (worn > 0) {
            return Texts.get("links.rationale.worn", worn);
          }
          if (length >= Rationales.SHORTEST) {
            return Texts.get("links.rationale.enough");
          }
          return Texts.get(
              draft.kind() == Kind.ACCEPT
                  ? "links.rationale.unless-sure"
                  : "links.rationale.missing",
              Rationales.SHORTEST - length);
        },
        rationale,
        draft.makingProperty(),
        model.list().selected(),
        model.knownProperty(),
        recent);
  }

  private boolean isDecided() {
    List<TriageRow> targets = model.cursor().targets();
    return !targets.isEmpty() && targets.stream().allMatch(row -> row.decision() != null);
  }

  /** Reasons given lately, newest first. */
  public ObservableValue<List<String>> recent() {
    return recent.getReadOnlyProperty();
  }

  /** "about 6 min to zero", once ten were decided; empty before. */
  public ObservableValue<String> paceText() {
    return queue.paceText(model.leftCount());
  }

  /** What is typed of the decision being made. */
  public DecisionDraft draft() {
    return draft;
  }
}
