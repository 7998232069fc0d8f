package dev.reeve.console.fx;

import java.time.Instant;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;

/**
 * Of when what is shown is, while it could not be read anew; there only then. Screen thread.
 * Source: {@code docs/guide/console.md}.
 */
public final class StaleStamp extends Label {
  public StaleStamp() {
    getStyleClass().add("stale-stamp");
    setMinWidth(USE_PREF_SIZE);
    setGraphic(Icons.of(Icon.CLOCK, 13));
    show(null);
  }

  /**
   * Shows or hides it.
   *
   * @param since when it was read; null while it is as it is
   */
  public void show(@Nullable Instant since) {
    setVisible(since != null);
    setManaged(since != null);
    if (since != null) {
      String at = Formats.clock(since);
      String told = Texts.get("console.table.stale-told", at);
      setText(Texts.get("console.table.stale", at));
      setAccessibleText(told);
      setTooltip(new Tooltip(told));
    }
  }
}
