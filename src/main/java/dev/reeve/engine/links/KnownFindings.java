package dev.reeve.engine.links;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.workspace.CanonicalJson;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A baseline: findings that are known and do not count. A finding is told by its document, kind and
 * target, not by its place, so that it stays known when the document is edited; of several that are
 * equal so many are known as there were. Immutable; safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class KnownFindings {
  /** Where it is when nobody says otherwise, relative to the root. */
  public static final String FILE = Workspace.OWN + "/link-baseline.json";

  private static final int ID_LENGTH = 16;

  private final Map<String, Integer> counts;

  private KnownFindings(Map<String, Integer> counts) {
    this.counts = counts;
  }

  /**
   * Reads a baseline. Blocks.
   *
   * @throws EngineException {@code LINK_BASELINE_INVALID} when it cannot be read or used
   */
  public static KnownFindings read(Path file) {
    try {
      JsonNode known = Json.parse(Files.readString(file)).path("known");
      if (!known.isArray()) {
        throw invalid(file, "it has no list 'known'");
      }
      Map<String, Integer> counts = new HashMap<>();
      for (JsonNode each : known) {
        String id = each.path("id").asText();
        int count = each.path("count").asInt(1);
        if (id.length() != ID_LENGTH || count < 1) {
          throw invalid(file, "an entry has no id or count");
        }
        counts.merge(id, count, Integer::sum);
      }
      return new KnownFindings(counts);
    } catch (JsonProcessingException e) {
      throw invalid(file, "it is not JSON: " + e.getOriginalMessage());
    } catch (NoSuchFileException absent) {
      throw invalid(file, "there is no such file");
    } catch (IOException e) {
      throw invalid(file, "it cannot be read: " + e.getMessage());
    }
  }

  private static EngineException invalid(Path file, String why) {
    return EngineException.of(
            EngineException.Kind.INVALID,
            "LINK_BASELINE_INVALID",
            "Nothing was checked: the baseline " + file + " cannot be used, " + why + ".")
        .with("Nothing was changed.", "Write it anew with --write-baseline.");
  }

  /** The file that makes all of these known; the same findings give the same bytes. */
  public static byte[] file(List<Finding> findings) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Finding> sorted = new TreeMap<>();
    for (Finding each : findings) {
      String id = id(each);
      counts.merge(id, 1, Integer::sum);
      sorted.putIfAbsent(each.sourceFile() + "\n" + each.rawTarget() + "\n" + id, each);
    }
    ObjectNode document = Json.mapper().createObjectNode();
    document.put("schema", "reeve.link-baseline/1");
    ArrayNode known = document.putArray("known");
    for (Finding each : sorted.values()) {
      ObjectNode one = known.addObject();
      one.put("id", id(each));
      one.put("source_file", each.sourceFile());
      one.put("raw_target", each.rawTarget());
      one.put("count", counts.get(id(each)));
    }
    return Json.file(document);
  }

  /** Those of the findings, in their order, that are not known. */
  public List<Finding> without(List<Finding> findings) {
    Map<String, Integer> left = new HashMap<>(counts);
    List<Finding> out = new ArrayList<>();
    for (Finding each : findings) {
      if (left.merge(id(each), -1, Integer::sum) < 0) {
        out.add(each);
      }
    }
    return out;
  }

  private static String id(Finding finding) {
    ObjectNode named = Json.mapper().createObjectNode();
    named.put("source_file", finding.sourceFile());
    named.put("kind", finding.kind().code());
    named.put("raw_target", finding.rawTarget());
    return CanonicalJson.hash(named).substring(0, ID_LENGTH);
  }
}
