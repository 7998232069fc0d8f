package dev.reeve.console.registry;

import dev.reeve.console.EngineSession;
import dev.reeve.console.fx.Command;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Present;
import dev.reeve.console.fx.Problem;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.RecordWrite;
import dev.reeve.engine.registry.RegistryDifference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** Tells of a write that came too late, with both sides of it. Screen thread. */
public final class Conflicts {
  private final EngineSession session;
  private final Screen screen;
  private final Consumer<Problem> failed;
  private final ObjectProperty<@Nullable RefusedWrite> refused = new SimpleObjectProperty<>(null);

  Conflicts(EngineSession session, Screen screen, Consumer<Problem> failed) {
    this.session = session;
    this.screen = screen;
    this.failed = failed;
  }

  /** What came too late, in words; empty for nothing. */
  public ObservableValue<String> text() {
    return Present.map(refused, RefusedWrite::text, "");
  }

  /** Makes the change that came too late anew, for the registry as it is now. */
  public Command rebase() {
    return Command.of(
        Texts.get("registry.action.rebase"), "", new SimpleStringProperty(""), this::rebaseNow);
  }

  private void rebaseNow() {
    RefusedWrite late = refused.get();
    forget();
    if (late != null) {
      late.rebase().run();
    }
  }

  /** Shows what others changed beside what the change would do. */
  public Command threeWay(Restoration.Asker asker) {
    return Command.of(
        Texts.get("registry.action.three-way"),
        "",
        new SimpleStringProperty(""),
        () -> {
          RefusedWrite late = refused.get();
          if (late != null) {
            asker.ask(
                late.question(
                    Texts.get("registry.three.title"), Texts.get("registry.action.rebase")),
                this::rebaseNow);
          }
        });
  }

  /** Lets go of the change that came too late. */
  public void forget() {
    refused.set(null);
  }

  /**
   * Shows it.
   *
   * @param seen registry hash it was made for
   * @param mine what it would change in the registry as it is now; blocks
   * @param rebase makes it anew
   */
  void show(String seen, Callable<Map<String, List<String>>> mine, Runnable rebase) {
    screen
        .work()
        .run(
            () ->
                new RefusedWrite(
                    text(session.registry().writes(null, 1)),
                    lines(session.registryDesk().changedSince(seen), mine.call()),
                    rebase),
            refused::set,
            failed);
  }

  private static String text(List<RecordWrite> newest) {
    if (newest.isEmpty()) {
      return Texts.get("registry.conflict.unknown");
    }
    RecordWrite write = newest.getFirst();
    Instant at = write.at();
    String writer = write.source() == null ? write.patchId() : write.source();
    return Texts.get("registry.conflict.by", writer, Formats.clock(at));
  }

  /** Columns by record. */
  static Map<String, List<String>> columns(RegistryDifference difference) {
    Map<String, List<String>> out = new TreeMap<>(difference.changed());
    difference.added().forEach(key -> out.put(key, List.of(Texts.get("registry.three.added"))));
    difference.removed().forEach(key -> out.put(key, List.of(Texts.get("registry.three.removed"))));
    return out;
  }

  private static List<String> lines(
      @Nullable RegistryDifference others, Map<String, List<String>> mine) {
    List<String> out = new ArrayList<>();
    if (others == null) {
      out.add(Texts.get("registry.three.unknown"));
    }
    Map<String, List<String>> theirs = others == null ? Map.of() : columns(others);
    Map<String, List<String>> all = new TreeMap<>(theirs);
    mine.forEach(all::putIfAbsent);
    for (String key : all.keySet()) {
      List<String> one = theirs.getOrDefault(key, List.of());
      List<String> other = mine.getOrDefault(key, List.of());
      boolean both = one.stream().anyMatch(other::contains);
      out.add(
          Texts.get(
              both ? "registry.three.both" : "registry.three.line",
              key,
              one.isEmpty() ? Formats.NONE : String.join(", ", one),
              other.isEmpty() ? Formats.NONE : String.join(", ", other)));
    }
    return out;
  }
}
