package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import java.util.List;

/**
 * What else keeps the keeper from writing the registry, such as a full disk, from its alarm until
 * it can be written again. Source: {@code docs/reference/inbox.md}.
 */
public final class RegistryAlarms implements InboxSource {
  private final RegistryView registry;

  public RegistryAlarms(RegistryView registry) {
    this.registry = registry;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.REGISTRY_ALARM;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof RegistryEvent.Alarm
        || event instanceof RegistryEvent.Reopened
        || event instanceof RegistryEvent.Written;
  }

  @Override
  public List<Concern> read() {
    RegistrySummary summary = registry.summary();
    String alarm = summary.alarm();
    if (alarm == null || summary.problem() != null) {
      return List.of(); // what is wrong with the file itself is a row of its own
    }
    String code = alarm.substring(0, alarm.indexOf(':'));
    return List.of(
        new Concern(
            Concern.id(kind(), code),
            kind(),
            "The registry was not written",
            alarm.substring(code.length() + 2)
                + " What was to be written waits and goes on by itself once that is mended.",
            0,
            null,
            null,
            null,
            InboxPlace.of(Pane.RECORDS),
            List.of("code: " + code)));
  }
}
