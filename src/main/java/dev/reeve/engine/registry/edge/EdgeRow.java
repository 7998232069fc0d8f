package dev.reeve.engine.registry.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One edge as a row of a table. Source: {@code docs/reference/edges.md}.
 *
 * @param id such as {@code EDGE-20260301-000001}
 * @param recordId its record
 * @param sourcePath path of the entity it starts at, null when that is no file
 * @param targetPath path of the entity it ends at, null when that is no file
 * @param confidence 0 to 1, null when it has none
 * @param tier {@code high}, {@code medium} or {@code low}
 * @param days since it was observed, null when that is not known
 * @param ageing what its age asks for, for people; empty for nothing
 */
public record EdgeRow(
    String id,
    String recordId,
    String source,
    @Nullable String sourcePath,
    String target,
    @Nullable String targetPath,
    String relType,
    String directionality,
    String status,
    @Nullable String method,
    @Nullable Double confidence,
    String tier,
    @Nullable String locator,
    List<String> flags,
    @Nullable Long days,
    String ageing) {}
