package dev.reeve.console.approval;

import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.change.ApprovalView;
import dev.reeve.engine.change.Proposal;
import dev.reeve.engine.change.Proposal.Item;
import dev.reeve.engine.change.Proposal.Standing;
import dev.reeve.engine.workspace.Globs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the change are left out. What remains is judged in the background shortly after
 * each choice, and handed in when somebody goes on with it. Screen thread.
 */
public final class ExclusionViewModel {
  private static final Duration PAUSE = Duration.ofMillis(150);

  private final ApprovalView approvals;
  private final ApprovalState state;
  private final Map<String, Set<String>> drafts = new HashMap<>();
  private final ReadOnlyObjectWrapper<Set<String>> leftOut = new ReadOnlyObjectWrapper<>(Set.of());
  private final StringProperty pattern = new SimpleStringProperty("");
  private @Nullable Proposal handedIn;
  private boolean fresh;
  private long choices;

  ExclusionViewModel(ApprovalView approvals, ApprovalState state) {
    this.approvals = approvals;
    this.state = state;
    state.atBeginning(this::begin);
    state.proposal.subscribe(this::arrived);
  }

  private void begin() {
    choices++;
    fresh = true;
    handedIn = null;
    leftOut.set(Set.of());
    pattern.set("");
  }

  private void arrived(@Nullable Proposal now) {
    if (now == null) {
      return;
    }
    if (fresh) {
      first(now);
    } else if (now.decisionId() != null && !isShown(now)) {
      chosenBefore(now);
    }
  }

  /** The decision stands otherwise than when the files were chosen; what remains is told anew. */
  private void chosenBefore(Proposal now) {
    if (divisible()) {
      consider();
    } else {
      leftOut.set(now.leftOut());
    }
  }

  /** The first answer says what was left out before, and a draft what was about to be. */
  private void first(Proposal now) {
    fresh = false;
    leftOut.set(now.leftOut());
    Set<String> draft = drafts.remove(state.subject());
    if (draft != null && divisible()) {
      Set<String> paths = new HashSet<>(draft);
      paths.retainAll(now.all().stream().map(Item::path).toList());
      choose(paths);
    }
  }

  /**
   * Keeps what was chosen and not handed in for the next time. What was handed in stays, though no
   * word was given, so it is told that this is what waits now.
   */
  void setAside() {
    Proposal part = handedIn;
    handedIn = null;
    Proposal now = state.proposal.get();
    if (part != null && now != null && now.standing() == Standing.WAITING) {
      state.screen.notices().say(Texts.get("approval.done.part-waits", part.leftOut().size()));
    }
    if (state.step.get() == Step.REVIEW && isDraft()) {
      drafts.put(state.subject(), leftOut.get());
    }
  }

  /** Whether the choice differs from what the newest decision is about. */
  boolean isDraft() {
    Proposal now = state.proposal.get();
    return now != null && state.decided() && (now.decisionId() == null || !isShown(now));
  }

  private boolean isShown(Proposal now) {
    return now.leftOut().equals(leftOut.get());
  }

  /** Whether single files can be left out of it. */
  public boolean divisible() {
    Proposal now = state.proposal.get();
    return now != null && state.decided() && ReviewWords.divisible(now);
  }

  /** Paths that are left out, by choice or before. */
  public ReadOnlyObjectProperty<Set<String>> leftOutProperty() {
    return leftOut.getReadOnlyProperty();
  }

  /** Takes files in that are out, and leaves those out that are in. */
  public void toggle(Collection<String> paths) {
    Set<String> next = new HashSet<>(leftOut.get());
    paths.forEach(
        path -> {
          if (!next.remove(path)) {
            next.add(path);
          }
        });
    choose(next);
  }

  /** Leaves files out. */
  public void leaveOut(Collection<String> paths) {
    Set<String> next = new HashSet<>(leftOut.get());
    next.addAll(paths);
    choose(next);
  }

  /** Leaves out every file that lies in the folder of one of these. */
  public void leaveOutFolders(Collection<String> paths) {
    Set<String> folders = new LinkedHashSet<>();
    paths.forEach(path -> folders.add(path.substring(0, path.lastIndexOf('/') + 1)));
    leaveOut(
        state.shown().all().stream()
            .map(Item::path)
            .filter(path -> folders.stream().anyMatch(path::startsWith))
            .toList());
  }

