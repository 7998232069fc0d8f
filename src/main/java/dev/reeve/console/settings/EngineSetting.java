package dev.reeve.console.settings;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.settings.SettingsView.Value;
import dev.reeve.engine.workspace.ConfigForm;
import dev.reeve.engine.workspace.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * One of the settings that change what the engine does: what the file says, and what somebody put
 * in its place and has not saved yet. Screen thread.
 */
public final class EngineSetting {
  /** How somebody gives it. */
  public enum Input {
    SWITCH,
    CHOICE,
    NUMBER,
    /** Texts with commas between them. */
    LIST
  }

  /**
   * How a number is told.
   *
   * @param sign behind it, may be empty
   * @param size how many of the file's units are one of these
   */
  record Unit(String sign, long size) {
    static final Unit NONE = new Unit("", 1);
  }

  private final Unit unit;
  private final Map<String, String> options;
  private final Runnable save;
  private final ObjectProperty<Value> value;
  private final StringProperty draft;
  private final ObservableValue<String> problem;
  private final ObservableBooleanValue changed;

  /**
   * @param options label by value, of a choice; else empty
   * @param save writes what was put in its place
   */
  EngineSetting(Value value, Unit unit, Map<String, String> options, Runnable save) {
    this.unit = unit;
    this.options = options;
    this.save = save;
    this.value = new SimpleObjectProperty<>(value);
    this.draft = new SimpleStringProperty(typed(value.file()));
    this.problem = Bindings.createStringBinding(this::problemText, draft);
    this.changed =
        Bindings.createBooleanBinding(
            () -> !draft.get().strip().equals(typed(inFile())) && !inFile().equals(number()),
            draft,
            this.value);
  }

  /** Takes what was read anew; what somebody is changing stays. */
  void take(Value now) {
    boolean untouched = !changed.get();
    value.set(now);
    if (untouched) {
      draft.set(typed(now.file()));
    }
  }

  Value value() {
    return value.get();
  }

  private Object inFile() {
    return value.get().file();
  }

  /** How somebody gives it. */
  public Input input() {
    return switch (form()) {
      case ConfigForm.Flag flag -> Input.SWITCH;
      case ConfigForm.OneOf one -> Input.CHOICE;
      case ConfigForm.Whole whole -> Input.NUMBER;
      case ConfigForm.Like like -> Input.LIST;
      case ConfigForm.Inside inside -> Input.LIST;
      case ConfigForm.Texts texts -> Input.LIST;
      case ConfigForm.Folders folders -> Input.LIST;
    };
  }

  private ConfigForm<?> form() {
    return value.get().key().form();
  }

  /** What stands behind a number, may be empty. */
  public String unit() {
    return unit.sign();
  }

  /** Label by value, of a choice. */
  public Map<String, String> options() {
    return options;
  }

  /** What somebody gave, as text: {@code true}, a choice's value, a number, texts with commas. */
  public StringProperty draftProperty() {
    return draft;
  }

  /** Why it cannot be saved, empty when it can. */
  public ObservableValue<String> problem() {
    return problem;
  }

  /** Whether something else stands here than in the file. */
  public ObservableBooleanValue changed() {
    return changed;
  }

  /** Whether that can be saved. */
  public ObservableBooleanValue savable() {
    return Bindings.createBooleanBinding(
        () -> changed.get() && problem.getValue().isEmpty(), changed, problem);
  }

  /** What saving would do, before and after, and when it holds; empty when it cannot be saved. */
  public ObservableValue<String> change() {
    return Bindings.createStringBinding(
        () ->
            changed.get() && problem.getValue().isEmpty()
                ? Texts.get(
                    value.get().key().atOnce()
                        ? "settings.engine.change-now"
                        : "settings.engine.change-later",
                    shown(inFile()),
                    shown(given()))
                : "",
        draft,
        value,
        changed);
  }

  /** What holds although the file says something else; empty when the file holds. */
  public ObservableValue<String> waits() {
    return value.map(
        now -> now.waits() ? Texts.get("settings.engine.waits", shown(now.inForce())) : "");
  }

  /** Whether the file says what is usual. */
  public ObservableValue<Boolean> isUsual() {
    return value.map(now -> now.file().equals(now.key().usual()));
  }

  /** Puts what is usual there; it is to be saved like anything else. */
  public void usual() {
    draft.set(typed(value.get().key().usual()));
  }

  /** Puts what the file says back. */
  public void discard() {
    draft.set(typed(inFile()));
  }

  /** Shows a number as numbers are shown everywhere, when nobody types it any more. */
  void tidy() {
    if (number() instanceof Long number) {
      draft.set(typed(number));
    }
  }

  /** Writes it, when it can be saved. */
  public void save() {
    if (changed.get() && problem.getValue().isEmpty()) {
      save.run();
    }
  }

  /** What the file says, for people. */
  public ObservableValue<String> text() {
    return value.map(now -> shown(now.file()));
  }

  /** What somebody gave; null when it cannot be understood. */
  @Nullable Object given() {
    String text = draft.get().strip();
    return switch (input()) {
      case SWITCH -> Boolean.valueOf(text);
      case CHOICE -> text;
      case NUMBER -> number(text);
      case LIST -> list(text);
    };
  }

  private @Nullable Object number() {
    return input() == Input.NUMBER ? number(draft.get().strip()) : null;
  }

  private @Nullable Object number(String text) {
    Long typed = Formats.whole(text);
    try {
      return typed == null ? null : Math.multiplyExact(typed, unit.size());
    } catch (ArithmeticException tooLarge) {
      return null;
    }
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private String problemText() {
    Object given = given();
    if (given != null && form().read(Json.mapper().valueToTree(given)) != null) {
      return "";
    }
    return switch (form()) {
      case ConfigForm.Whole whole when whole.most() / unit.size() > Integer.MAX_VALUE ->
          Texts.get("settings.engine.number-from", Formats.count(least(whole)));
      case ConfigForm.Whole whole ->
          Texts.get(
              "settings.engine.number",
              Formats.count(least(whole)),
              Formats.count(whole.most() / unit.size()));
      default -> Texts.get("settings.engine.folders");
    };
  }

  private long least(ConfigForm.Whole whole) {
    return Math.ceilDiv(whole.least(), unit.size());
  }

  /** As somebody would type it. */
  private String typed(Object of) {
    return switch (of) {
      case Long number -> Formats.count(number / unit.size());
      case List<?> all -> String.join(", ", all.stream().map(String::valueOf).toList());
      default -> String.valueOf(of);
    };
  }

  /** For people. */
  String shown(@Nullable Object of) {
    return switch (of) {
      case null -> Formats.NONE;
      case Boolean flag -> Texts.get(flag ? "settings.yes" : "settings.no");
      case Long number -> (Formats.count(number / unit.size()) + " " + unit.sign()).strip();
      case List<?> all when all.isEmpty() -> Texts.get("settings.engine.none");
      case String text -> options.getOrDefault(text, text);
      default -> typed(of);
    };
  }
}
