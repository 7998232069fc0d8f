package dev.reeve.engine.links.triage;

import java.util.List;

/**
 * A redirect of the workspace. Immutable. Source: {@code docs/reference/link-triage.md}.
 *
 * @param path where it lies
 * @param target where it leads
 * @param whole whether it is there and leads on
 * @param referrers documents that lead to it
 */
public record StubRow(
    String path, String target, String title, boolean whole, List<String> referrers) {}
