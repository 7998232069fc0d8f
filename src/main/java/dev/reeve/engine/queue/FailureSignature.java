package dev.reeve.engine.queue;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What rows that failed alike have in common: the code, and the message with what differs from row
 * to row taken out. Safe on any thread. Source: {@code docs/reference/queue.md}.
 */
public final class FailureSignature {
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern PATH = Pattern.compile("\\S*[/\\\\]\\S*|\\S+\\.[A-Za-z]\\w{0,9}\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private FailureSignature() {}

  /** Code and message of a failure in their common form; {@code ?} when neither is known. */
  public static String of(@Nullable String code, @Nullable String error) {
    String message = error == null ? "" : error;
    message = QUOTED.matcher(message).replaceAll("<text>");
    message = PATH.matcher(message).replaceAll("<path>");
    message = NUMBER.matcher(message).replaceAll("<N>").strip();
    if (code == null) {
      return message.isEmpty() ? "?" : message;
    }
    return message.isEmpty() ? code : code + ": " + message;
  }
}
