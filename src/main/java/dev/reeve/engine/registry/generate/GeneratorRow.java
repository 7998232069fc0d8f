package dev.reeve.engine.registry.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generator as a row of a table. Source: {@code docs/reference/generators.md}.
 *
 * @param id such as {@code GEN-000001}
 * @param recordId its record
 * @param kind {@code output_kind}
 * @param output path or pattern, relative to the workspace
 * @param reason why it is in this state, for people; empty when it is current
 * @param code of what is wrong with it, null when nothing is
 * @param lastBuild {@code last_build_utc}, null when it was never built
 * @param outputs files it writes now
 * @param rows records it sees now
 * @param edited outputs that a person changed since they were written
 * @param leftOver files it wrote for values that no record has any more
 * @param reportId asset that stands for its outputs, null when it was never built
 */
public record GeneratorRow(
    String id,
    String recordId,
    String name,
    String version,
    String kind,
    String output,
    State state,
    String reason,
    @Nullable String code,
    @Nullable String lastBuild,
    int outputs,
    int rows,
    List<String> edited,
    List<String> leftOver,
    @Nullable String reportId) {

  /** Whether its outputs are what the registry makes of them now. */
  public enum State {
    /** They are. */
    CURRENT,
    /** They are not, and building them anew loses nothing. */
    STALE,
    /** A person changed an output: stale, and built anew only when somebody asks for it. */
    EDITED,
    /** It cannot be built as it stands. */
    REFUSED,
    /** Its status is not active. */
    INACTIVE
  }
}
