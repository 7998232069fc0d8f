package dev.reeve.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.web.WebAnswer.Status;
import dev.reeve.engine.links.web.WebReport;
import java.util.Optional;

/** How the formats tell what became of asking for addresses of the web. */
final class LinkWeb {
  private LinkWeb() {}

  /** For people; empty when nobody asked. */
  static Optional<String> line(CheckReport report) {
    WebReport web = report.web();
    if (web == null) {
      return Optional.empty();
    }
    return Optional.of(
        web.problem() != null
            ? web.problem()
            : "Web: %d %s, %d there, %d gone, %d not known%s"
                .formatted(
                    web.answers().size(),
                    web.answers().size() == 1 ? "address" : "addresses",
                    web.count(Status.REACHABLE),
                    web.count(Status.BROKEN),
                    web.count(Status.UNKNOWN),
                    web.count(Status.UNKNOWN) == 0 ? "" : " (--json says why)"));
  }

  /** For programs, as the member {@code external}; nothing when nobody asked. */
  static void add(CheckReport report, ObjectNode parent) {
    WebReport web = report.web();
    if (web == null) {
      return;
    }
    ObjectNode out = parent.putObject("external");
    out.put("addresses", web.answers().size());
    out.put("reachable", web.count(Status.REACHABLE));
    out.put("broken", web.count(Status.BROKEN));
    out.put("unknown", web.count(Status.UNKNOWN));
    out.put("problem", web.problem());
    ArrayNode unknown = out.putArray("unknown_addresses");
    web.answers()
        .forEach(
            (address, answer) -> {
              if (answer.status() == Status.UNKNOWN) {
                unknown.addObject().put("address", address).put("why", answer.why());
              }
            });
  }
}
