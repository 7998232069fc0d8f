package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleDoubleProperty;

/** A screen without a screen: everything runs on the calling thread; the timer waits to be told. */
public final class TestScreen {
  public final List<Runnable> timed = new ArrayList<>();
  public final Screen screen;

  public TestScreen(EngineClock clock) {
    Ticker ticker = new Ticker(clock);
    screen =
        new Screen(
            new BackgroundWork(Runnable::run, Runnable::run),
            Runnable::run,
            (Duration wait, Runnable work) -> timed.add(work),
            clock::nanos,
            ticker,
            new Notices(ticker),
            new SimpleDoubleProperty(1));
  }

  /** What the timer holds is due. */
  public void due() {
    List<Runnable> now = List.copyOf(timed);
    timed.clear();
    now.forEach(Runnable::run);
  }

  /** The text of the notice on screen. */
  public String notice() {
    Notices.Notice notice = screen.notices().currentProperty().get();
    return notice == null ? "" : notice.text();
  }
}
