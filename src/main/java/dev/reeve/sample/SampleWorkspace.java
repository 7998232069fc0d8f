package dev.reeve.sample;

import dev.reeve.engine.Adoption;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Makes the sample workspace: about 230 small files of a made-up harbour authority's handbook,
 * code, data and run output, the same on every machine. Blocks; never on the JavaFX thread. Source:
 * {@code docs/reference/sample.md}.
 */
public final class SampleWorkspace {
  private static final List<String> AREAS =
      List.of("berths", "cranes", "customs", "dredging", "lighting", "pilots", "storage", "tides");
  private static final List<String> TOPICS =
      List.of("overview", "operations", "checklist", "incidents", "contacts", "glossary");
  private static final List<String> MODULES =
      List.of("schedule", "forecast", "manifest", "tariff", "inspection");

  private final Path root;
  private int written;

  private SampleWorkspace(Path root) {
    this.root = root;
  }

  /**
   * Fills an empty or new folder and takes it into care.
   *
   * @return how many files were made
   * @throws FileAlreadyExistsException when the folder holds anything; nothing is changed then
   * @throws IOException when a file cannot be written
   */
  public static int create(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> there = Files.list(folder)) {
      if (there.findAny().isPresent()) {
        throw new FileAlreadyExistsException(folder.toString());
      }
    }
    SampleWorkspace sample = new SampleWorkspace(folder);
    sample.root();
    sample.documents();
    sample.code();
    sample.data();
    sample.runs();
    sample.rota();
    Adoption.adopt(Workspace.open(folder, new DiskFileLayer()));
    return sample.written;
  }

  private void root() throws IOException {
    write(
        "README.md",
        "# Port of Halm\n\nHandbook, planning code and run output of the harbour office.\n");
    write(".gitignore", "*.tmp\n/out/\n");
    write(
        "CHANGELOG.md",
        "# Changes\n\n- Tide tables for the second quarter.\n- New crane checklist.\n");
    write(
        ".reeve/config.toml",
        """
        # The sample is live: registry writes are made at once. Your own workspaces start in observe mode.
        [engine]
        mode = "live"

        # A first look at 230 files is more than one plan may do by itself elsewhere.
        [watch]
        max_actions_per_cycle = 1000
        max_assign_per_scan = 1000
        """);
  }

  private void documents() throws IOException {
    for (String area : AREAS) {
      for (String topic : TOPICS) {
        write("docs/" + area + "/" + topic + ".md", document(area, topic));
      }
      write("docs/" + area + "/index.md", index(area));
    }
    for (int number = 1; number <= 24; number++) {
      String area = AREAS.get(number % AREAS.size());
      write(
          String.format(Locale.ROOT, "docs/decisions/%04d-%s.md", number, area),
          "# Decision "
              + number
              + ": "
              + area
              + "\n\nWe keep the "
              + area
              + " rules of last season.\n");
    }
  }

  private static String document(String area, String topic) {
    return """
    # %s: %s

    What the harbour office keeps about %s. See the [index](index.md) and the
    [decisions](../decisions/0001-cranes.md).

    | item | due | owner |
    |---|---|---|
    | %s review | Monday | shift lead |
    | %s report | Friday | clerk |
    """
        .formatted(capital(area), topic, area, topic, area);
  }

  private static String index(String area) {
    StringBuilder text = new StringBuilder("# " + capital(area) + "\n\n");
    TOPICS.forEach(
        topic -> text.append("- [").append(topic).append("](").append(topic).append(".md)\n"));
    return text.toString();
  }

  private void code() throws IOException {
    for (String area : AREAS) {
      for (String module : MODULES) {
        write("src/" + area + "/" + module + ".py", python(area, module));
      }
      write("src/" + area + "/__init__.py", "\"\"\"Planning for " + area + ".\"\"\"\n");
      write(
          "tests/test_" + area + ".py",
          "from src."
              + area
              + " import schedule\n\n\n"
              + "def test_order():\n"
              + "    assert schedule.plan([2, 1]) == [1, 2]\n");
      write(
          "scripts/import_" + area + ".sh",
          "#!/bin/sh\nset -eu\nexec python -m src." + area + ".manifest \"$@\"\n");
    }
  }

  private static String python(String area, String module) {
    return """
    \"""%s of the %s.\"""

    import json


    def plan(entries):
        return sorted(entries)


    def load(path):
        with open(path, encoding="utf-8") as source:
            return json.load(source)
    """
        .formatted(capital(module), area);
  }

  private void data() throws IOException {
    for (String area : AREAS) {
      for (int quarter = 1; quarter <= 4; quarter++) {
        StringBuilder rows = new StringBuilder("day,vessel,minutes\n");
        for (int day = 1; day <= 12; day++) {
          rows.append(day * 7)
              .append(",V")
              .append(100 + quarter * day)
              .append(',')
              .append(day * 11 % 60)
              .append('\n');
        }
        write("data/" + area + "/2026-q" + quarter + ".csv", rows.toString());
      }
      write(
          "data/" + area + "/settings.json",
          "{\n  \"area\": \"" + area + "\",\n  \"limit\": 12\n}\n");
    }
  }

  private void runs() throws IOException {
    for (int run = 1; run <= 40; run++) {
      String area = AREAS.get(run % AREAS.size());
      String name = String.format(Locale.ROOT, "runs/run-%03d", run);
      write(
          name + "/summary.txt",
          "run " + run + " of " + area + ": " + (run % 7 == 0 ? "failed" : "ok") + "\n");
    }
  }

  /** The rota carries its id; when somebody copies it, only a person can say which keeps the id. */
  private void rota() throws IOException {
    write(
        "docs/pilots/rota.md",
        "<!-- doc_id: 0110099001260118 -->\n"
            + "# Night shift rota\n\n"
            + "Who watches the inner basin at night.\n");
  }

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    written++;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }
}
