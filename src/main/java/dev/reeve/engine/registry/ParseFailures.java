package dev.reeve.engine.registry;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many files there are whose content could not be parsed. Source: {@code
 * docs/reference/figures.md}.
 */
public final class ParseFailures {
  private ParseFailures() {}

  /** Active files by {@code src_parse_status}, without those that were parsed or not looked at. */
  public static Map<String, Long> of(RegistryDocument document) {
    return document
        .heads()
        .filter(head -> head.file() && head.active())
        .map(head -> RegistryJson.text(document.record(head), "src_parse_status"))
        .filter(Objects::nonNull)
        .filter(status -> !status.equals("ok"))
        .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
  }
}
