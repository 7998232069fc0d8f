package dev.reeve;

import dev.reeve.cli.QuickCheck;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks links as {@code reeve links check} usually does, and tells nobody, while {@link Rehearsal}
 * has Java watch. All that is written down is loaded at every start: so no other command is
 * rehearsed, and no other format. Source: {@code docs/decisions/013-link-index.md}.
 */
final class LinksRehearsal {
  private static final int DOCUMENTS = 300;
  private static final int TIMES = 2;

  /** Something of all that documents hold, and of all that can be wrong. */
  private static final String DOCUMENT =
      """
      ---
      title: Rehearsal
      ---
      # Of document %1$d

      Words about *this* and `that/one.md`, and what [comes next](../f2/d%2$d.md#of-document-%2$d)
      in a list, [twice](d%1$d.md "a title"), with [`code`](none.md) and ![a picture](pic.png).

      Another heading
      ---------------
      * [gone](gone/%1$d.md), [escaped \\[b\\]](<a b.md>), [[nested](n.md)](m.md), <https://example.org/>
        1. [root](/f1/d1.md) and [case](D%1$d.MD), [out](../../../x.md), [h](#none), [w](http://x.y)
      > [used] and [used][], [full][used], [none][at-all], a note[^n] &amp; `src/x.py:12`

      | a | b \\| c |
      |---|:-:|
      | [cell](d1.md) | `x\\|y` é \ud83d\ude00 |
      | <a name="part"></a> | <br> |

      ```java
      [in code](no.md)
      ```

          indented

      <details id="more"><summary>More</summary>
      <a href="d1.md?x=1#part">there</a> <img src="none.png"> <!-- [no](no.md) -->
      </details>

      [used]: d1.md 'title'
      [^n]: [in a note](none.md)

      ## Of %2$d \ud83d\ude00 & `code` _too_ ##
      """;

  private static final String IGNORED =
      """
      *.log
      /out/
      !keep.md
      /h/i
      j/k/l.json
      a/**/b
      **/c
      [Tt]emp?.x
      d*e*f
      g/*
      # nothing
      """;

  private LinksRehearsal() {}

  /**
   * @param args a folder for the documents
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (int i = 0; i < DOCUMENTS; i++) {
      Path part = Files.createDirectories(folder.resolve("f" + i % 3));
      Files.writeString(part.resolve("d" + i + ".md"), DOCUMENT.formatted(i, i + 1));
    }
    Files.writeString(folder.resolve(".gitignore"), IGNORED);
    Files.writeString(folder.resolve("x.log"), "");
    PrintStream told = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    LateLog.use();
    for (int i = 0; i < TIMES; i++) {
      QuickCheck.run(words(folder, "--code-spans", "on"));
    }
    System.setOut(told);
    Reeve.main(words(Files.createDirectories(folder.resolve("empty")))); // and how it ends
  }

  private static String[] words(Path folder, String... more) {
    List<String> words = new ArrayList<>(List.of("links", "check", "--mode", "custom"));
    words.addAll(List.of("--suggest", "none", "--workspace", folder.toString()));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }
}
