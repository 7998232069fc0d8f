package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Question;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.UpgradePlan;
import dev.reeve.engine.registry.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Offers to bring an older registry to this program's version. Screen thread. */
public final class Upgrade {
  private final EngineSession session;
  private final Screen screen;
  private final Conflicts conflicts;
  private final Consumer<Problem> failed;
  private final Runnable done;
  private final ReadOnlyObjectWrapper<@Nullable UpgradePlan> plan =
      new ReadOnlyObjectWrapper<>(null);

  Upgrade(
      EngineSession session,
      Screen screen,
      Conflicts conflicts,
      Consumer<Problem> failed,
      Runnable done) {
    this.session = session;
    this.screen = screen;
    this.conflicts = conflicts;
    this.failed = failed;
    this.done = done;
  }

  /** Looks whether there is something to offer; what cannot be looked at is told elsewhere. */
  void look() {
    screen
        .work()
        .run(
            session.registryDesk()::planUpgrade,
            now -> plan.set(now.needed() ? now : null),
            unreadable -> plan.set(null));
  }

  /** The offer in words; empty when there is none. */
  public ObservableValue<String> offer() {
    return plan.getReadOnlyProperty()
        .map(
            now ->
                now == null
                    ? ""
                    : Texts.get(
                        "registry.upgrade.offer", now.from(), now.to(), now.columns().size()))
        .orElse("");
  }

  /** Shows what would change, and after yes does it. */
  public Command command(Restoration.Asker asker) {
    return Command.of(
        Texts.get("registry.action.upgrade"), "", new SimpleStringProperty(""), () -> ask(asker));
  }

  private void ask(Restoration.Asker asker) {
    screen
        .work()
        .run(
            session.registryDesk()::planUpgrade,
            now -> {
              plan.set(now.needed() ? now : null);
              if (now.needed()) {
                asker.ask(question(now), () -> upgrade(now, asker));
              }
            },
            failed);
  }

  private static Question question(UpgradePlan plan) {
    return new Question(
        Texts.get("registry.upgrade.title", plan.to()),
        Texts.get("registry.upgrade.text"),
        List.of(
            Texts.get("registry.upgrade.version", plan.from(), plan.to()),
            Texts.get(
                "registry.upgrade.columns",
                plan.columns().size(),
                plan.columns().getFirst(),
                plan.columns().getLast()),
            Texts.get("registry.upgrade.files", plan.files())),
        null,
        Texts.get("registry.upgrade.verb"),
        false);
  }

  private void upgrade(UpgradePlan seen, Restoration.Asker asker) {
    screen
        .work()
        .run(
            () -> session.registryDesk().upgrade(seen.registryHash()),
            result -> upgraded(result, seen, asker),
            failed);
  }

  private void upgraded(WriteResult result, UpgradePlan seen, Restoration.Asker asker) {
    if (result.code().equals("CAS_PRECONDITION_FAILED")) {
      conflicts.show(
          seen.registryHash(), () -> Map.of("meta", List.of("version")), () -> ask(asker));
    } else if (result.success()) {
      screen.notices().say(Texts.get("registry.done.upgraded", seen.to()));
      done.run();
    } else {
      failed.accept(
          new Problem(result.message(), Texts.get("registry.refused.safe"), "", result.code()));
    }
  }
}
