package dev.reeve.engine.links;

import java.time.Instant;

/**
 * A small document at an old path that leads on to a new one, as {@code .reeve/link-rules.json}
 * registers it. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param path where it lies, relative to the root
 * @param target where it leads, relative to the root
 * @param author who decided it
 */
public record RedirectStub(
    String path, String target, String title, String author, Instant createdAt) {}
