package dev.reeve.engine.inbox;

import java.util.List;

/**
 * What the console and the command line read of the inbox and ask of it. Source: {@code
 * docs/reference/inbox.md}. Calls block; never on the JavaFX thread.
 */
public interface InboxView {
  /** Everything that waits for a person, as it is now. */
  InboxList list();

  /** What has happened to the thing that a row is about, oldest first. */
  List<InboxDeed> past(InboxItem item);

  /**
   * A person knows of these rows: what is over leaves the list, the rest no longer counts until it
   * gets worse. Leaves a trail line.
   *
   * @param operator signed-in account
   * @return how many were on the list
   */
  int acknowledge(List<String> ids, String operator);

  /**
   * Lays these rows to rest. Leaves a trail line.
   *
   * @param operator signed-in account
   * @return how many were on the list
   */
  int snooze(List<String> ids, Snooze length, String operator);

  /**
   * Takes acknowledgements and rests back; what is over can be taken back for a minute. Leaves a
   * trail line.
   *
   * @param operator signed-in account
   * @return how many were on record
   */
  int reopen(List<String> ids, String operator);
}
