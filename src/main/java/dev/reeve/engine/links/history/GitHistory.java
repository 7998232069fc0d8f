package dev.reeve.engine.links.history;

import dev.reeve.engine.links.history.Renames.Rename;
import dev.reeve.engine.links.history.Turnover.Gone;
import dev.reeve.engine.workspace.EngineClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The past of paths from a Git object store: read at the first question, newest commit first,
 * within a limit of commits and time; renames of a commit are found when they are asked for and
 * kept. Source: {@code docs/reference/links.md}.
 */
public final class GitHistory implements PathHistory {
  private static final int MOST_COMMITS = 100_000;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MOST_STEPS = 20;

  private final Repository repository;
  private final ObjectId head;
  private final EngineClock clock;
  private final Duration longest;
  private final Renames renames;
  private final Map<Integer, Map<String, Rename>> renamesOf = new HashMap<>();
  private @Nullable Past past;

  /**
   * What was read.
   *
   * @param gone by path, the commits in which it went, newest first
   * @param come the same for commits in which it came while others went
   */
  private record Past(
      List<Turnover> commits,
      NavigableMap<String, List<Integer>> gone,
      Map<String, List<Integer>> come,
      Present present,
      Coverage coverage) {}

  private GitHistory(Repository repository, ObjectId head, EngineClock clock, Duration longest) {
    this.repository = repository;
    this.head = head;
    this.clock = clock;
    this.longest = longest;
    this.renames = new Renames(repository);
  }

  /**
   * The history of the folder's version control up to the commit it stands on; {@link
   * PathHistory#NONE} where there is none, or nothing was committed.
   *
   * @throws IOException when there is a store that cannot be opened
   */
  public static PathHistory of(Path folder, EngineClock clock) throws IOException {
    FileRepositoryBuilder builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
    if (builder.getGitDir() == null) {
      return NONE;
    }
    return of(builder.setMustExist(true).build(), "HEAD", clock, LONGEST)
        .<PathHistory>map(history -> history)
        .orElse(NONE);
  }

  /**
   * The same of an open store up to a revision; takes the repository over.
   *
   * @throws IOException when the store cannot be read
   */
  public static PathHistory of(Repository repository, String revision, EngineClock clock)
      throws IOException {
    return of(repository, revision, clock, LONGEST)
        .<PathHistory>map(history -> history)
        .orElse(NONE);
  }

  /** The same up to a revision; takes the repository over. Empty when there is no such commit. */
  static Optional<GitHistory> of(
      Repository repository, String revision, EngineClock clock, Duration longest)
      throws IOException {
    ObjectId head = repository.resolve(revision + "^{commit}");
    if (head == null) {
      repository.close();
      return Optional.empty();
    }
    return Optional.of(new GitHistory(repository, head, clock, longest));
  }

  @Override
  public synchronized Optional<Departure> departed(String path) {
    Past all = past();
    List<Integer> times = all.gone().getOrDefault(path, List.of());
    return times.isEmpty() ? Optional.empty() : departure(all, path, times.getFirst());
  }

  private static Optional<Departure> departure(Past all, String path, int time) {
    Turnover commit = all.commits().get(time);
    return commit.gone().stream()
        .filter(gone -> gone.path().equals(path))
        .findFirst()
        .map(gone -> new Departure(path, gone.blob().name(), commit.commit().name(), commit.at()));
  }

  @Override
  public synchronized Optional<Move> movedTo(String path) {
    Past all = past();
    String at = path;
    int before = all.commits().size();
    int similarity = 100;
    Integer first = null;
    for (int step = 0; step < MOST_STEPS; step++) {
      Integer time =
          first == null ? newest(all.gone().get(path)) : next(all.gone().get(at), before);
      Rename rename = time == null ? null : renames(all, time).get(at);
      if (time == null || rename == null) {
        return Optional.empty();
      }
      first = first == null ? time : first;
      before = time;
      at = rename.to();
      similarity = Math.min(similarity, rename.similarity());
      if (all.present().contains(at)) {
        Turnover commit = all.commits().get(first);
        return Optional.of(new Move(path, at, similarity, commit.commit().name(), commit.at()));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Integer newest(@Nullable List<Integer> times) {
    return times == null ? null : times.getFirst();
  }

  /** The first time after another one; smaller numbers are newer. */
  private static @Nullable Integer next(@Nullable List<Integer> times, int before) {
    Integer next = null;
    for (Integer time : times == null ? List.<Integer>of() : times) {
      if (time < before) {
        next = time;
      }
    }
    return next;
  }

  @Override
  public synchronized Optional<Move> folderMovedTo(String folder) {
    String prefix = folder + "/";
    Map<String, List<Move>> votes = new HashMap<>();
    int files = 0;
    for (String path : past().gone().subMap(prefix, folder + "0").keySet()) { // '0' follows '/'
      Optional<Move> move = movedTo(path);
      files += move.isPresent() ? 1 : 0;
      String inside = path.substring(folder.length());
      move.filter(found -> found.to().endsWith(inside) && !found.to().startsWith(prefix))
          .ifPresent(
              found ->
                  votes
                      .computeIfAbsent(
                          found.to().substring(0, found.to().length() - inside.length()),
                          ignored -> new ArrayList<>())
                      .add(found));
    }
    int moved = files;
    return votes.entrySet().stream()
        .filter(vote -> 2 * vote.getValue().size() > moved)
        .findFirst()
        .map(
            vote -> {
              Move one = vote.getValue().getFirst();
              return new Move(folder, vote.getKey(), one.similarity(), one.commit(), one.at());
            });
  }

  @Override
  public synchronized List<String> survivors(String blob) {
    return past().present().holding(blob);
  }

  @Override
  public synchronized List<String> earlier(String path) {
    Past all = past();
    List<String> places = new ArrayList<>();
    String at = path;
    int after = -1;
    for (int step = 0; step < MOST_STEPS; step++) {
      String was = null;
      for (int time : all.come().getOrDefault(at, List.of())) {
        if (time > after) {
          after = time;
          was = cameFrom(all, time, at);
          break;
        }
      }
      if (was == null) {
        return places;
      }
      places.add(was);
      at = was;
    }
    return places;
  }

  private @Nullable String cameFrom(Past all, int time, String path) {
    return renames(all, time).entrySet().stream()
        .filter(rename -> rename.getValue().to().equals(path))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private Map<String, Rename> renames(Past all, int time) {
    return renamesOf.computeIfAbsent(time, number -> renames.of(all.commits().get(number)));
  }

  @Override
  public synchronized Coverage coverage() {
    return past().coverage();
  }

  private Past past() {
    Past read = past;
    if (read == null) {
      HistoryReader reader = new HistoryReader(repository, clock, MOST_COMMITS, longest);
      Coverage coverage = reader.read(head);
      NavigableMap<String, List<Integer>> gone = new TreeMap<>();
      Map<String, List<Integer>> come = new HashMap<>();
      for (int time = 0; time < reader.found().size(); time++) {
        for (Gone each : reader.found().get(time).gone()) {
          gone.computeIfAbsent(each.path(), path -> new ArrayList<>(1)).add(time);
        }
        for (String path : reader.found().get(time).come()) {
          come.computeIfAbsent(path, ignored -> new ArrayList<>(1)).add(time);
        }
      }
      read = new Past(reader.found(), gone, come, Present.of(repository, head), coverage);
      past = read;
    }
    return read;
  }

  @Override
  public synchronized void close() {
    repository.close();
  }
}
