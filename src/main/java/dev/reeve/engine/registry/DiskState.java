package dev.reeve.engine.registry;

import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.Unreadable;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one scan saw of the scanned roots.
 *
 * @param files governed files by path
 * @param unreadable places that could not be examined
 * @param lostRoots roots that were not there
 * @param scannedRoots roots that were walked to the end
 * @param hashed how many files were read
 */
record DiskState(
    Map<String, SeenFile> files,
    List<Unreadable> unreadable,
    List<String> lostRoots,
    List<String> scannedRoots,
    long hashed) {

  /** Whether the scan would have seen this path if it were there. */
  boolean covers(String path) {
    return scannedRoots.stream().anyMatch(root -> PathText.isUnder(path, root))
        && lostRoots.stream().noneMatch(root -> PathText.isUnder(path, root))
        && unreadable.stream().noneMatch(place -> hides(place, path));
  }

  private static boolean hides(Unreadable place, String path) {
    return place.path().equals(path) || (place.directory() && PathText.isUnder(path, place.path()));
  }

  Set<String> paths() {
    return files.keySet();
  }
}
