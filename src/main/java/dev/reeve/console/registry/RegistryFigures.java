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
import javafx.beans.property.LongProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleLongProperty;
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
  private final LongProperty unregistered = new SimpleLongProperty();

  RegistryFigures(Screen screen) {
    this.screen = screen;
  }

  void summary(RegistrySummary now) {
    summary.set(now);
    problems.set(now.validationErrors());
  }

  void heldPlans(List<HeldPlan> plans) {
    heldPlans.set(plans);
  }

  void unregistered(long files) {
    unregistered.set(files);
  }

  /** Errors of the last validation; the rail shows the same property. */
  public ReadOnlyIntegerProperty problemCount() {
    return problems.getReadOnlyProperty();
  }

  /** The registry's hash, twelve digits. */
  public ObservableValue<String> hash() {
    return figure(now -> Formats.hash(now.hash()));
  }

  /** How many records there are, how many are active files, and how many files have none. */
  public ObservableValue<String> recordCount() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          return now == null
              ? Formats.NONE
              : Texts.get(
                  "registry.header.records", now.records(), now.activeFiles(), unregistered.get());
        },
        summary,
        unregistered);
  }

  /** When it was last validated and with what result, ticking. */
  public ObservableValue<String> validation() {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          return now == null || now.lastValidation() == null
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

  /** How many backups there are. */
  public ObservableValue<String> backupCount() {
    return figure(now -> Texts.get("registry.header.backups", now.backups()));
  }

  /** The tab of the backups with how many there are; the header shows the same number. */
  public ObservableValue<String> backupsTab() {
    return Present.map(
        summary.getReadOnlyProperty(),
        now -> Texts.get("registry.tab.backups", now.backups()),
        Texts.get("registry.tab.backups-unread"));
  }

  /** When the registry was last written, null before that. */
  public ObservableValue<@Nullable Instant> lastWrite() {
    return summary.getReadOnlyProperty().map(now -> now == null ? null : now.lastWrite());
  }

  private ObservableValue<String> figure(Function<RegistrySummary, String> words) {
    return Present.map(summary.getReadOnlyProperty(), words, Formats.NONE);
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
                                Formats.count(
                                    plans.stream().mapToLong(HeldPlan::differences).sum())),
                            Icon.HAND,
                            Hue.NEED)
                        .in(Form.SOLID));
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
                                plan.root(),
                                plan.reason(),
                                plan.planId()))
                    .collect(Collectors.joining("\n")));
  }

  /**
   * What a table says when it is empty.
   *
   * @param remedy what helps while the registry cannot be used; empty where that changes nothing
   * @param nothing what is said when there is nothing, for the registry as it is
   * @param filtered key of what is said when the filter hides everything
   */
  ObservableValue<String> emptyText(
      LiveList<?, ?> list,
      String remedy,
      Function<RegistrySummary, String> nothing,
      String filtered) {
    return Bindings.createStringBinding(
        () -> {
          RegistrySummary now = summary.get();
          if (now == null) {
            return Texts.get("registry.empty.reading");
          }
          if (!remedy.isEmpty() && now.problem() != null && now.records() == 0) {
            return now.problem() + "\n" + remedy;
          }
          String typed = list.filterProperty().get();
          return typed.isBlank() ? nothing.apply(now) : Texts.get(filtered, typed);
        },
        list.filterProperty(),
        summary);
  }
}
