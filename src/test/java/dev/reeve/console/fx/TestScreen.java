package dev.reeve.console.fx;

import dev.reeve.engine.workspace.EngineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.SimpleDoubleProperty;

/** A screen without a screen: everything runs on the calling thread; the timer waits to be told. */
public final class TestScreen {
  /** What the timer holds. */
  public record Timed(Duration span, Runnable work) {}

  public final List<Timed> timed = new ArrayList<>();
  public final Screen screen;

  public TestScreen(EngineClock clock) {
    this(clock, Runnable::run, Runnable::run);
  }

  /** One whose work in the background, or what is put off on the screen's thread, waits. */
  public TestScreen(EngineClock clock, Executor background, Executor thread) {
    Ticker ticker = new Ticker(clock);
    screen =
        new Screen(
            new BackgroundWork(background, Runnable::run),
            thread,
            (Duration wait, Runnable work) -> timed.add(new Timed(wait, work)),
            clock::nanos,
            ticker,
            new Notices(ticker),
            new SimpleDoubleProperty(1));
  }

  /** What the timer holds is due. */
  public void due() {
    List<Timed> now = List.copyOf(timed);
    timed.clear();
    now.forEach(each -> each.work().run());
  }

  /** So much time has passed: what waits no longer than that is due. */
  public void due(Duration passed) {
    List<Timed> now = timed.stream().filter(each -> each.span().compareTo(passed) <= 0).toList();
    timed.removeAll(now);
    now.forEach(each -> each.work().run());
  }

  /** The text of the notice on screen. */
  public String notice() {
    Notices.Notice notice = screen.notices().currentProperty().get();
    return notice == null ? "" : notice.text();
  }
}
