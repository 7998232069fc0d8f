package dev.reeve.engine.links.index;

import dev.reeve.engine.links.Entry;
import dev.reeve.engine.links.FolderStock;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was found, and what that rests on beside the bytes of the documents: where both are as they
 * were, it can be told before anything is judged again.
 *
 * @param basis the same as long as names, settings and counted files are
 * @param counted files that are no documents and whose lines were counted
 * @param own what was asked of places where Reeve writes; what else it writes there does not count
 * @param snapshot what was found; its number says nothing
 */
record Known(String basis, Set<String> counted, Set<String> own, LinkSnapshot snapshot) {
  /**
   * Whether it rests on how things are. Of a counted file behind a link that cannot be told.
   *
   * @param settings the text of their file; null for none
   * @param rules how many are in force
   */
  boolean holds(FolderStock stock, @Nullable String settings, int rules) {
    return counted.stream().map(stock::entry).noneMatch(each -> each != null && each.link())
        && basis.equals(basis(stock, settings, rules, counted, own));
  }

  /** What judgements rest on now. */
  static String basis(
      FolderStock stock,
      @Nullable String settings,
      int rules,
      Set<String> counted,
      Set<String> own) {
    MessageDigest digest = Sha256.digest();
    put(digest, rules + "|" + settings);
    for (String name : stock.names()) {
      if (!isOwn(name) || own.contains(Asked.isThere(name))) {
        put(digest, name);
        digest.update((byte) flags(stock, name));
      }
    }
    for (String name : new TreeSet<>(counted)) {
      Entry entry = stock.entry(name);
      put(digest, name + "|" + (entry == null ? "" : entry.size() + "|" + entry.modified()));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Whether Reeve writes there. */
  static boolean isOwn(String name) {
    return name.equals(Workspace.OWN) || name.startsWith(Workspace.OWN + "/");
  }

  /** A link may lead to a document that is checked under its own name, or to one that is not. */
  private static int flags(FolderStock stock, String name) {
    Entry entry = Objects.requireNonNull(stock.entry(name));
    return (entry.file() ? 1 : 0)
        | (entry.folder() ? 2 : 0)
        | (entry.link() ? 4 : 0)
        | (entry.link() && stock.isDocument(name) ? 8 : 0)
        | entry.role().ordinal() << 4;
  }

  /** With its end, so that two texts are not taken for another two. */
  private static void put(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
