package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistryView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What else keeps the keeper from writing the registry, such as a full disk, from its alarm until
 * it can be written again. Only the keeper hears of it.
 */
public final class RegistryAlarms implements InboxSource {
  private final RegistryView registry;
  private volatile RegistryEvent.@Nullable Alarm standing;

  public RegistryAlarms(RegistryView registry) {
    this.registry = registry;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.REGISTRY_ALARM;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return switch (event) {
      case RegistryEvent.Alarm alarm -> {
        standing = alarm;
        yield true;
      }
      case RegistryEvent.Reopened reopened -> {
        standing = null;
        yield true;
      }
      default -> false;
    };
  }

  @Override
  public List<Concern> read() {
    RegistryEvent.Alarm alarm = standing;
    if (alarm == null || registry.summary().problem() != null) {
      return List.of(); // what is wrong with the file itself is a row of its own
    }
    return List.of(
        new Concern(
            Concern.id(kind(), alarm.code()),
            kind(),
            "The registry was not written",
            alarm.message()
                + " What was to be written waits and goes on by itself once that is mended.",
            0,
            null,
            null,
            null,
            InboxPlace.of(Pane.RECORDS),
            List.of("code: " + alarm.code())));
  }
}
