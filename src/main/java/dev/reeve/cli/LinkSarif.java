package dev.reeve.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.workspace.Json;
import java.net.URI;
import java.net.URISyntaxException;

/** A report of links in SARIF 2.1.0, as code-scanning services take it. */
final class LinkSarif {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private LinkSarif() {}

  static ObjectNode log(CheckReport report) {
    ObjectNode log = Json.mapper().createObjectNode();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "reeve");
    ArrayNode rules = driver.putArray("rules");
    for (Category category : Category.values()) {
      if (category.listed()) {
        ObjectNode rule = rules.addObject();
        rule.put("id", category.code());
        rule.putObject("shortDescription").put("text", category.code().replace('_', ' '));
      }
    }
    if (report.web() != null) {
      LinkWeb.add(report, run.putObject("properties"));
    }
    run.put("columnKind", "unicodeCodePoints");
    ArrayNode results = run.putArray("results");
    report.findings().forEach(finding -> add(results.addObject(), finding));
    return log;
  }

  private static void add(ObjectNode result, Finding finding) {
    result.put("ruleId", finding.reason().code());
    result.put("level", finding.enforced() ? "error" : "note");
    result.putObject("message").put("text", finding.message());
    ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
    ObjectNode file = place.putObject("artifactLocation");
    file.put("uri", uri(finding.sourceFile()));
    ObjectNode region = place.putObject("region");
    region.put("startLine", finding.position().line());
    region.put("startColumn", finding.position().column());
    result.putObject("partialFingerprints").put("reeveFinding/v1", finding.id());
    ObjectNode properties = result.putObject("properties").put("kind", finding.kind().code());
    if (finding.rule() != null) {
      properties.put("rule", finding.rule());
    }
  }

  private static String uri(String path) {
    try {
      String absolute = new URI("file", null, "/" + path, null).toASCIIString();
      return absolute.substring("file:/".length());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("No URI: " + path, e);
    }
  }
}
