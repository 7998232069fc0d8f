package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.registry.Finding;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Utc;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A validation's result as a file: whole or not at all, and never over something else. */
final class ReportFile {
  private static final String NAME = "registry_validation";
  private static final String MARKDOWN = "<!-- reeve: " + NAME + " -->";
  private static final int HEAD = 200;

  private ReportFile() {}

  /**
   * @throws EngineException {@code REPORT_EXISTS} when something else is there
   */
  static void requireFree(Path file, boolean force) {
    if (!Files.exists(file) || (force && Files.isRegularFile(file)) || isReport(file)) {
      return;
    }
    throw EngineException.of(
            Kind.INVALID,
            "REPORT_EXISTS",
            "Nothing was validated: " + file + " is there and is no report of a validation.")
        .with("It was not touched.", "Name another file, or say --force.");
  }

  private static boolean isReport(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.startsWith(MARKDOWN) || head.contains("\"report\" : \"" + NAME + "\"");
    } catch (IOException notReadable) {
      return false;
    }
  }

  /**
   * Writes it.
   *
   * @throws EngineException as {@link HandedOut#write(byte[])}
   */
  static void write(
      Path file, Engine engine, Map<String, Object> result, List<Finding> findings, boolean force) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("report", NAME);
    document.put("time", Utc.format(engine.clock().now()));
    document.put("registry_hash", engine.registry().summary().hash());
    document.putAll(result);
    byte[] bytes =
        file.toString().endsWith(".md")
            ? markdown(document, findings).getBytes(StandardCharsets.UTF_8)
            : Json.file(document);
    new HandedOut(engine.workspace(), file, force, ReportFile::isReport).write(bytes);
  }

  private static String markdown(Map<String, Object> document, List<Finding> findings) {
    StringBuilder out = new StringBuilder(MARKDOWN + "\n# Validation of the registry\n\n");
    out.append("Time: ").append(document.get("time")).append("  \n");
    out.append("Hash: ").append(Output.text(document.get("registry_hash"))).append("  \n");
    out.append("Strict: ").append(document.get("strict")).append("  \n");
    out.append("Errors: ").append(document.get("errors"));
    out.append(", warnings: ")
        .append(findings.stream().filter(Finding::warning).count())
        .append("\n\n| | Code | Record | Column | Message |\n|---|---|---|---|---|\n");
    for (Finding finding : findings) {
      out.append("| ").append(finding.warning() ? "warning" : "error");
      for (Object cell :
          new String[] {
            finding.code(),
            Output.text(finding.key()),
            Output.text(finding.column()),
            finding.message()
          }) {
        out.append(" | ").append(Output.plain(cell.toString()).replace("|", "\\|"));
      }
      out.append(" |\n");
    }
    return out.toString();
  }
}
