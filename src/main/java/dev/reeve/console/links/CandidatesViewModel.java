package dev.reeve.console.links;

import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import dev.reeve.engine.links.triage.TriageRow;
import dev.reeve.engine.links.triage.TriageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * Where the chosen link should perhaps lead, and what would be written if that, or another
 * decision, were made. Screen thread.
 */
public final class CandidatesViewModel {
  private final LinksViewModel model;
  private final DecisionPreview preview;
  private final FileSearch search;
  private final ObservableList<CandidateItem> candidates = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper highlighted = new ReadOnlyIntegerWrapper(-1);
  private final ReadOnlyBooleanWrapper decidable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper chosenLinks = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyStringWrapper heading = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper shortMessage = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper formMessage = new ReadOnlyStringWrapper("");
  private final Map<String, List<String>> picked = new HashMap<>();
  private @Nullable TriageRow shown;

  CandidatesViewModel(LinksViewModel model, TriageView triage, Screen screen, String operator) {
    this.model = model;
    this.preview = new DecisionPreview(triage, screen, operator);
    this.search = new FileSearch(triage, screen, model.list().problemProperty());
    model.cursor().currentProperty().addListener((observable, was, is) -> look(is));
    model.list().selected().addListener((Observable chosen) -> count());
    model.decisions().draft().parts().forEach(part -> part.addListener(changed -> ask()));
    highlighted.addListener(
        changed -> {
          tell(model.cursor().currentProperty().get());
          ask();
        });
  }

  /** Shows the chosen row; what belongs to one that is shown already stays as it is. */
  private void look(@Nullable LinkItem item) {
    TriageRow now = item == null ? null : item.shown();
    heading.set(heading(item, now));
    count();
    if (now != null && now.equals(shown)) {
      tell(item);
      return;
    }
    boolean other =
        now == null || shown == null || !now.finding().id().equals(shown.finding().id());
    shown = now;
    candidates.setAll(now == null ? List.of() : items(now));
    decidable.set(now != null);
    highlighted.set(CandidateItems.sure(candidates));
    tell(item);
    if (other) {
      search.textProperty().set("");
      preview.clear(); // what stood there was of another link
      if (now != null) {
        model.decisions().leave();
      }
    }
    ask();
  }

  /** What is wrong comes first, or what was decided; then what comes next. */
  private void tell(@Nullable LinkItem item) {
    TriageRow row = item == null ? null : item.shown();
    String why = why(item, row);
    if (item == null || row == null || item.problem() != null || item.done() != null) {
      message.set(why);
      shortMessage.set(why);
      formMessage.set(why);
      return;
    }
    int links = item.targets().size();
    boolean decided = row.decision() != null;
    message.set(
        why
            + " "
            + (decided ? LinkWords.next(row.state()) : Texts.get("links.candidates.group", links)));
    Decision decision = row.decision();
    String brief = decision == null ? why : decided(decision, item, named(item, row, decision));
    String next =
        decided
            ? LinkWords.nextShort(row.state())
            : Texts.get("links.candidates.group-short", links);
    formMessage.set(why + " " + next);
    shortMessage.set(
        brief + " " + (decided || highlighted.get() >= 0 ? next : missed(links, next)));
  }

  /** Why nothing can be accepted yet, and what then comes next. */
  private String missed(int links, String next) {
    return candidates.isEmpty()
        ? nothing() + " " + next
        : Texts.get("links.candidates.choose-short", candidates.size(), links);
  }

  private void count() {
    chosenLinks.set(model.cursor().targets().size());
  }

  private String heading(@Nullable LinkItem item, @Nullable TriageRow row) {
    if (item == null) {
      return "";
    }
    return row == null
        ? LinkWords.where(item).text()
        : Texts.get(
            items(row).isEmpty() ? "links.candidates.none-title" : "links.candidates.title",
            missed(item, row));
  }

