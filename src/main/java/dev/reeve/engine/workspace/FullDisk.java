package dev.reeve.engine.workspace;

import java.io.IOException;
import java.util.Locale;

/**
 * Tells a full volume from other failures: the systems have a number for it, Java passes on only
 * their words. Source: {@code docs/reference/workspace.md}.
 */
public final class FullDisk {
  /** The code of whatever was not done for want of space. */
  public static final String CODE = "DISK_FULL";

  private FullDisk() {}

  /** Whether the volume, or the account's share of it, has no room for the write. */
  public static boolean is(IOException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded");
  }

  /** The code of a failed write: {@link #CODE}, or the given one for another cause. */
  public static String codeOr(String other, IOException e) {
    return is(e) ? CODE : other;
  }
}
