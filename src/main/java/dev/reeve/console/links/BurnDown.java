package dev.reeve.console.links;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.Formats;
import dev.reeve.console.fx.Texts;
import dev.reeve.engine.links.triage.Choice;
import dev.reeve.engine.links.triage.Decision;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many links were decided each day, and how many were left then. */
final class BurnDown {
  private BurnDown() {}

  /**
   * A line for each day.
   *
   * @param left how many are left now
   */
  static List<Line> lines(List<Decision> all, int left) {
    Map<LocalDate, Integer> byDay = new TreeMap<>();
    all.stream()
        .filter(each -> !(each.choice() instanceof Choice.Later))
        .filter(each -> each.standing() != Decision.Standing.WITHDRAWN)
        .forEach(each -> byDay.merge(Formats.day(each.decidedAt()), 1, Integer::sum));
    int before = left + byDay.values().stream().mapToInt(Integer::intValue).sum();
    List<Line> lines = new ArrayList<>();
    for (Map.Entry<LocalDate, Integer> each : byDay.entrySet()) {
      before -= each.getValue();
      lines.add(
          new Line(
              Line.Kind.PLAIN,
              Texts.get("links.burn-down.day", each.getKey().toString(), each.getValue(), before)));
    }
    if (lines.isEmpty()) {
      lines.add(new Line(Line.Kind.PLAIN, Texts.get("links.burn-down.none")));
    }
    return lines;
  }
}
