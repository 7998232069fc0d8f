package dev.reeve.engine.registry.contract;

import dev.reeve.engine.registry.Classifier;
import dev.reeve.engine.registry.FileReading;
import dev.reeve.engine.registry.contract.ContractReport.Item;
import dev.reeve.engine.registry.contract.ContractReport.Module;
import dev.reeve.engine.registry.contract.ContractReport.Move;
import dev.reeve.engine.registry.contract.ContractReport.Problem;
import dev.reeve.engine.workspace.FileFacts;
import dev.reeve.engine.workspace.Found;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.ModuleContract;
import dev.reeve.engine.workspace.PathText;
import dev.reeve.engine.workspace.TreeWalk;
import dev.reeve.engine.workspace.Unreadable;
import dev.reeve.engine.workspace.Unreadable.ErrorKind;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Compares folders with their contracts. Of nested folders with contracts the inner one counts.
 * Only files in the registry's care are looked at. Changes nothing; blocks; safe on any thread.
 * Source: {@code docs/reference/classifier.md}.
 */
public final class ContractCheck {
  private final Workspace workspace;
  private final IgnoreRules ignore;
  private final Classifier classifier;
  private final List<FolderRules> rules;

  /** The check of a workspace's contracts. */
  public ContractCheck(Workspace workspace, IgnoreRules ignore, Classifier classifier) {
    this.workspace = workspace;
    this.ignore = ignore;
    this.classifier = classifier;
    this.rules =
        workspace.config().contracts().stream()
            .map(contract -> new FolderRules(contract, workspace.caseInsensitive()))
            .toList();
  }

  /** Whether a contract lets files be set aside. */
  public boolean enforces() {
    return rules.stream().anyMatch(each -> each.contract().enforce());
  }

  /**
   * Looks at every folder with a contract.
   *
   * @param cancelled asked often
   * @throws CancellationException when {@code cancelled} said so
   */
  public ContractReport run(BooleanSupplier cancelled) {
    return new Run(cancelled).report();
  }

  private final class Run {
    private final BooleanSupplier cancelled;
    private final Map<FolderRules, List<String>> files = new HashMap<>();
    private final Map<FolderRules, Map<Standing, Integer>> counts = new HashMap<>();
    private final List<Unreadable> unreadable = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final Map<String, FolderRules> aside = new TreeMap<>();

    Run(BooleanSupplier cancelled) {
      this.cancelled = cancelled;
    }

    ContractReport report() {
      Set<String> walked = new HashSet<>();
      for (FolderRules each : rules) {
        String root = each.contract().root();
        if (rules.stream().noneMatch(other -> isAbove(other.contract().root(), root))
            && walked.add(root)) {
          walk(root);
        }
      }
      for (FolderRules each : rules) {
        compare(each);
      }
      items.sort(Comparator.comparing(Item::path).thenComparing(Item::problem));
      List<Move> moves = moves();
      unreadable.sort(Comparator.comparing(Unreadable::path));
      return ContractReport.of(rules.stream().map(this::module).toList(), items, moves, unreadable);
    }

    private void walk(String root) {
      if (Files.notExists(workspace.root().resolve(root), LinkOption.NOFOLLOW_LINKS)) {
        return; // what it requires is missing
      }
      try {
        new TreeWalk(workspace.root(), ignore).walk(root, this::take, cancelled);
      } catch (IOException e) {
        unreadable.add(
            new Unreadable(root, true, ErrorKind.STAT_FAILED, String.valueOf(e.getMessage())));
      }
    }

    private void take(Found row) {
      switch (row) {
        case FileFacts file -> {
          String path = file.path();
          if (classifier.classifyFound(path).governed() && !setAside(path)) {
            nearest(path)
                .ifPresent(each -> files.computeIfAbsent(each, r -> new ArrayList<>()).add(path));
          }
        }
        case Unreadable place -> unreadable.add(place);
      }
    }

    private Optional<FolderRules> nearest(String path) {
      return rules.stream()
          .filter(each -> PathText.isUnder(path, each.contract().root()))
          .max(Comparator.comparingLong(each -> depth(each.contract().root())));
    }

    private void compare(FolderRules each) {
      ModuleContract contract = each.contract();
      List<String> found = files.getOrDefault(each, List.of());
      for (String required : contract.requiredPaths()) {
        if (absent(each, required, found)) {
          items.add(
              new Item(
                  Problem.MISSING,
                  contract.moduleId(),
                  each.outside(required),
                  null,
                  "It is required and not there."));
        }
      }
      for (String path : found) {
        Standing standing = each.standing(path);
        counts
            .computeIfAbsent(each, r -> new EnumMap<>(Standing.class))
            .merge(standing, 1, Integer::sum);
        if (standing == Standing.FORBIDDEN || standing == Standing.CANDIDATE) {
          items.add(item(each, path, standing));
          if (contract.enforce()) {
            aside.put(path, each);
          }
        }
      }
    }

    private boolean absent(FolderRules each, String required, List<String> found) {
      if (FolderRules.isPattern(required)) {
        return found.stream().noneMatch(path -> each.satisfies(required, path));
      }
      return notThere(each.outside(required));
    }

    private boolean notThere(String path) {
      return Files.notExists(workspace.root().resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    private Item item(FolderRules each, String path, Standing standing) {
      String module = each.contract().moduleId();
      if (standing == Standing.FORBIDDEN) {
        return new Item(Problem.FORBIDDEN, module, path, null, "A forbidden pattern matches it.");
      }
      return each.sameName(path)
          .filter(this::notThere)
          .map(
              expected ->
                  new Item(
                      Problem.MISPLACED, module, path, expected, "It belongs at " + expected + "."))
          .orElseGet(
              () -> new Item(Problem.UNEXPECTED, module, path, null, "Nothing allows it here."));
    }

    /**
     * Where each file would go: its path below the quarantine, with a number when that is taken.
     */
    private List<Move> moves() {
      List<Move> out = new ArrayList<>();
      Set<String> taken = new HashSet<>();
      aside.forEach(
          (path, each) -> {
            try {
              String sha256 = FileReading.read(workspace.root().resolve(path), cancelled).sha256();
              String wanted = each.contract().quarantinePath() + "/" + path;
              String to = wanted;
              for (int i = 2; !notThere(to) || !taken.add(to.toLowerCase(Locale.ROOT)); i++) {
                to = wanted + "." + i;
              }
              out.add(new Move(path, to, sha256));
            } catch (IOException e) {
              unreadable.add(
                  new Unreadable(
                      path, false, ErrorKind.HASH_FAILED, String.valueOf(e.getMessage())));
            }
          });
      return out;
    }

    private Module module(FolderRules each) {
      Map<Standing, Integer> found = counts.getOrDefault(each, Map.of());
      ModuleContract contract = each.contract();
      return new Module(
          contract.root(),
          contract.moduleId(),
          contract.enforce() ? "enforce" : "audit",
          found.getOrDefault(Standing.CANONICAL, 0),
          found.getOrDefault(Standing.GENERATED, 0),
          found.getOrDefault(Standing.RUN_ARTIFACT, 0));
    }
  }

  private boolean setAside(String path) {
    return rules.stream()
        .anyMatch(each -> PathText.isUnder(path, each.contract().quarantinePath()));
  }

  private static boolean isAbove(String folder, String other) {
    return !folder.equals(other) && PathText.isUnder(other, folder);
  }

  private static long depth(String folder) {
    return folder.equals(".") ? 0 : 1 + folder.chars().filter(c -> c == '/').count();
  }
}
