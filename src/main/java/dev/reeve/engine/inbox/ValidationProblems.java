package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import dev.reeve.engine.registry.RegistryEvent;
import dev.reeve.engine.registry.RegistrySummary;
import dev.reeve.engine.registry.RegistryView;
import java.util.List;

/**
 * Errors of the registry's last validation, as one row. Source: {@code docs/reference/inbox.md}.
 */
public final class ValidationProblems implements InboxSource {
  private final RegistryView registry;

  public ValidationProblems(RegistryView registry) {
    this.registry = registry;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.VALIDATION_PROBLEMS;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return event instanceof RegistryEvent.Validated || event instanceof RegistryEvent.Written;
  }

  @Override
  public List<Concern> read() {
    RegistrySummary summary = registry.summary();
    int errors = summary.validationErrors();
    if (errors == 0) {
      return List.of();
    }
    return List.of(
        new Concern(
            Concern.id(kind(), "registry"),
            kind(),
            errors == 1 ? "1 validation error" : errors + " validation errors",
            "The registry's last validation found what its contracts do not allow. Look at the"
                + " findings, mend the records, then validate again.",
            errors,
            summary.lastValidation(),
            null,
            null,
            InboxPlace.of(Pane.FINDINGS),
            List.of("warnings: " + summary.validationWarnings())));
  }
}
