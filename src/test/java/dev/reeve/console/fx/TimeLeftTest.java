package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimeLeftTest {
  private final TimeLeft left = new TimeLeft();

  private String after(int seconds, int done, int of) {
    return left.told(done, of, Duration.ofSeconds(seconds));
  }

  @Test
  @DisplayName("Nothing is foretold before five seconds and a tenth of the work")
  void notTooEarly() {
    assertEquals(Formats.NONE, after(4, 3, 4));
    assertEquals(Formats.NONE, after(60, 0, 4));
    assertEquals(Formats.NONE, after(60, 9, 100));
    assertEquals("9 min", after(60, 10, 100));
  }

  @Test
  @DisplayName("It is rounded up to 5 s, to a minute from one on, to 5 minutes from ten on")
  void rounded() {
    assertEquals("15 s", new TimeLeft().told(1, 2, Duration.ofSeconds(11)));
    assertEquals("1 min", new TimeLeft().told(1, 2, Duration.ofSeconds(58)));
    assertEquals("2 min", new TimeLeft().told(1, 2, Duration.ofSeconds(61)));
    assertEquals("15 min", new TimeLeft().told(1, 2, Duration.ofSeconds(660)));
    assertEquals("2 h 5 min", new TimeLeft().told(1, 2, Duration.ofSeconds(7400)));
  }

  @Test
  @DisplayName("One slow item moves it a little; a pace that jumps says that nobody can know")
  void smoothed() {
    assertEquals("10 s", after(10, 10, 20));
    assertEquals("10 s", after(12, 10, 20), "24 s in all are believed by a third: 21 s");
    assertEquals("10 s", after(15, 12, 20), "25 s in all: 22 s");
    assertEquals(Formats.NONE, after(30, 15, 20), "40 s in all are too far from 22");
  }

  @Test
  @DisplayName("Work that takes longer than was foretold is almost done, and never over")
  void overrun() {
    assertEquals("5 s", after(95, 95, 100));
    assertEquals("Almost done", after(120, 99, 100));
    assertEquals("Almost done", after(130, 100, 100));
  }
}
