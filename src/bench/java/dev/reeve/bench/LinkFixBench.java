package dev.reeve.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reeve.engine.links.ParsedDocument;
import dev.reeve.engine.links.history.GitHistory;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.links.suggest.Broken;
import dev.reeve.engine.links.suggest.Candidate;
import dev.reeve.engine.links.suggest.CandidateFiles;
import dev.reeve.engine.links.suggest.EvidenceKind;
import dev.reeve.engine.links.suggest.HeadingSuggester;
import dev.reeve.engine.links.suggest.Suggester;
import dev.reeve.engine.links.suggest.Suggestions;
import dev.reeve.engine.workspace.EngineClock;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * How often suggestions are what a person chose: for repairs of links that people made, the tree
 * and history before the repair are read straight from Git, and the first candidates are compared
 * with the person's choice. Of cases in which a person chose a web address, what counts is that
 * nothing is proposed as high; of those in which a person chose another heading, the first heading
 * proposed. "left out" scores each repository by what its evidence would count by the cases of all
 * the others. A folder and the page that it shows are the same choice. Arguments: the folder with
 * the cases (one JSON file a repository), the folder with the repositories ({@code
 * owner+name/repo}).
 */
public final class LinkFixBench {
  private static final Set<String> FILES = Set.of("path", "format");
  private static final String WEB = "external";
  private static final String HEADING = "anchor";
  private static final Set<String> FOLDER_PAGES = Set.of("readme", "index", "_index");

  private final Path repositories;
  private final Map<String, EvidenceFit> fits = new LinkedHashMap<>();
  private final Map<String, List<String>> trees = new HashMap<>();

  private LinkFixBench(Path repositories) {
    this.repositories = repositories;
  }

  public static void main(String[] args) throws IOException {
    LinkFixBench bench = new LinkFixBench(Path.of(args[1]));
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    System.out.printf(
        "%-26s %-8s %5s %7s %7s %7s %11s %11s %15s %14s%n",
        "repository",
        "history",
        "cases",
        "first %",
        "in 3 %",
        "in 9 %",
        "high said %",
        "right %",
        "+medium said %",
        "right %");
    List<JsonNode> roots = new ArrayList<>();
    for (Path file : files) {
      roots.add(new ObjectMapper().readTree(file.toFile()));
    }
    bench.all(roots, "without", root -> Map.of());
    bench.all(roots, "with", root -> Map.of());
    Map<String, EvidenceFit> fits = new LinkedHashMap<>(bench.fits);
    bench.all(roots, "left out", root -> EvidenceFit.by(except(fits, root.get("repo").asText())));
    int asked = 0;
    int right = 0;
    for (JsonNode root : roots) {
      for (JsonNode each : root.get("cases")) {
        if (each.get("kind").asText().equals(HEADING)) {
          asked++;
          right += bench.isFirst(root.get("repo").asText(), each) ? 1 : 0;
        }
      }
    }
    System.out.printf("headings: %d cases, first right %.1f %%%n", asked, 100.0 * right / asked);
  }

  private static List<EvidenceFit> except(Map<String, EvidenceFit> fits, String name) {
    return fits.entrySet().stream()
        .filter(fit -> !fit.getKey().equals(name))
        .map(Map.Entry::getValue)
        .toList();
  }

  private void all(
      List<JsonNode> roots, String history, Function<JsonNode, Map<EvidenceKind, Double>> points)
      throws IOException {
    Score all = new Score();
    for (JsonNode root : roots) {
      Score score = score(root, !history.equals("without"), points.apply(root));
      score.print(root.get("repo").asText(), history);
      all.add(score);
    }
    all.print("all", history);
  }

  private boolean isFirst(String name, JsonNode each) throws IOException {
    String named = each.get("old_path").asText();
    String file = named.isEmpty() ? each.get("file").asText() : named;
    try (Repository repository = open(name)) {
      Optional<ParsedDocument> document =
          new CommittedContents(repository, each.get("parent_commit").asText()).parsed(file);
      if (document.isEmpty()) {
        return false;
      }
      Set<String> anchors = document.get().anchors();
      return HeadingSuggester.suggest(
              decoded(each.get("old_fragment").asText()),
              anchors,
              each.get("link_text").asText(),
              1)
          .stream()
          .anyMatch(
              heading -> heading.anchor().equalsIgnoreCase(each.get("new_fragment").asText()));
    }
  }

  private Repository open(String name) throws IOException {
    Path store = repositories.resolve(name.replace('/', '+')).resolve("repo");
    return new FileRepositoryBuilder().setGitDir(store.toFile()).build();
  }

