package dev.reeve.sample;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What lies in the sample workspace: the handbook, planning code, settings, data and run output of
 * a made-up harbour office, the same on every machine.
 */
final class SampleFiles {
  private static final List<String> AREAS =
      List.of("berths", "cranes", "customs", "dredging", "lighting", "pilots", "storage", "tides");
  private static final List<String> TOPICS =
      List.of("overview", "operations", "checklist", "incidents", "contacts", "glossary");
  private static final List<String> OWNERS = List.of("mira", "dana", "jonas", "ines");
  private static final List<String> MODULES =
      List.of("schedule", "forecast", "manifest", "tariff", "inspection");
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 3);

  /** Its number is the last of its series, so that no report after it can have one. */
  static final String LAST_REPORT_ID = "0142099999260118";

  /** The id that the rota carries; a copy of it claims the same. */
  static final String ROTA_ID = "0110099001260118";

  private final Map<String, String> files = new LinkedHashMap<>();

  private SampleFiles() {}

  /** Content by path. */
  static Map<String, String> all() {
    SampleFiles all = new SampleFiles();
    all.root();
    all.documents();
    all.code();
    all.settings();
    all.data();
    all.runs();
    all.archive();
    all.reports();
    return all.files;
  }

  /** Areas of the office, which are folders of most parts. */
  static List<String> areas() {
    return AREAS;
  }

  private void root() {
    files.put(
        "README.md",
        """
        # Port of Halm

        Handbook, planning code and run output of the harbour office.

        - [Crane checklist](docs/cranes/check-list.md)
        - [Where berths are planned](docs/berths/overview.md)
        - [Live tide levels](api/tides.json)
        """);
    files.put(
        "CHANGELOG.md",
        "# Changes\n\n- Tide tables for the second quarter.\n- New crane checklist.\n");
    files.put(
        ".reeve/link-rules.json", "{\n  \"version\" : 1,\n  \"nav_docs\" : [ \"README.md\" ]\n}\n");
    files.put(".gitignore", "*.tmp\n/out/\n");
    files.put("Makefile", "test:\n\tpython -m pytest src/tests\n");
    files.put(
        ".reeve/config.toml",
        """
        # The sample is live: registry writes are made at once. Your own workspaces start in observe mode.
        [engine]
        mode = "live"

        # A first look at 300 files is more than one plan may do by itself elsewhere.
        [watch]
        roots = ["docs", "src", "config", "data", "runs", "reports", "archive"]
        max_actions_per_cycle = 1000
        max_assign_per_scan = 1000

        # A write every second leaves a copy each; the sample is thrown away and needs few of them.
        [registry]
        backup_bytes = 33554432

        # What other offices may put into the folder of exchange.
        [[contract]]
        root = "data/exchange"
        module_id = "MOD-EXCHANGE"
        mode = "enforce"
        canonical_allowlist = ["*.csv", "*.json", "README.md"]
        """);
  }

  private void documents() {
    for (String area : AREAS) {
      for (String topic : TOPICS) {
        files.put("docs/" + area + "/" + topic + ".md", document(area, topic));
      }
      files.put("docs/" + area + "/index.md", index(area));
    }
    for (int number = 1; number <= 24; number++) {
      String area = of(AREAS, number);
      files.put(
          "docs/decisions/%04d-%s.md".formatted(number, area),
          matter("Decision %d: %s".formatted(number, area), of(OWNERS, number), number)
              + "We keep the %s rules of last season.\n\n## Why\n\nNobody was hurt, and it was cheap.\n"
                  .formatted(area)
              + (number % 8 == 0 ? "\nBefore: [rules of 2025](../rules/season-2025.md).\n" : ""));
    }
    files.put(
        "docs/pilots/emergency-numbers.md",
        matter("Emergency numbers", "ines", 4) + "Harbour master: 4400. Fire brigade: 4411.\n");
    files.put(
        "docs/pilots/rota.md",
        "<!-- doc_id: "
            + ROTA_ID
            + " -->\n# Night shift rota\n\nWho watches the inner basin at night.\n");
  }

  /** What the office once wrote leads to places that are gone, as it does everywhere. */
  private static String beside(String area) {
    return switch (area) {
      case "berths", "customs", "dredging", "lighting" ->
          "\nIn an emergency: [numbers to call](../emergency/numbers.md).\n";
      case "cranes" -> "\nBefore each shift: [the checklist](check-list.md).\n";
      case "tides" ->
          "\n"
              + "[Levels as they are](../../api/tides.json), and [the"
              + " night](operations.md#night-shift).\n";
      default -> "";
    };
  }

  private static String document(String area, String topic) {
    int seed = area.length() + topic.length();
    return matter(capital(area) + ": " + topic, of(OWNERS, seed), seed)
        + """
        What the harbour office keeps about %1$s. See the [index](index.md) and the
        [decisions](../decisions/0001-cranes.md).

        | item | due | owner |
        |---|---|---|
        | %1$s review | Monday | shift lead |
        | %1$s report | Friday | clerk |
        """
            .formatted(area);
  }

  private static String matter(String title, String owner, int days) {
    return "---\ntitle: \"%s\"\nowner: %s\nreviewed: %s\nstatus: %s\n---\n# %s\n\n"
        .formatted(
            title, owner, FIRST.plusDays(days * 5L), days % 5 == 0 ? "draft" : "approved", title);
  }

  private static String index(String area) {
    StringBuilder text = new StringBuilder("# " + capital(area) + "\n\n");
    TOPICS.forEach(
        topic -> text.append("- [").append(topic).append("](").append(topic).append(".md)\n"));
    return text.append(beside(area)).toString();
  }

  /** Each area was written by somebody else. */
  private void code() {
    for (int i = 0; i < AREAS.size(); i++) {
      String area = AREAS.get(i);
      for (String module : MODULES) {
        switch (i % 4) {
          case 1 -> files.put("src/" + area + "/" + module + ".ts", typescript(area, module));
          case 2 -> files.put("src/" + area + "/" + capital(module) + ".java", java(area, module));
          default -> files.put("src/" + area + "/" + module + ".py", python(area, module));
        }
      }
      files.put(
          "src/sql/" + area + ".sql",
          "-- %s by day\nSELECT day, count(*) FROM %s GROUP BY day ORDER BY day;\n"
              .formatted(capital(area), area));
      files.put(
          "src/tests/test_" + area + ".py",
          "from halm.%s import schedule\n\n\ndef test_order():\n    assert schedule.plan([2, 1]) == [1, 2]\n"
              .formatted(area));
      files.put(
          "src/scripts/import_" + area + ".sh",
          "#!/bin/sh\nset -eu\nexec python -m halm.%s.manifest \"$@\"\n".formatted(area));
    }
  }

  private static String python(String area, String module) {
    return """
    \"""%s of the %s.\"""

    import json
    from pathlib import Path


    def plan(entries):
        return sorted(entries)


    def load(path: Path):
        with path.open(encoding="utf-8") as source:
            return json.load(source)
    """
        .formatted(capital(module), area);
  }

  private static String typescript(String area, String module) {
    return """
    // %1$s of the %2$s, for the planning board.
    import { Slot } from "../board/slot";

    export function plan(slots: Slot[]): Slot[] {
      return [...slots].sort((a, b) => a.start - b.start);
    }
    """
        .formatted(capital(module), area);
  }

  private static String java(String area, String module) {
    return """
    package halm.%2$s;

    import java.util.List;

    /** %1$s of the %2$s. */
    public final class %1$s {
      public static List<Integer> plan(List<Integer> entries) {
        return entries.stream().sorted().toList();
      }
    }
    """
        .formatted(capital(module), area);
  }

  private void settings() {
    for (int i = 0; i < AREAS.size(); i++) {
      String area = AREAS.get(i);
      files.put(
          "config/" + area + ".yaml",
          "area: %s\nlimits:\n  daily: %d\n  hourly: %d\nalerts:\n  - shift-lead\n  - clerk\n"
              .formatted(area, 40 + i * 3, 4 + i));
      files.put(
          "config/" + area + ".ini",
          "; who is told\n[%s]\nmail = shift-lead@halm.example\npager = %d\n"
              .formatted(area, 4100 + i));
      files.put(
          "config/" + area + ".toml",
          "[%s]\nopen = \"06:00\"\nclose = \"22:00\"\nberth_minutes = %d\n"
              .formatted(area, 45 + 5 * i));
    }
  }

  private void data() {
    for (int i = 0; i < AREAS.size(); i++) {
      String area = AREAS.get(i);
      for (int quarter = 1; quarter <= 4; quarter++) {
        StringBuilder rows = new StringBuilder("day,vessel,minutes\n");
        for (int day = 1; day <= 12; day++) {
          int vessel = 100 + quarter * day + i;
          rows.append(day * 7 + ",V" + vessel + "," + (day * 11 + i * 7) % 60 + "\n");
        }
        files.put("data/" + area + "/2026-q" + quarter + ".csv", rows.toString());
      }
      files.put(
          "data/" + area + "/settings.json",
          "{\n  \"area\": \"" + area + "\",\n  \"limit\": 12\n}\n");
    }
    files.put("data/exchange/README.md", "# Exchange\n\nTables for other offices, nothing else.\n");
    List<String> partners = List.of("customs-office", "rail-yard", "pilots-guild");
    for (int i = 0; i < partners.size(); i++) {
      files.put(
          "data/exchange/" + partners.get(i) + ".csv",
          "day,vessel,tons\n%d,V%d,%d\n".formatted(7 + i, 101 + 4 * i, 1200 - 130 * i));
    }
  }

  private void runs() {
    for (int run = 1; run <= 24; run++) {
      String folder = "runs/run-%03d/".formatted(run);
      boolean failed = run % 7 == 0;
      files.put(
          folder + "summary.txt",
          "run %d of %s: %s\n".formatted(run, of(AREAS, run), failed ? "failed" : "ok"));
      files.put(
          folder + "metrics.json",
          "{\n  \"run\": %d,\n  \"seconds\": %d,\n  \"ok\": %s\n}\n"
              .formatted(run, 30 + run * 7 % 50, !failed));
    }
  }

  private void archive() {
    files.put("archive/README.md", "# Archive\n\nPlans of past years.\n");
    for (int month = 1; month <= 12; month++) {
      for (String kind : List.of("plan", "review")) {
        files.put(
            "archive/2025/2025-%02d-%s.md".formatted(month, kind),
            "# %s of 2025-%02d\n\n%d vessels, %d hours of crane work.\n"
                .formatted(capital(kind), month, 40 + month * 3, 300 + month * 11));
      }
    }
  }

  private void reports() {
    files.put(
        "reports/2026-09-closing.md",
        "---\ndoc_id: \"" + LAST_REPORT_ID + "\"\ntitle: Closing of September\n---\n# September\n");
    for (int month = 7; month <= 9; month++) {
      files.put(
          "reports/2026-%02d-vessels.csv".formatted(month),
          "vessel,calls\nV101,%d\nV102,%d\nV104,%d\n"
              .formatted(month - 3, 14 - month, month % 4 + 1));
    }
  }

  private static String of(List<String> values, int number) {
    return values.get(number % values.size());
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
