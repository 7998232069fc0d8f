package dev.reeve.engine.links.fix;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to apply. Source: {@code docs/reference/links.md}.
 *
 * @param operator signed-in account that asked for it
 * @param intent what it is for, in words, for the history; blank for the usual ones
 * @param backupFolder where an archive of what the documents were is to be put; null for none
 */
public record ApplyOptions(String operator, String intent, @Nullable Path backupFolder) {
  /** For this account, without an archive. */
  public static ApplyOptions of(String operator, String intent) {
    return new ApplyOptions(operator, intent, null);
  }
}
