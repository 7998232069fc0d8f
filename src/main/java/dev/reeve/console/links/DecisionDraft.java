package dev.reeve.console.links;

import dev.reeve.engine.links.triage.Choice;
import java.util.List;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The decision being made, as it is typed. Screen thread. */
public final class DecisionDraft {
  /** What kind of decision is being made. */
  public enum Kind {
    ACCEPT,
    STUB,
    MANUAL,
    HISTORICAL,
    IGNORE
  }

  private final ObjectProperty<@Nullable Kind> making = new SimpleObjectProperty<>(null);
  private final StringProperty rationale = new SimpleStringProperty("");
  private final StringProperty target = new SimpleStringProperty("");
  private final StringProperty title = new SimpleStringProperty("");
  private final ObjectProperty<Choice.Scope> scope = new SimpleObjectProperty<>(Choice.Scope.LINK);
  private final StringProperty sources = new SimpleStringProperty("");
  private final StringProperty pattern = new SimpleStringProperty("");
  private final BooleanProperty suffix = new SimpleBooleanProperty();

  DecisionDraft() {}

  /** Without a choice of kind it is to take a candidate. */
  Kind kind() {
    Kind kind = making.get();
    return kind == null ? Kind.ACCEPT : kind;
  }

  /** Begins with this target; empty for none. */
  void aimAt(String path) {
    target.set(path);
    title.set(path.isEmpty() ? "" : titleOf(path));
  }

  /** Begins a rule by pattern with the target of a link. */
  void coverAll(String path) {
    sources.set("**/*.md");
    pattern.set(path);
  }

  /** A file's name, as a heading would have it. */
  private static String titleOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[.][^.]+$", "");
    String words = name.replace('-', ' ').replace('_', ' ').strip();
    return words.isEmpty()
        ? path
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /**
   * The decision, with a reason; null while its target is not named.
   *
   * @param candidate that taking one would take; null for none
   */
  @Nullable Choice choice(@Nullable String candidate, String why) {
    return switch (kind()) {
      case ACCEPT -> candidate == null ? null : new Choice.Accept(candidate, why);
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

  /** Whether it needs a target that is not named yet. */
  boolean lacksTarget() {
    return aims() && target.get().isBlank();
  }

  /** Forgets all of it. */
  void clear() {
    letGo();
    rationale.set("");
  }

  /** Forgets what was to be made and how; the words of the reason stay. */
  void letGo() {
    making.set(null);
    target.set("");
    title.set("");
    scope.set(Choice.Scope.LINK);
    suffix.set(false);
  }

  /** All that changes what would be written; the reason does not. */
  List<Observable> parts() {
    return List.of(making, target, title, scope, sources, pattern, suffix);
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
}
