package dev.reeve.console.tour;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * How much of the console is walked. Immutable. Source: {@code docs/guide/console.md}.
 *
 * @param only names of what is to be seen, or their beginnings followed by a star; all when empty
 * @param looks themes and sizes, in order
 * @param longest when it is over, what is left is named as missed
 */
public record TourOptions(List<String> only, List<Look> looks, Duration longest) {
  /** Everything, in every look, within four minutes. */
  public static TourOptions everything() {
    return new TourOptions(List.of(), Look.all(), Duration.ofMinutes(4));
  }

  List<Look.Size> sizes() {
    return looks.stream().map(Look::size).distinct().toList();
  }

  /** Looks of a size, beginning with the one that is worn. */
  List<Look> looks(Look worn) {
    return looks.stream()
        .filter(look -> look.size() == worn.size())
        .sorted(Comparator.comparing(look -> !look.equals(worn)))
        .toList();
  }

  /** What a window of this size wears first. */
  Look first(Look.Size size) {
    return looks.stream().filter(look -> look.size() == size).findFirst().orElseThrow();
  }

  boolean wants(String name) {
    return only.isEmpty()
        || only.stream()
            .anyMatch(
                each -> each.endsWith("*") ? name.startsWith(start(each)) : name.equals(each));
  }

  /** Whether anything below a place may be wanted, or the place itself. */
  boolean mayWant(String place) {
    return only.isEmpty()
        || only.stream()
            .map(TourOptions::start)
            .anyMatch(each -> each.startsWith(place) || place.startsWith(each));
  }

  private static String start(String name) {
    return name.endsWith("*") ? name.substring(0, name.length() - 1) : name;
  }
}