  /** What is wrong, or what was decided. */
  private static String why(@Nullable LinkItem item, @Nullable TriageRow row) {
    if (item != null && item.problem() != null) {
      return LinkWords.problem(item.problem());
    }
    if (item != null && item.done() != null) {
      return Texts.get("links.done.text", LinkWords.decision(item.done().choice()));
    }
    if (item == null || row == null) {
      return "";
    }
    Decision decision = row.decision();
    return decision == null ? row.finding().message() : decided(decision, item, "");
  }

  /**
   * What was decided, by whom and why.
   *
   * @param missed what is named with it; empty for nothing
   */
  private static String decided(Decision decision, LinkItem item, String missed) {
    String made =
        Texts.get(
            missed.isEmpty() ? "links.candidates.decided" : "links.candidates.decided-about",
            LinkWords.decision(decision.choice(), item.targets().size()),
            decision.author(),
            missed);
    String reason = decision.choice().rationale();
    return reason.isBlank()
        ? made
        : made + " " + Texts.get("links.candidates.because", LinkWords.ended(reason));
  }

  /** What an ignored link misses: without a heading neither its row nor what is written says it. */
  private static String named(LinkItem item, TriageRow row, Decision decision) {
    return decision.choice() instanceof Choice.Ignore ? missed(item, row) : "";
  }

  private static String missed(LinkItem item, TriageRow row) {
    return item.heads() ? item.group() : row.group();
  }

  private List<CandidateItem> items(TriageRow row) {
    return CandidateItems.of(row, picked.getOrDefault(row.group(), List.of()));
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
    model.decisions().draft().makingProperty().set(null);
  }

  /** Takes a file that a person found among the candidates, or as the target that is asked for. */
  public void pick(String path) {
    TriageRow row = shown;
    if (row == null) {
      return;
    }
    DecisionDraft draft = model.decisions().draft();
    search.textProperty().set("");
    if (draft.aims()) {
      draft.aimAt(path);
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

  /** Shows the first lines of the highlighted candidate, or of the first one. */
  void peek() {
    String path =
        target() == null && !candidates.isEmpty() ? candidates.getFirst().target() : target();
    if (path == null) {
      model.say(Texts.get("links.why-not.no-candidate"));
    } else {
      preview.peek(path);
    }
  }

  private void ask() {
    preview.ask(
        () -> {
          TriageRow row = shown;
          return row == null
              ? new DecisionPreview.Asked(List.of(), null, "")
              : new DecisionPreview.Asked(model.cursor().targets(), choice(row), nothing());
        });
  }

  /** What is decided already, or being made, with a reason where one is still to be given. */
  private @Nullable Choice choice(TriageRow row) {
    Decision decision = row.decision();
    DecisionDraft draft = model.decisions().draft();
    if (decision != null
        && row.state() == TriageRow.State.STAGED
        && draft.makingProperty().get() == null) {
      return decision.choice();
    }
    String typed = draft.rationaleProperty().get();
    return model
        .decisions()
        .choice(Rationales.suffices(typed) ? typed : Texts.get("links.preview.rationale"));
  }

  private String nothing() {
    return candidates.isEmpty()
        ? Texts.get("links.preview.no-candidate")
        : Texts.get("links.preview.choose", candidates.size());
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

  /** What is wrong, or what was decided, and what comes next. */
  public ObservableValue<String> message() {
    return message.getReadOnlyProperty();
  }

  /** The same where there is little room, with what is missed before anything can be written. */
  public ObservableValue<String> shortMessage() {
    return shortMessage.getReadOnlyProperty();
  }

  /** The same while a decision is being made: no candidate is to be chosen for it. */
  public ObservableValue<String> formMessage() {
    return formMessage.getReadOnlyProperty();
  }

  /** How many links a decision is about. */
  public ObservableValue<Number> chosenLinks() {
    return chosenLinks.getReadOnlyProperty();
  }

  /** Whether anything can be decided about the chosen row. */
  public ObservableValue<Boolean> decidable() {
    return decidable.getReadOnlyProperty();
  }

  /** What would be written. */
  public DecisionPreview preview() {
    return preview;
  }

  /** Other files, to be picked. */
  public FileSearch search() {
    return search;
  }
}