  private Score score(JsonNode root, boolean withHistory, Map<EvidenceKind, Double> points)
      throws IOException {
    Score score = new Score();
    EvidenceFit fit = new EvidenceFit();
    fits.put(root.get("repo").asText(), fit);
    for (JsonNode each : root.get("cases")) {
      String kind = each.get("kind").asText();
      if (!FILES.contains(kind) && !kind.equals(WEB)) {
        continue;
      }
      String target = decoded(each.get("old_target").asText().replaceFirst("[?#].*", ""));
      if (target.contains("://")) {
        continue;
      }
      Repository repository = open(root.get("repo").asText());
      repository.incrementOpen(); // history closes it once more
      String commit = each.get("parent_commit").asText();
      String fragment = each.get("old_fragment").asText();
      try (repository;
          PathHistory history =
              withHistory
                  ? GitHistory.of(repository, commit, EngineClock.system())
                  : PathHistory.NONE) {
        Suggestions found =
            Suggester.scoring(
                    CandidateFiles.of(tree(repository, commit)),
                    history,
                    new CommittedContents(repository, commit),
                    points)
                .suggest(
                    new Broken(
                        each.get("file").asText(),
                        target,
                        fragment.isEmpty() ? null : fragment,
                        each.get("link_text").asText()));
        if (kind.equals(WEB)) {
          score.web(found, each.get("new_target").asText());
        } else {
          String wanted = page(each.get("new_path").asText());
          score.file(found, wanted);
          fit.add(found.candidates(), candidate -> page(candidate.path()).equals(wanted));
        }
      }
    }
    return score;
  }

  private List<String> tree(Repository repository, String commit) throws IOException {
    List<String> known = trees.get(commit);
    if (known != null) {
      return known;
    }
    List<String> paths = new ArrayList<>();
    try (RevWalk walk = new RevWalk(repository);
        TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.setRecursive(true);
      tree.addTree(walk.parseCommit(ObjectId.fromString(commit)).getTree());
      while (tree.next()) {
        paths.add(tree.getPathString());
      }
    }
    trees.put(commit, paths);
    return paths;
  }

  private static String decoded(String target) {
    try {
      return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return target; // no percent-encoding after all
    }
  }

  private static String page(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    boolean shown =
        dot > 0 && FOLDER_PAGES.contains(name.substring(0, dot).toLowerCase(Locale.ROOT));
    return shown ? path.substring(0, Math.max(0, path.lastIndexOf('/'))) : path;
  }

  private static final class Score {
    private int cases;
    private int first;
    private int three;
    private int nine;
    private int high;
    private int highRight;
    private int medium;
    private int mediumRight;
    private int web;
    private int webHigh;
    private int webSame;

    void file(Suggestions found, String wanted) {
      List<String> pages =
          found.candidates().stream().map(Candidate::path).map(LinkFixBench::page).toList();
      int place = pages.indexOf(wanted);
      boolean right = place == 0;
      cases++;
      first += right ? 1 : 0;
      three += place >= 0 && place < 3 ? 1 : 0;
      nine += place >= 0 ? 1 : 0;
      if (found.band() == Band.HIGH) {
        high++;
        highRight += right ? 1 : 0;
      }
      if (found.band() == Band.HIGH || found.band() == Band.MEDIUM) {
        medium++;
        mediumRight += right ? 1 : 0;
      }
    }

    /** A web address that ends in the path proposed shows that very file. */
    void web(Suggestions found, String address) {
      web++;
      if (found.band() == Band.HIGH) {
        webHigh++;
        String path = found.candidates().getFirst().path();
        webSame +=
            address.replaceFirst("[?#].*", "").replaceFirst("/$", "").endsWith("/" + path) ? 1 : 0;
      }
    }

    void add(Score other) {
      cases += other.cases;
      first += other.first;
      three += other.three;
      nine += other.nine;
      high += other.high;
      highRight += other.highRight;
      medium += other.medium;
      mediumRight += other.mediumRight;
      web += other.web;
      webHigh += other.webHigh;
      webSame += other.webSame;
    }

    void print(String name, String history) {
      System.out.printf(
          Locale.ROOT,
          "%-26s %-8s %5d %7.1f %7.1f %7.1f %11.1f %11.1f %15.1f %14.1f   of %d web addresses %d"
              + " high, %d of them the very file%n",
          name,
          history,
          cases,
          percent(first, cases),
          percent(three, cases),
          percent(nine, cases),
          percent(high, cases),
          percent(highRight, high),
          percent(medium, cases),
          percent(mediumRight, medium),
          web,
          webHigh,
          webSame);
    }

    private static double percent(int part, int whole) {
      return whole == 0 ? 0 : 100.0 * part / whole;
    }
  }
}
