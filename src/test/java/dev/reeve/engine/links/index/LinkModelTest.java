package dev.reeve.engine.links.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.CheckReport;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.Trees;
import dev.reeve.engine.links.suggest.Band;
import dev.reeve.engine.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

class LinkModelTest {
  private static final List<String> FOLDERS =
      List.of("", "docs/", "docs/sub/", "Docs/", "new/deep/er/", "build/", "out/");
  private static final List<String> NAMES =
      List.of("README.md", "a.md", "b.md", "A.md", "pic.png", "x.txt", "INDEX.md");
  private static final List<String> FRAGMENTS = List.of("", "", "", "#one", "#two", "#L3");

  @Property(tries = 150)
  @Label("After any changes the index is what a cold check finds")
  void equalsAColdCheck(@ForAll long seed) throws Exception {
    Path folder = Files.createTempDirectory("links").toRealPath();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      Random random = new Random(seed);
      Model model = new Model(Trees.workspace(folder), new SettableClock(), pool);
      model.readAll();
      List<String> story = new ArrayList<>();
      for (int round = 0; round < 12; round++) {
        List<String> told = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
          story.add(change(folder, random, told));
        }
        if (random.nextInt(8) == 0) {
          model.readAll();
          story.add("read all");
        } else {
          model.look(told);
        }
        assertSame(folder, model.snapshot(1, Duration.ZERO), story);
      }
    } finally {
      delete(folder);
    }
  }

  private static void assertSame(Path folder, LinkSnapshot kept, List<String> story) {
    CheckReport cold =
        Trees.check(folder, new CheckScope(CheckScope.Mode.WORKSPACE, List.of(), true));
    List<Finding> findings =
        kept.findings().stream().map(each -> each.with(Band.NONE, List.of())).toList();
    String told = String.join("\n", story);
    assertEquals(Trees.lines(cold.findings()), Trees.lines(findings), told);
    assertEquals(cold.findings(), findings, told);
    assertEquals(cold.byReason(), kept.byReason(), told);
    assertEquals(cold.references(), kept.references(), told);
    assertEquals(cold.documents(), kept.documents(), told);
  }

  private static String change(Path folder, Random random, List<String> told) throws IOException {
    String path = any(random);
    Path file = folder.resolve(path);
    switch (random.nextInt(11)) {
      case 0, 1, 2, 3 -> {
        if (!Files.isDirectory(file) && canHold(folder, path)) {
          Files.createDirectories(file.getParent());
          Files.write(file, text(random).getBytes(StandardCharsets.UTF_8));
          told.add(path);
          return "write " + path + " " + Files.readString(file).replace('\n', ' ');
        }
      }
      case 4 -> {
        if (Files.deleteIfExists(file)) {
          told.add(path);
          return "delete " + path;
        }
      }
      case 5, 6 -> {
        String to = any(random);
        if (Files.exists(file) && canHold(folder, to) && !Files.exists(folder.resolve(to))) {
          Files.createDirectories(folder.resolve(to).getParent());
          Files.move(file, folder.resolve(to), StandardCopyOption.REPLACE_EXISTING);
          told.addAll(List.of(path, to));
          return "move " + path + " to " + to;
        }
      }
      case 7 -> {
        String from = FOLDERS.get(1 + random.nextInt(FOLDERS.size() - 1)).replaceAll("/$", "");
        String to = FOLDERS.get(1 + random.nextInt(FOLDERS.size() - 1)).replaceAll("/$", "");
        if (Files.isDirectory(folder.resolve(from))
            && !Files.exists(folder.resolve(to))
            && !to.startsWith(from)) {
          Files.createDirectories(folder.resolve(to).getParent());
          Files.move(folder.resolve(from), folder.resolve(to));
          told.addAll(List.of(from, to));
          return "move folder " + from + " to " + to;
        }
      }
      case 8 -> {
        String rules = List.of("out/", "*.txt", "", "a.md", "docs/sub").get(random.nextInt(5));
        Files.writeString(folder.resolve(".gitignore"), rules + "\n");
        told.add(".gitignore");
        return "ignore " + rules;
      }
      case 9 -> {
        String keys = List.of("", "\"image\"", "\"icon\", \"image\"").get(random.nextInt(3));
        Files.createDirectories(folder.resolve(".reeve"));
        Files.writeString(
            folder.resolve(".reeve/link-rules.json"),
            "{\"version\": 1, \"front_matter_keys\": [" + keys + "]}");
        told.add(".reeve/link-rules.json");
        return "keys " + keys;
      }
      default -> {
        if (!Files.exists(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) && canHold(folder, path)) {
          Files.createDirectories(file.getParent());
          String to = random.nextBoolean() ? any(random) : "docs/sub";
          Files.createSymbolicLink(
              file, Path.of("./" + file.getParent().relativize(folder.resolve(to))));
          told.add(path);
          return "link " + path + " to " + to;
        }
      }
    }
    return "nothing";
  }

  /** Not through a symbolic link or a file. */
  private static boolean canHold(Path folder, String path) {
    Path at = folder;
    for (Path step : Path.of(path)) {
      if (Files.isSymbolicLink(at) || Files.isRegularFile(at)) {
        return false;
      }
      at = at.resolve(step);
    }
    return !Files.isSymbolicLink(at);
  }

  private static String any(Random random) {
    return FOLDERS.get(random.nextInt(FOLDERS.size())) + NAMES.get(random.nextInt(NAMES.size()));
  }

  private static String text(Random random) {
    StringBuilder out = new StringBuilder();
    List<String> headings = List.of("# One\n", "# Two\n", "", "\n\n\n");
    if (random.nextInt(4) == 0) {
      out.append("---\nimage: ").append(any(random)).append("\nicon: [").append(any(random));
      out.append(random.nextInt(5) == 0 ? "\n---\n" : "]\n---\n");
    }
    out.append(headings.get(random.nextInt(headings.size())));
    for (int i = random.nextInt(5); i >= 0; i--) {
      String to = "../".repeat(random.nextInt(3)) + any(random);
      out.append("[x](")
          .append(random.nextInt(6) == 0 ? "" : to)
          .append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())))
          .append(random.nextInt(4) == 0 ? ") `" + any(random) + "`\n" : ")\n");
    }
    out.append("[f](docs/) [g](sub)\n");
    return out.toString();
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path at, IOException e) throws IOException {
            Files.delete(at);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
