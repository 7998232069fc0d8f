package dev.reeve.engine.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventBusTest {
  private record Told(int number) implements EngineEvent {}

  @Test
  void aSubscriberThatFailsDoesNotStopTheNext() {
    EventBus bus = new EventBus();
    List<EngineEvent> seen = new ArrayList<>();
    bus.subscribe(
        event -> {
          throw new IllegalStateException();
        });
    bus.subscribe(
        event -> {
          throw new AssertionError();
        });
    EventBus.Subscription subscription = bus.subscribe(seen::add);
    bus.publish(new Told(1));
    subscription.close();
    subscription.close();
    bus.publish(new Told(2));
    assertEquals(List.of(new Told(1)), seen);
  }
}
