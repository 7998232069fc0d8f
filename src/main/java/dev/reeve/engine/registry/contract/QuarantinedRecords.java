package dev.reeve.engine.registry.contract;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RecordHead;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.RegistryWriter;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.EngineException;
import java.util.List;

/**
 * Lets the records of files that are set aside say so, and keep their ids: a comparison would take
 * the files for lost. Blocks; safe on any thread. Source: {@code docs/reference/classifier.md}.
 */
public record QuarantinedRecords(RegistryWriter writer) {
  private static final String ACTIVE = "active";
  private static final String QUARANTINED = "quarantined";

  /**
   * The files at these paths were set aside.
   *
   * @return why their records do not say so, empty when they do
   */
  public String setAside(List<String> paths) {
    return change(paths, ACTIVE, QUARANTINED, "set aside by a contract");
  }

  /** The files at these paths are back; the answer as in {@link #setAside}. */
  public String broughtBack(List<String> paths) {
    return change(paths, QUARANTINED, ACTIVE, "brought back from the quarantine");
  }

  private String change(List<String> paths, String from, String to, String reason) {
    try {
      if (operations(writer.current(), paths, from, to).isEmpty()) {
        return "";
      }
      WriteResult result =
          writer.write(
              document ->
                  Patch.complex(
                          document, PatchSource.RECONCILER, operations(document, paths, from, to))
                      .because(reason));
      return result.success() ? "" : result.code() + ": " + result.message();
    } catch (EngineException e) { // the files were moved already, and stay so
      return e.code() + ": " + e.getMessage();
    }
  }

  private static List<Operation> operations(
      RegistryDocument document, List<String> paths, String from, String to) {
    return paths.stream()
        .flatMap(path -> document.atPath(path).stream())
        .filter(head -> head.file() && from.equals(head.status()))
        .map(RecordHead::key)
        .map(key -> Operation.update("records/" + key + "/status", TextNode.valueOf(to)))
        .toList();
  }
}
