package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.LiveList;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.HeldPlan;
import dev.reeve.engine.registry.RegistrySummary;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What the header of the Registry pane tells, and what its tables say without rows. */
public final class RegistryFigures {
  private final Screen screen;
  private final ReadOnlyObjectWrapper<@Nullable RegistrySummary> summary =
      new ReadOnlyObjectWrapper<>(null);
  private final ReadOnlyObjectWrapper<List<HeldPlan>> heldPlans =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper problems = new ReadOnlyIntegerWrapper();
  private final BooleanProperty unread = new SimpleBooleanProperty();
  private final LongProperty unregistered = new SimpleLongProperty();
  private final ObservableBooleanValue validated =
      Bindings.createBooleanBinding(this::isValidated, summary);
  private ObservableValue<@Nullable Integer> backups =
      Bindings.createObjectBinding(this::told, summary);

  RegistryFigures(Screen screen) {
    this.screen = screen;
  }

  private boolean isValidated() {
    RegistrySummary now = summary.get();
    return now != null && now.lastValidation() != null;
  }

  void summary(RegistrySummary now) {
    unread.set(false);
    summary.set(now);
    problems.set(now.validationErrors() + now.validationWarnings());
  }

  /** Nothing was told of the registry when it was asked last. */
  void unread() {
    unread.set(true);
  }

  void heldPlans(List<HeldPlan> plans) {
    heldPlans.set(plans);
  }

  void unregistered(long files) {
    unregistered.set(files);
  }

  /** Whether the registry was looked at once. */
  public boolean known() {
    return summary.get() != null;
  }

  /**
   * Errors and warnings of the last validation; the rail and the tab of the findings show the same
   * property.
   */
  public ReadOnlyIntegerProperty problemCount() {
    return problems.getReadOnlyProperty();
  }

  /** Errors are wrong now; warnings alone let all writes go on. */
  public ObservableValue<Hue> problemHue() {
    return Present.map(
        summary.getReadOnlyProperty(),
        now -> now.validationErrors() > 0 ? Hue.BAD : Hue.WAIT,
        Hue.WAIT);
  }

  /**
   * The registry's hash, twelve digits, with what it is; empty while there is none, or none is
   * known.
   */
  public ObservableValue<String> hash() {
    return Present.map(
        summary.getReadOnlyProperty(),
        now ->
            now.hash() == null ? "" : Texts.get("registry.header.file", Formats.hash(now.hash())),
        "");
  }

  /**
   * How many records there are, and how many files have none: together the rows of the table; the
   * one figure that says when nothing is known yet.
   */
  public ObservableValue<String> recordCount() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          return now == null
              ? Formats.NONE
              : Texts.get("registry.header.records", now.records(), unregistered.get());
        },
        summary,
        unregistered);
  }

  /** Whether it was ever validated; before that nobody knows of findings. */
  ObservableBooleanValue validated() {
    return validated;
  }

  /** When it was last validated and with what result, ticking; empty while that is not known. */
  public ObservableValue<String> validation() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          if (now == null) {
            return "";
          }
          return now.lastValidation() == null
              ? Texts.get("registry.header.never-validated")
              : Texts.get(
                  "registry.header.validated",
                  Formats.age(now.lastValidation(), screen.ticker().now()),
                  now.validationErrors(),
                  now.validationWarnings());
        },
        summary,
        screen.ticker().nowProperty());
  }

  /**
   * While the table of the backups is on screen, or would show what it read once because nothing
   * can be read now, it counts them for everybody, so that tab and table never disagree; else the
   * engine's last word counts.
   */
  void backupsAre(LiveList<?, ?> table, ObservableBooleanValue shown) {
    ObservableBooleanValue read = table.reading().knownProperty();
    ReadOnlyIntegerProperty listed = table.inScopeProperty();
    backups =
        Bindings.createObjectBinding(
            () ->
                read.get() && (shown.get() || unread.get())
                    ? Integer.valueOf(listed.get())
                    : told(),
            shown,
            unread,
            read,
            listed,
            summary);
  }

  private @Nullable Integer told() {
    RegistrySummary now = summary.get();
    return now == null ? null : Integer.valueOf(now.backups());
  }

  /** The tab of the backups with how many there are. */
  public ObservableValue<String> backupsTab() {
    return Present.map(
        backups,
        number -> Texts.get("registry.tab.backups", number),
        Texts.get("registry.tab.backups-unread"));
  }

  /** When the registry was last written, null before that. */
  public ObservableValue<@Nullable Instant> lastWrite() {
    return summary.getReadOnlyProperty().map(now -> now == null ? null : now.lastWrite());
  }

  /** The mark that a plan of the keeper waits for a person, null when none does. */
  public ObservableValue<@Nullable Badge> heldPlan() {
    return heldPlans
        .getReadOnlyProperty()
        .map(
            plans ->
                plans.isEmpty()
                    ? null
                    : Badge.of(
                            0,
                            Texts.get(
                                "registry.header.held",
                                plans.stream().mapToLong(HeldPlan::differences).sum(),
                                where(plans)),
                            Icon.HAND,
                            Hue.NEED)
                        .in(Form.SOLID));
  }

  /** A comparison of the whole workspace finds what differs elsewhere as well. */
  private static String where(List<HeldPlan> plans) {
    if (plans.size() > 1) {
      return Texts.get("registry.header.held-folders", plans.size());
    }
    return where(plans.getFirst());
  }

  /** The folder that a plan is about, in words. */
  static String where(HeldPlan plan) {
    return plan.root().equals(".") ? Texts.get("registry.header.held-workspace") : plan.root();
  }

  /**
   * Whether a comparison is what helps most: differences wait for a person, or nothing is there.
   */
  ObservableBooleanValue comparisonFirst() {
    return Bindings.createBooleanBinding(
        () -> {
          RegistrySummary now = summary.get();
          return !heldPlans.get().isEmpty()
              || (now != null && now.records() == 0 && now.problem() == null);
        },
        heldPlans,
        summary);
  }

  /** Why it waits and how it is allowed; empty when none does. */
  public ObservableValue<String> heldReason() {
    return heldPlans
        .getReadOnlyProperty()
        .map(
            plans ->
                plans.stream()
                    .map(
                        plan ->
                            Texts.get(
                                "registry.header.held-why",
                                where(plan),
                                plan.reason(),
                                plan.planId()))
                    .collect(Collectors.joining("\n")));
  }

  /**
   * What a table says when it is empty.
   *
   * @param remedy what helps while the registry cannot be used; empty where that changes nothing
   * @param nothing what is said when there is nothing, for the registry as it is; null while that
   *     is not known although the list was read
   * @param filtered key of what is said when the filter hides everything
   */
  ObservableValue<String> emptyText(
      LiveList<?, ?> list,
      String remedy,
      Function<@Nullable RegistrySummary, String> nothing,
      String filtered) {
    ObservableBooleanValue read = list.reading().knownProperty();
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          if (now == null && !read.get()) {
            return Texts.get(unread.get() ? "console.table.not-read" : "registry.empty.reading");
          }
          if (now != null && !remedy.isEmpty() && now.problem() != null && now.records() == 0) {
            return now.problem() + "\n" + remedy;
          }
          String typed = list.filterProperty().get();
          return typed.isBlank() ? nothing.apply(now) : Texts.get(filtered, typed);
        },
        list.filterProperty(),
        read,
        unread,
        summary);
  }
}
