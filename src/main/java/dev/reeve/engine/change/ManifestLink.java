package dev.reeve.engine.change;

/**
 * An execution's place in the chain of manifests. Source: {@code docs/reference/changes.md}.
 *
 * @param position 1 upwards without a gap
 * @param previousHash hash of the manifest before, empty for the first
 * @param hash SHA-256 of this manifest's bytes
 */
public record ManifestLink(long position, String previousHash, String hash) {}
