package dev.reeve.console.executions;

import dev.reeve.console.fx.FilterGrammar;
import dev.reeve.engine.change.Risk;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** What can be typed into the filter of the Executions pane. */
final class ExecutionsFilter {
  private ExecutionsFilter() {}

  /**
   * The tokens.
   *
   * @param startOfLast when the n-th newest execution began, null while there are fewer
   */
  static FilterGrammar<ExecutionsRow> grammar(IntFunction<@Nullable Instant> startOfLast) {
    return new FilterGrammar<>(ExecutionsRow::searchText)
        .word(
            "state",
            List.of(
                "completed",
                ExecutionsRow.DRY_RUN,
                "reverted",
                "failed",
                "rolled_back",
                "needs_attention",
                "pending",
                "applying"),
            ExecutionsRow::stateWord)
        .word("kind", List.of(), row -> row.snapshot().kind())
        .test("risk", List.of("low", "medium", "high", "critical", "high+"), ExecutionsFilter::risk)
        .word("gate", List.of("allow", "need_approval", "deny"), row -> row.snapshot().verdict())
        .word("by", List.of("engine"), row -> Objects.toString(row.snapshot().operator(), "engine"))
        .word("is", List.of("routine"), row -> row.isRoutine() ? "routine" : "")
        .word("run", List.of("real", "dry"), ExecutionsRow::runWord)
        .age("age", row -> row.snapshot().startedAt())
        .test("since", List.of(), day -> day(day, false))
        .test("until", List.of(), day -> day(day, true))
        .test("last", List.of("20", "100"), number -> last(number, startOfLast));
  }

  /** {@code high} is exactly that, {@code high+} that and more. */
  private static BiPredicate<ExecutionsRow, Instant> risk(String value) {
    if (!value.endsWith("+")) {
      return (row, now) -> row.snapshot().risk().startsWith(value.toLowerCase(Locale.ROOT));
    }
    Optional<Risk> least = Risk.of(value.substring(0, value.length() - 1).toLowerCase(Locale.ROOT));
    return (row, now) ->
        least.isPresent()
            && Risk.of(row.snapshot().risk())
                .filter(of -> of.compareTo(least.get()) >= 0)
                .isPresent();
  }

  /** Days of the zone of the machine; both ends belong to the range. */
  private static BiPredicate<ExecutionsRow, Instant> day(String value, boolean end) {
    try {
      LocalDate day = LocalDate.parse(value);
      ZoneId zone = ZoneId.systemDefault();
      Instant begins = day.atStartOfDay(zone).toInstant();
      Instant over = day.plusDays(1).atStartOfDay(zone).toInstant();
      return (row, now) ->
          end
              ? row.snapshot().startedAt().isBefore(over)
              : !row.snapshot().startedAt().isBefore(begins);
    } catch (DateTimeParseException halfTyped) {
      return (row, now) -> false;
    }
  }

  private static BiPredicate<ExecutionsRow, Instant> last(
      String value, IntFunction<@Nullable Instant> startOfLast) {
    if (!value.matches("\\d{1,6}")) {
      return (row, now) -> false;
    }
    Instant from = startOfLast.apply(Integer.parseInt(value));
    return (row, now) -> from == null || !row.snapshot().startedAt().isBefore(from);
  }
}
