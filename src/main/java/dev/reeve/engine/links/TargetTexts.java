package dev.reeve.engine.links;

import dev.reeve.engine.workspace.PathText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What to write in a document's own style, by its other links. Safe on any thread. */
final class TargetTexts {
  private final Places places;
  private final DocumentSource documents;
  private final Map<String, Map<String, List<String>>> targets = new ConcurrentHashMap<>();

  TargetTexts(Places places, DocumentSource documents) {
    this.places = places;
    this.documents = documents;
  }

  /** The text that leads a finding's reference to a file. */
  String of(Finding finding, String file) {
    return finding.kind() == ReferenceKind.CODE_SPAN
        ? file
        : TargetText.ofLink(
            finding.sourceFile(),
            file,
            places.isFolder(file),
            finding.rawTarget(),
            style(finding.sourceFile(), file));
  }

  private TargetText.Style style(String document, String file) {
    return TargetText.Style.of(
        targets
            .computeIfAbsent(document, this::targetsByFolder)
            .getOrDefault(PathText.folder(file), List.of()));
  }

  private Map<String, List<String>> targetsByFolder(String document) {
    Map<String, List<String>> out = new HashMap<>();
    if (documents.get(document) instanceof Reading.Read(ParsedDocument parsed)) {
      for (Reference each : parsed.references()) {
        String path = each.target().path();
        String place =
            path.isEmpty() || each.target().external() || each.kind() == ReferenceKind.CODE_SPAN
                ? null
                : PathText.resolve(PathText.folder(document), path);
        if (place != null && places.isFile(place)) {
          out.computeIfAbsent(PathText.folder(place), unused -> new ArrayList<>())
              .add(each.rawTarget());
        }
      }
    }
    return out;
  }
}
