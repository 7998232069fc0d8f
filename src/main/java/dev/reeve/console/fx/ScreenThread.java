package dev.reeve.console.fx;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The one place that names the toolkit's thread; everything else is handed an executor. */
public final class ScreenThread {
  private ScreenThread() {}

  /** Runs things on the screen's thread. */
  public static Executor executor() {
    return Platform::runLater;
  }
}
