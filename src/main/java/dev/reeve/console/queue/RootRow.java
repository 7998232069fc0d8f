package dev.reeve.console.queue;

import dev.reeve.console.fx.Badge;
import dev.reeve.console.fx.Badge.Form;
import dev.reeve.console.fx.Badge.Hue;
import dev.reeve.console.fx.Icon;
import dev.reeve.console.fx.SnapshotRow;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.watch.RootStatus;
import java.time.Instant;
import java.util.Comparator;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** A watched folder as a row. */
public final class RootRow extends SnapshotRow<RootStatus> {
  static final Comparator<RootRow> ORDER = Comparator.comparing(RootRow::key);

  RootRow(String root, RootStatus status) {
    super(root, status);
  }

  @Override
  public Badge badge() {
    return badge(snapshot());
  }

  static Badge badge(RootStatus root) {
    return switch (root.state()) {
      case FAILED -> Badge.of(0, Texts.get("watcher.state.failed"), Icon.OCTAGON, Hue.BAD);
      case LOST -> Badge.of(1, Texts.get("watcher.state.lost"), Icon.FILE_GONE, Hue.BAD);
      case RESCANNING -> Badge.of(2, Texts.get("watcher.state.rescanning"), Icon.ARC, Hue.RUN);
      case STARTING -> Badge.of(3, Texts.get("watcher.state.starting"), Icon.ARC, Hue.RUN);
      case PAUSED ->
          Badge.of(4, Texts.get("watcher.state.paused"), Icon.PAUSE, Hue.IDLE).in(Form.OUTLINED);
      case WATCHING -> Badge.of(5, Texts.get("watcher.state.watching"), Icon.EYE, Hue.OK);
    };
  }

  static String name(RootStatus root) {
    return root.root().equals(".") ? Texts.get("watcher.root.whole") : root.root();
  }

  /** The folder, relative to the workspace. */
  public ObservableValue<String> folder() {
    return value(RootRow::name);
  }

  /** Files it has seen. */
  public ObservableValue<Long> files() {
    return value(RootStatus::filesSeen);
  }

  /** Raw events of the last minute. */
  public ObservableValue<Long> events() {
    return value(RootStatus::eventsLastMinute);
  }

  /** Files that have not come to rest. */
  public ObservableValue<Long> settling() {
    return value(RootStatus::settling);
  }

  /** Own writes that were dropped. */
  public ObservableValue<Long> suppressed() {
    return value(RootStatus::suppressed);
  }

  /** When something last happened. */
  public ObservableValue<@Nullable Instant> lastEvent() {
    return value(RootStatus::lastEvent);
  }

  /** Why it does not watch. */
  public ObservableValue<String> error() {
    return value(root -> root.error() == null ? "" : root.error());
  }
}
