package dev.reeve.engine.inbox;

import dev.reeve.engine.event.EngineEvent;
import dev.reeve.engine.inbox.InboxPlace.Pane;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A database that cannot be written; every process knows of its own only. Source: {@code
 * docs/reference/inbox.md}.
 */
public final class FailedStore implements InboxSource {
  private final Supplier<Optional<String>> failure;
  private final Predicate<EngineEvent> news;

  /**
   * @param failure why it cannot be written; empty when all is well
   * @param news events that tell of it
   */
  public FailedStore(Supplier<Optional<String>> failure, Predicate<EngineEvent> news) {
    this.failure = failure;
    this.news = news;
  }

  @Override
  public InboxKind kind() {
    return InboxKind.STORE_FAILED;
  }

  @Override
  public boolean changedBy(EngineEvent event) {
    return news.test(event);
  }

  @Override
  public List<Concern> read() {
    return failure.get().map(this::concern).stream().toList();
  }

  private Concern concern(String message) {
    return new Concern(
        Concern.id(kind(), "database"),
        kind(),
        "The database cannot be written",
        message + " Nothing new is begun. Look for a full or failing disk; work goes on by itself.",
        0,
        null,
        null,
        null,
        InboxPlace.of(Pane.INBOX),
        List.of());
  }
}
