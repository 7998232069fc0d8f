package dev.reeve.engine.links.fix;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one file. Byte arrays are not copied: do not change them. Source: {@code
 * docs/reference/links.md}.
 *
 * @param path relative to the root
 * @param before null when nothing is there
 */
public record FileEdit(String path, byte @Nullable [] before, byte[] after) {}
