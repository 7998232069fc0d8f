package dev.reeve.console.links;

import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Pulse;
import dev.reeve.console.fx.Screen;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.CheckProgress;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * How far writing, reading and looking up is, in figures and for a bar that never goes back. Told
 * on any thread, shown a few times a second; everything else on the screen thread.
 */
final class DocumentsMeter implements CheckProgress {
  private record At(
      double fraction, String key, int done, int of, int step, int steps, Set<String> files) {
    At with(Set<String> others) {
      return new At(fraction, key, done, of, step, steps, others);
    }
  }

  private final Pulse pulse;
  private final ReadOnlyObjectWrapper<Double> fraction = new ReadOnlyObjectWrapper<>(-1.0);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
  private final Consumer<Set<String>> told;
  private Set<String> files = Set.of();
  private double written;
  private @Nullable At newest;

  DocumentsMeter(Screen screen) {
    this(screen, files -> {});
  }

  /**
   * @param told hears which files are written, together with the figures that count them
   */
  DocumentsMeter(Screen screen, Consumer<Set<String>> told) {
    this.pulse = screen.pulse(this::show);
    this.told = told;
  }

  /**
   * Begins anew.
   *
   * @param saying what is said until the first figure is known
   * @param writing which part of it all is to write files, 0 to 1
   */
  void begin(String saying, double writing) {
    synchronized (this) {
      written = writing;
      files = Set.of();
      newest = null;
    }
    fraction.set(-1.0);
    text.set(saying);
  }

  /** These files are written. */
  void written(Set<String> now, int of) {
    synchronized (this) {
      files = Set.copyOf(now);
    }
    tell("links.progress.written", 0, written, now.size(), of, 1);
  }

  @Override
  public void at(Phase phase, int done, int of) {
    double half = (1 - written) / 2;
    int before = written > 0 ? 1 : 0;
    switch (phase) {
      case READ -> tell("links.progress.read", written, half, done, of, before + 1);
      case SUGGEST -> tell("links.progress.suggest", written + half, half, done, of, before + 2);
    }
  }

  private void tell(String key, double from, double share, int done, int of, int step) {
    double now = from + (of == 0 ? 1 : done / (double) of) * share;
    synchronized (this) {
      newest =
          newest != null && newest.fraction() > now
              ? newest.with(files)
              : new At(now, key, done, of, step, written > 0 ? 3 : 2, files);
    }
    if (done > 0) { // the first figure shown is one that says something
      pulse.ask();
    }
  }

  private void show() {
    At now;
    synchronized (this) {
      now = newest;
    }
    if (now != null) {
      fraction.set(now.fraction());
      text.set(
          Texts.get(
              "links.progress.step",
              Texts.get(now.key(), Formats.count(now.done()), Formats.count(now.of())),
              now.step(),
              now.steps(),
              (int) (now.fraction() * 100)));
      told.accept(now.files());
    }
  }

  /** 0 to 1; negative while that is unknown. */
  ReadOnlyObjectProperty<Double> fraction() {
    return fraction.getReadOnlyProperty();
  }

  /** "17 % · 143 of 412 documents read · step 1 of 2". */
  ReadOnlyStringProperty text() {
    return text.getReadOnlyProperty();
  }
}
