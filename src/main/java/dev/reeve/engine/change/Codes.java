package dev.reeve.engine.change;

import dev.reeve.engine.workspace.EngineException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds a constant by the code under which it appears in records. */
final class Codes {
  private Codes() {}

  static <T> Optional<T> find(T[] values, Function<T, String> code, String wanted) {
    return Arrays.stream(values).filter(value -> code.apply(value).equals(wanted)).findFirst();
  }

  /** An unknown value of a filter is bad input, not an empty answer. */
  static <T> T require(T[] values, Function<T, String> code, String wanted, String what) {
    return find(values, code, wanted)
        .orElseThrow(
            () ->
                EngineException.of(
                        EngineException.Kind.INVALID,
                        "INVALID_FILTER",
                        "Nothing was listed: "
                            + what
                            + " is unknown; it is one of "
                            + Arrays.stream(values).map(code).collect(Collectors.joining(", "))
                            + ".")
                    .with("Nothing was changed.", ""));
  }
}
