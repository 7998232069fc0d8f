package dev.reeve.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.ReferenceKind;
import dev.reeve.engine.links.Suggestion;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Evidence;
import dev.reeve.engine.workspace.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How {@code reeve links check} tells its report. Source: {@code docs/reference/links.md}. */
enum LinkFormat {
  TEXT {
    @Override
    void print(CheckReport report, PrintWriter out) {
      for (Finding each : report.findings()) {
        out.println(
            Output.plain(
                    place(each) + "  " + each.reason().code() + "  " + each.message() + hint(each))
                + (isInCode(each) ? " (in code)" : "")
                + (each.rule() == null ? "" : Output.plain(" (rule " + each.rule() + ")")));
      }
      report.warnings().forEach(warning -> out.println(Output.plain(warning)));
      LinkWeb.line(report).ifPresent(out::println);
      out.println(verdict(report));
      out.flush();
    }
  },
  JSON {
    @Override
    void print(CheckReport report, PrintWriter out) {
      ObjectNode document = Json.mapper().createObjectNode();
      document.set("summary", summary(report));
      LinkWeb.add(report, document);
      ArrayNode findings = document.putArray("findings");
      for (Finding each : report.findings()) {
        ObjectNode finding = findings.addObject();
        finding.put("id", each.id());
        finding.put("source_file", each.sourceFile());
        finding.put("line", each.position().line());
        finding.put("column", each.position().column());
        finding.put("kind", each.kind().code());
        finding.put("raw_target", each.rawTarget());
        finding.put("reason", each.reason().code());
        finding.put("enforced", each.enforced());
        finding.put("rule", each.rule());
        finding.put("message", each.message());
        if (!each.uses().isEmpty()) {
          each.uses().forEach(finding.putArray("uses")::add);
        }
        finding.put("confidence", each.confidence().name().toLowerCase(Locale.ROOT));
        ArrayNode suggestions = finding.putArray("suggestions");
        each.suggestions().forEach(one -> write(one, suggestions.addObject()));
      }
      write(document, out);
    }
  },
  SARIF {
    @Override
    void print(CheckReport report, PrintWriter out) {
      write(LinkSarif.log(report), out);
    }
  },
  GITHUB {
    @Override
    void print(CheckReport report, PrintWriter out) {
      for (Finding each : report.findings()) {
        out.println(
            "::"
                + (each.enforced() ? "error" : "warning")
                + " file="
                + property(each.sourceFile())
                + ",line="
                + each.position().line()
                + ",col="
                + each.position().column()
                + ",title="
                + each.reason().code()
                + "::"
                + data(each.message() + (isInCode(each) ? " (in code)" : "")));
      }
      LinkWeb.line(report).ifPresent(line -> out.println("::notice::" + data(line)));
      out.println(verdict(report));
      out.flush();
    }
  },
  MARKDOWN {
    @Override
    void print(CheckReport report, PrintWriter out) {
      out.println("# Links that lead nowhere");
      out.println();
      out.println(verdict(report));
      LinkWeb.line(report).ifPresent(line -> out.println("\n" + line));
      String file = "";
      for (Finding each : report.findings()) {
        if (!each.sourceFile().equals(file)) {
          file = each.sourceFile();
          out.println("\n## " + cell(file) + "\n\n| Line | Target | Reason |\n|---|---|---|");
        }
        out.println(
            "| "
                + each.position().line()
                + " | "
                + cell(each.rawTarget())
                + " | "
                + cell(
                    each.reason().code()
                        + (isInCode(each) ? ", in code" : "")
                        + (each.rule() == null ? "" : ", " + each.rule()))
                + " |");
      }
      out.flush();
    }
  };

  abstract void print(CheckReport report, PrintWriter out);

  /** The last line: whether the check fails, and why. */
  static String verdict(CheckReport report) {
    long enforced = report.enforced();
    return enforced > 0
        ? "FAILED: " + enforced + " broken " + links(enforced) + " in enforced categories"
        : "PASSED: "
            + (report.references() + " " + links(report.references()) + ", ")
            + (report.findings().size() + " informational");
  }

  private static String links(long count) {
    return count == 1 ? "link" : "links";
  }

  private static ObjectNode summary(CheckReport report) {
    ObjectNode summary = Json.mapper().createObjectNode();
    summary.put("documents", report.documents());
    summary.put("references", report.references());
    summary.put("findings", report.findings().size());
    summary.put("enforced", report.enforced());
    ObjectNode byReason = summary.putObject("by_reason");
    for (Map.Entry<Category, Integer> each : new TreeMap<>(report.byReason()).entrySet()) {
      byReason.put(each.getKey().code(), each.getValue());
    }
    ObjectNode byRule = summary.putObject("by_rule");
    report.byRule().forEach(byRule::put);
    ArrayNode warnings = summary.putArray("warnings");
    report.warnings().forEach(warnings::add);
    return summary;
  }

  private static void write(Suggestion suggestion, ObjectNode out) {
    out.put("path", suggestion.path());
    out.put("text", suggestion.text());
    out.put("score", suggestion.score());
    out.put("heading_missing", suggestion.headingMissing());
    ArrayNode evidence = out.putArray("evidence");
    for (Evidence each : suggestion.evidence()) {
      ObjectNode reason = evidence.addObject();
      reason.put("kind", each.kind().name().toLowerCase(Locale.ROOT));
      reason.put("points", each.points());
    }
  }

  /** The best suggestion, when it is sure enough to be told in one line. */
  private static String hint(Finding finding) {
    return finding.confidence() == Band.HIGH || finding.confidence() == Band.MEDIUM
        ? " Perhaps '" + finding.suggestions().getFirst().text() + "'."
        : "";
  }

  private static boolean isInCode(Finding finding) {
    return finding.kind() == ReferenceKind.CODE_BLOCK;
  }

  private static String place(Finding finding) {
    return finding.sourceFile()
        + ":"
        + finding.position().line()
        + ":"
        + finding.position().column();
  }

  private static void write(ObjectNode document, PrintWriter out) {
    out.print(new String(Json.file(document), StandardCharsets.UTF_8));
    out.flush();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  private static String cell(String text) {
    String plain = Output.plain(text).replace("\\", "\\\\");
    return plain.replaceAll("([|`<>\\[\\]*_])", "\\\\$1");
  }
}
