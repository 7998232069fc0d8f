package dev.reeve.engine.registry;

import org.jspecify.annotations.Nullable;

/**
 * On whose behalf the registry is written. Source: {@code docs/reference/registry.md}.
 *
 * @param account who asked for it; null where the patches' source tells whose it is
 * @param undoes the execution that is taken back; null for all else
 */
public record Behalf(@Nullable String account, @Nullable String undoes) {
  /** Nothing is known but the source. */
  static final Behalf OF_SOURCE = new Behalf(null, null);
}
