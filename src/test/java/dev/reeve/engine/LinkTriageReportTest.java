package dev.reeve.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.testing.SettableClock;
import dev.reeve.engine.workspace.DiskFileLayer;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.PersonIdent;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report for a person, on a repository with a past. */
class LinkTriageReportTest {
  private static final CheckScope ALL = new CheckScope(CheckScope.Mode.CUSTOM, List.of(), false);

  @TempDir Path folder;

  private void write(String path, String text) throws Exception {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), text);
  }

  /** Everything that is there, at noon of a day; gives the commit's short name. */
  private static String commit(Git git, String day) throws Exception {
    PersonIdent who =
        new PersonIdent(
            "ann", "ann@example.org", Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    return git.commit()
        .setMessage("x")
        .setAuthor(who)
        .setCommitter(who)
        .setSign(false)
        .call()
        .name()
        .substring(0, 10);
  }

  @Test
  @DisplayName(
      "Targets stand under what history says of them; what it does not know is not guessed")
  void report() throws Exception {
    String moved;
    String deleted;
    try (Git git = Git.init().setDirectory(folder.toFile()).call()) {
      write(".gitignore", "build/\n.reeve/\n");
      write("docs/old.md", "# Old\n\nSome lines that tell\nwhat it is\nall about.\n");
      write("docs/gone.md", "# Gone\n\nQuite other words\nstand in here.\n");
      commit(git, "2026-01-01");
      Files.createDirectories(folder.resolve("guides"));
      Files.move(folder.resolve("docs/old.md"), folder.resolve("guides/new.md"));
      moved = commit(git, "2026-01-02");
      Files.delete(folder.resolve("docs/gone.md"));
      deleted = commit(git, "2026-01-03");
      write("docs/b.md", "[a|b](gone.md)\n");
      write(
          "docs/a.md",
          """
          # Here
          [1](old.md) [2](gone.md) [3](../build/out.html) [4](path/to/file.md)
          [5](#nowhere) [6](../guides/nev.md) [7](never_there.bin)
          """);
      commit(git, "2026-01-04");
    }
    Workspace workspace = Workspace.open(folder, new DiskFileLayer());
    Adoption.adopt(workspace);
    SettableClock clock = new SettableClock("2026-03-10T10:00:00Z");
    try (Engine engine = Engine.open(workspace, Engine.Role.VISITOR, false, clock)) {
      Triage triage = engine.links().triage();
      triage.scan(ALL);
      assertEquals(
          """
          # Links to decide about

          Generated 2026-03-10T10:00:00.000Z from 3 documents.

          | What | Links |
          |---|---|
          | broken | 8 |
          | left to decide | 8 |
          | staged | 0 |
          | right by decisions | 0 |

          ## Renamed or moved

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | docs/old.md | 1 | moved to guides/new.md in %s on 2026-01-02 | guides/new.md (0.95, high) | docs/a.md:2 |

          ## Removed on purpose

          1 target, 2 links.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | docs/gone.md | 2 | deleted in %s on 2026-01-03 |  | docs/a.md:2, docs/b.md:1 |

          ## Made when something runs: version control leaves it out

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | build/out.html | 1 |  |  | docs/a.md:2 |

          ## Placeholders

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | docs/path/to/file.md | 1 |  |  | docs/a.md:2 |

          ## Never there under this name, and something like it is

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | guides/nev.md | 1 | history knows nothing of it | guides/new.md (0.83, low) | docs/a.md:3 |

          ## Headings that are not there

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | docs/a.md#nowhere | 1 |  | docs/a.md#here (0.73, low) | docs/a.md:3 |

          ## Real gaps: never there, and nothing like it is

          1 target, 1 link.

          | Target | Links | Evidence | Best candidate | In |
          |---|---|---|---|---|
          | docs/never\\_there.bin | 1 | history knows nothing of it |  | docs/a.md:3 |
          """
              .formatted(moved, deleted),
          triage.report());
    }
  }
}
