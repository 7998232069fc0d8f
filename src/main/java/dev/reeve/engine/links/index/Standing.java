package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Advisor;
import dev.reeve.engine.links.DocumentSource;
import dev.reeve.engine.links.PathIndex;
import dev.reeve.engine.links.history.PathHistory;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How things stood at one moment, as far as suggestions ask for it. Does not change.
 *
 * @param gone what was seen to go
 * @param files that may be suggested
 * @param survivors of contents that went: the files that hold them, in order
 */
record Standing(
    PathIndex index,
    DocumentSource documents,
    List<KeptPast.Gone> gone,
    Set<String> files,
    Map<String, List<String>> survivors) {

  /**
   * Somebody who says where findings should lead; for one thread.
   *
   * @param further what else is known of the past
   */
  Advisor advisor(PathHistory further) {
    return new Advisor(index, documents, new SeenHistory(gone, files, survivors, further));
  }
}
