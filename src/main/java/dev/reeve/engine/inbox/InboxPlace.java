package dev.reeve.engine.inbox;

import java.util.List;

/**
 * Where a row of the inbox is dealt with. Immutable. Source: {@code docs/reference/inbox.md}.
 *
 * @param items ids as that place knows them, the first one first; empty for the place as a whole
 */
public record InboxPlace(Pane pane, List<String> items) {
  /** Places that rows lead to. */
  public enum Pane {
    /** Nowhere else: the row itself says all there is. */
    INBOX,
    /** The dialog in which a change is approved or rejected. */
    APPROVAL,
    JOBS,
    LOCKS,
    WATCHER,
    RECORDS,
    FINDINGS,
    EXECUTIONS,
    /** The broken links of the documents. */
    LINKS
  }

  static InboxPlace of(Pane pane, String... items) {
    return new InboxPlace(pane, List.of(items));
  }
}
