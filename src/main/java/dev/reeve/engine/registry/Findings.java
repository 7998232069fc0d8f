package dev.reeve.engine.registry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what the contracts say: all of it, in the order in which they run. For one thread. */
final class Findings {
  private final List<Finding> all = new ArrayList<>();

  void error(
      String code, String contract, @Nullable String key, @Nullable String column, String message) {
    all.add(new Finding(code, contract, false, key, column, message));
  }

  void warn(
      String code, String contract, @Nullable String key, @Nullable String column, String message) {
    all.add(new Finding(code, contract, true, key, column, message));
  }

  List<Finding> errors() {
    return all.stream().filter(f -> !f.warning()).toList();
  }

  List<Finding> warnings() {
    return all.stream().filter(Finding::warning).toList();
  }

  List<Finding> all() {
    return List.copyOf(all);
  }
}