  /** A pattern of paths, such as {@code docs/**}; what it matches is told before it is used. */
  public StringProperty patternProperty() {
    return pattern;
  }

  /** How many files the pattern matches; empty while there is none. */
  public ObservableValue<String> patternText() {
    return state.told(
        () -> {
          if (pattern.get().isBlank()) {
            return "";
          }
          Set<String> matched = matched();
          long out = matched.stream().filter(leftOut.get()::contains).count();
          return Texts.get("approval.pattern.matches", matched.size(), files().size(), out);
        },
        pattern,
        leftOut);
  }

  /** Leaves out every file that the pattern matches. */
  public Command leaveOutPattern() {
    return Command.of(
        Texts.get("approval.action.leave-out-pattern"),
        "",
        state.told(this::whyNotPattern, pattern, leftOut),
        () -> {
          leaveOut(matched());
          pattern.set("");
        });
  }

  private String whyNotPattern() {
    if (pattern.get().isBlank()) {
      return Texts.get("approval.why-not.no-pattern");
    }
    Set<String> matched = matched();
    if (leftOut.get().containsAll(matched)) {
      return Texts.get("approval.why-not.no-match");
    }
    return matched.size() == files().size() ? Texts.get("approval.why-not.all-out") : "";
  }

  private List<String> files() {
    Proposal now = state.proposal.get();
    return now == null ? List.of() : now.all().stream().map(Item::path).toList();
  }

  private Set<String> matched() {
    Globs globs = Globs.of(List.of(pattern.get().strip()), true);
    Set<String> matched = new LinkedHashSet<>();
    files().stream().filter(globs::matches).forEach(matched::add);
    return matched;
  }

  /** Takes every file in again. */
  public Command takeAllIn() {
    return Command.of(
        Texts.get("approval.action.take-all-in"),
        "",
        state.told(
            () -> leftOut.get().isEmpty() ? Texts.get("approval.why-not.nothing-out") : "",
            leftOut),
        () -> choose(Set.of()));
  }

  /** Leaves out every file that is not as the change expects. */
  public Command leaveOutRefused() {
    return new Command(
        state.told(() -> Texts.get("approval.action.leave-out-refused", refused().size())),
        "",
        state.told(
            () ->
                refused().isEmpty() || !divisible()
                    ? Texts.get("approval.why-not.none-refused")
                    : ""),
        () -> leaveOut(refused()));
  }

  private List<String> refused() {
    Proposal now = state.proposal.get();
    return now == null ? List.of() : now.refused().stream().map(Item::path).toList();
  }

  private void choose(Set<String> next) {
    if (!divisible() || next.equals(leftOut.get())) {
      return;
    }
    if (state.acting()) {
      state.screen.notices().refuse(Texts.get("approval.why-not.busy"));
      return;
    }
    if (next.size() >= state.shown().all().size()) {
      state.screen.notices().refuse(Texts.get("approval.why-not.all-out"));
      return;
    }
    leftOut.set(Set.copyOf(next));
    state.expectQuestion();
    long mine = ++choices;
    state
        .screen
        .timer()
        .after(
            PAUSE,
            () ->
                state
                    .screen
                    .thread()
                    .execute(
                        () -> {
                          if (mine == choices) {
                            consider();
                          }
                        }));
  }

  /** Looks at the files anew, those that are chosen to stay out left out. */
  void look() {
    if (isDraft()) {
      consider();
    } else {
      state.look();
    }
  }

  private void consider() {
    String decision = state.decision();
    Set<String> paths = leftOut.get();
    state.ask(() -> approvals.consider(decision, paths, state.operator));
  }

  /** Hands in what is left, if that is not what the decision is about; then goes on. */
  void handIn(Consumer<Proposal> then) {
    Proposal now = state.shown();
    if (!isDraft()) {
      then.accept(now);
      return;
    }
    String decision = state.decision();
    Set<String> paths = leftOut.get();
    state.act(
        () -> approvals.exclude(decision, paths, state.operator),
        left -> {
          handedIn = left;
          state.follow(left);
          state.afterWord.run();
          then.accept(left);
        },
        this::notHandedIn);
  }

  private void notHandedIn(Problem why) {
    fresh = true; // what was left out before is so again
    state.refused(why);
  }
}
