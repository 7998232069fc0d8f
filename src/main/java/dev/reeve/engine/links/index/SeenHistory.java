package dev.reeve.engine.links.index;

import dev.reeve.engine.links.history.Coverage;
import dev.reeve.engine.links.history.Departure;
import dev.reeve.engine.links.history.Move;
import dev.reeve.engine.links.history.PathHistory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The past of paths as it was seen on the disk, and behind it what version control has on record.
 * Does not change; as safe on several threads as what is behind it.
 */
final class SeenHistory implements PathHistory {
  private static final String NO_COMMIT = "";
  private static final int MOST_STEPS = 20;
  private static final int ALL_BYTES = 100;

  private final NavigableMap<String, KeptPast.Gone> gone = new TreeMap<>();
  private final Map<String, String> earlier = new HashMap<>();
  private final Map<String, List<String>> survivors;
  private final Set<String> files;
  private final PathHistory further;

  /**
   * @param files that are there
   * @param survivors of contents that went: the files that hold them now, in order
   * @param further asked where nothing was seen
   */
  SeenHistory(
      Iterable<KeptPast.Gone> all,
      Set<String> files,
      Map<String, List<String>> survivors,
      PathHistory further) {
    for (KeptPast.Gone each : all) {
      gone.put(each.path(), each);
      if (each.movedTo() != null) {
        earlier.put(each.movedTo(), each.path());
      }
    }
    this.files = files;
    this.survivors = survivors;
    this.further = further;
  }

  @Override
  public Optional<Departure> departed(String path) {
    KeptPast.Gone seen = gone.get(path);
    return seen == null
        ? further.departed(path)
        : Optional.of(new Departure(path, seen.content(), NO_COMMIT, seen.at()));
  }

  @Override
  public Optional<Move> movedTo(String path) {
    KeptPast.Gone first = gone.get(path);
    KeptPast.Gone at = first;
    for (int step = 0; first != null && at != null && step < MOST_STEPS; step++) {
      String to = at.movedTo();
      if (to != null && files.contains(to)) {
        return Optional.of(new Move(path, to, ALL_BYTES, NO_COMMIT, first.at()));
      }
      at = to == null ? null : gone.get(to);
    }
    return first == null ? further.movedTo(path) : Optional.empty();
  }

  @Override
  public Optional<Move> folderMovedTo(String folder) {
    Map<String, List<Move>> votes = new HashMap<>();
    int moved = 0;
    for (String path : gone.subMap(folder + "/", folder + "0").keySet()) { // '0' follows '/'
      Optional<Move> move = movedTo(path);
      moved += move.isPresent() ? 1 : 0;
      String inside = path.substring(folder.length());
      move.filter(found -> found.to().endsWith(inside))
          .ifPresent(
              found ->
                  votes
                      .computeIfAbsent(
                          found.to().substring(0, found.to().length() - inside.length()),
                          to -> new ArrayList<>())
                      .add(found));
    }
    for (Map.Entry<String, List<Move>> vote : votes.entrySet()) {
      if (2 * vote.getValue().size() > moved) {
        Move one = vote.getValue().getFirst();
        return Optional.of(new Move(folder, vote.getKey(), ALL_BYTES, NO_COMMIT, one.at()));
      }
    }
    return further.folderMovedTo(folder);
  }

  @Override
  public List<String> survivors(String blob) {
    List<String> seen = survivors.get(blob);
    return seen == null ? further.survivors(blob) : seen;
  }

  @Override
  public List<String> earlier(String path) {
    List<String> places = new ArrayList<>();
    String at = earlier.get(path);
    while (at != null && !places.contains(at) && places.size() < MOST_STEPS) {
      places.add(at);
      at = earlier.get(at);
    }
    places.addAll(further.earlier(places.isEmpty() ? path : places.getLast()));
    return places;
  }

  @Override
  public Coverage coverage() {
    return further.coverage();
  }

  @Override
  public void close() {
    further.close();
  }
}
