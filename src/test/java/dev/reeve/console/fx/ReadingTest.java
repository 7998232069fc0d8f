package dev.reeve.console.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.reeve.console.fx.Reading.Wait;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.EngineException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ReadingTest {
  private final SettableClock clock = new SettableClock();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private final TestScreen test = new TestScreen(clock, background::add, Runnable::run);
  private final ObjectProperty<@Nullable Problem> problem = new SimpleObjectProperty<>(null);
  private final Reading reading = new Reading(test.screen, problem);
  private final List<String> seen = new ArrayList<>();

  private void answer() {
    background.remove().run();
  }

  private void after(Duration wait) {
    test.due(wait);
  }

  private static String fail() {
    throw EngineException.of(EngineException.Kind.UNAVAILABLE, "STORE_BUSY", "It was not read.");
  }

  @Test
  void theFirstAnswerIsWaitedForUnnoticedThenNoticedThenLong() {
    assertEquals(Wait.NONE, reading.waitProperty().get());
    reading.run(() -> "rows", seen::add);
    assertEquals(Wait.SHORT, reading.waitProperty().get());
    after(Duration.ofMillis(200));
    assertEquals(Wait.NOTICED, reading.waitProperty().get());
    after(Duration.ofSeconds(5));
    assertEquals(Wait.LONG, reading.waitProperty().get());
    answer();
    assertEquals(Wait.NONE, reading.waitProperty().get());
    assertTrue(reading.knownProperty().get());
    assertEquals(List.of("rows"), seen);
  }

  @Test
  void askingOnceMoreDoesNotBeginTheWaitAnew() {
    reading.run(() -> "rows", seen::add);
    after(Duration.ofMillis(200));
    reading.run(() -> "newer", seen::add);
    assertEquals(Wait.NOTICED, reading.waitProperty().get());
    after(Duration.ofSeconds(5));
    reading.run(() -> "newest", seen::add);
    assertEquals(Wait.LONG, reading.waitProperty().get());
  }

  @Test
  void whatIsReadElsewhereIsWaitedForToo() {
    reading.expected();
    after(Duration.ofMillis(200));
    assertEquals(Wait.NOTICED, reading.waitProperty().get());
    reading.arrived();
    assertEquals(Wait.NONE, reading.waitProperty().get());
    reading.expected();
    assertEquals(Wait.NONE, reading.waitProperty().get());
  }

  @Test
  void aNumberSaysNothingBeforeTheFirstAnswer() {
    var told = reading.told(new SimpleIntegerProperty(3), number -> "Jobs " + number);
    assertEquals("Jobs \u2014", told.getValue());
    reading.run(() -> "rows", seen::add);
    answer();
    assertEquals("Jobs 3", told.getValue());
  }

  @Test
  void afterTheFirstAnswerNobodyWaits() {
    reading.run(() -> "rows", seen::add);
    answer();
    after(Duration.ofMillis(200));
    assertEquals(Wait.NONE, reading.waitProperty().get());
    reading.run(() -> "newer", seen::add);
    assertEquals(Wait.NONE, reading.waitProperty().get());
  }

  @Test
  void whatIsGivenUpIsMissedAndItsAnswerDropped() {
    reading.run(() -> "rows", seen::add);
    after(Duration.ofSeconds(5));
    reading.giveUp();
    answer();
    assertEquals(Wait.NONE, reading.waitProperty().get());
    assertTrue(reading.missedProperty().get());
    assertFalse(reading.knownProperty().get());
    assertEquals(List.of(), seen);
    reading.run(() -> "again", seen::add);
    assertFalse(reading.missedProperty().get());
    answer();
    assertEquals(List.of("again"), seen);
  }

  @Test
  void aFirstFailureIsMissedButThereAreNoOldRows() {
    reading.run(ReadingTest::fail, seen::add);
    answer();
    assertTrue(reading.missedProperty().get());
    assertNull(reading.staleSinceProperty().get());
    assertEquals("STORE_BUSY", problem.get().code());
  }

  @Test
  void aLaterFailureSaysOfWhenTheRowsAreUntilTheyAreReadAnew() {
    reading.run(() -> "rows", seen::add);
    answer();
    Instant read = test.screen.ticker().now();
    clock.advance(Duration.ofMinutes(3));
    test.screen.ticker().tick();
    for (int i = 0; i < 2; i++) {
      reading.again(ReadingTest::fail, seen::add);
      answer();
      assertEquals(read, reading.staleSinceProperty().get());
      assertFalse(reading.missedProperty().get());
    }
    reading.again(() -> "newer", seen::add);
    answer();
    assertNull(reading.staleSinceProperty().get());
    assertNull(problem.get());
  }

  @Test
  void whatWasToldOfLaterThanTheReadIsOfThen() {
    reading.run(() -> "rows", seen::add);
    answer();
    Instant read = test.screen.ticker().now();
    reading.heard(read.minusSeconds(5));
    reading.again(ReadingTest::fail, seen::add);
    answer();
    assertEquals(read, reading.staleSinceProperty().get(), "the read was newer");
    reading.heard(read.plusSeconds(60));
    assertEquals(read.plusSeconds(60), reading.staleSinceProperty().get());
    reading.again(ReadingTest::fail, seen::add);
    answer();
    assertEquals(read.plusSeconds(60), reading.staleSinceProperty().get());
  }

  @Test
  void aSuccessLeavesTheProblemsOfOthersOnShow() {
    Problem other = new Problem("Two jobs were not requeued.", "", "", "OTHER");
    problem.set(other);
    reading.again(() -> "rows", seen::add);
    answer();
    assertEquals(other, problem.get());
  }

  @Test
  void whatWasReadBetweenTwoTicksIsAsOldAsItsReading() {
    test.screen.ticker().tick();
    clock.advance(Duration.ofMillis(900));
    Instant read = clock.now();
    reading.run(() -> "rows", seen::add);
    answer();
    reading.run(ReadingTest::fail, seen::add);
    answer();
    assertEquals(read, reading.staleSinceProperty().get());
  }
}
