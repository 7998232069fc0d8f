package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.LinkScan;
import org.jspecify.annotations.Nullable;

/**
 * A target that somebody named, taken apart.
 *
 * @param path from the root
 * @param fragment without {@code #}; null to keep that of the reference
 */
record Aim(String path, @Nullable String fragment) {
  /** A file may have {@code #} in its name. */
  static Aim of(LinkScan scan, String target) {
    int hash = target.indexOf('#');
    return hash < 0 || scan.state().exists(target)
        ? new Aim(target, null)
        : new Aim(target.substring(0, hash), target.substring(hash + 1));
  }
}
