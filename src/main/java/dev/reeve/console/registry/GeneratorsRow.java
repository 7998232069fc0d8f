package dev.reeve.console.registry;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.registry.generate.GeneratorRow;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A generator as a row. */
public final class GeneratorsRow extends SnapshotRow<GeneratorRow> {
  /** What needs somebody first, then by id. */
  static final Comparator<GeneratorsRow> ORDER =
      Comparator.<GeneratorsRow>comparingInt(row -> row.badge().rank())
          .thenComparing(row -> row.snapshot().id());

  GeneratorsRow(String id, GeneratorRow generator) {
    super(id, generator);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(GeneratorRow generator) {
    return switch (generator.state()) {
      case EDITED ->
          Badge.of(0, Texts.get("registry.generator.edited"), Icon.HAND, Hue.NEED).in(Form.SOLID);
      case REFUSED -> Badge.of(1, Texts.get("registry.generator.refused"), Icon.OCTAGON, Hue.BAD);
      case STALE -> Badge.of(2, Texts.get("registry.generator.stale"), Icon.CLOCK, Hue.WAIT);
      case CURRENT -> Badge.of(3, Texts.get("registry.generator.fresh"), Icon.CHECK, Hue.OK);
      case INACTIVE ->
          Badge.of(4, Texts.get("registry.generator.inactive"), Icon.SLASH, Hue.IDLE)
              .in(Form.OUTLINED);
    };
  }

  /** The word of its state in a filter. */
  String stateWord() {
    return switch (snapshot().state()) {
      case EDITED -> "edited";
      case REFUSED -> "refused";
      case STALE -> "stale";
      case CURRENT -> "fresh";
      case INACTIVE -> "inactive";
    };
  }

  /** What people call it. */
  public ObservableValue<String> name() {
    return value(GeneratorRow::name);
  }

  /** Path or pattern it writes to. */
  public ObservableValue<String> output() {
    return value(GeneratorRow::output);
  }

  /** Files it writes now. */
  public ObservableValue<Long> files() {
    return value(generator -> (long) generator.outputs());
  }

  /** Records it sees now. */
  public ObservableValue<Long> rows() {
    return value(generator -> (long) generator.rows());
  }

  /** When it was last built; null for never. */
  public ObservableValue<@Nullable Instant> built() {
    return value(generator -> RegistryRow.time(generator.lastBuild()));
  }
}
