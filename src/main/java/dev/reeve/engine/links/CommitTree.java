package dev.reeve.engine.links;

import dev.reeve.engine.links.history.GitHistory;
import dev.reeve.engine.links.history.PathHistory;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Globs;
import dev.reeve.engine.workspace.IgnoreRules;
import dev.reeve.engine.workspace.PathText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A commit in a git store, read without a checkout. Blocks; safe on any thread. Source: {@code
 * docs/reference/links.md}.
 */
public final class CommitTree implements CheckedTree, AutoCloseable {
  private static final int LONGEST_LINK = 4096;

  private final Repository store;
  private final String revision;
  private final ObjectId root;

  /** Files and links by path; submodules are not among them. */
  private final Map<String, ObjectId> blobs = new HashMap<>();

  private final Map<String, String> links = new HashMap<>();

  private CommitTree(Repository store, String revision, ObjectId root) {
    this.store = store;
    this.revision = revision;
    this.root = root;
  }

  /**
   * Opens a store at a commit.
   *
   * @param folder a git directory, or a working tree that has one
   * @param revision as git takes it
   * @throws EngineException {@code GIT_STORE_UNREADABLE}, {@code COMMIT_NOT_FOUND}
   */
  public static CommitTree open(Path folder, String revision) {
    GitSystem.install();
    Repository store = null;
    try {
      Path git = folder.resolve(Constants.DOT_GIT);
      store =
          new FileRepositoryBuilder()
              .setGitDir((Files.isDirectory(git) ? git : folder).toFile())
              .setMustExist(true)
              .build();
      ObjectId tree = store.resolve(revision + "^{tree}");
      if (tree == null) {
        throw notFound(revision, null);
      }
      CommitTree opened = new CommitTree(store, revision, tree);
      opened.list();
      return opened;
    } catch (IncorrectObjectTypeException | IllegalArgumentException e) {
      close(store);
      throw notFound(revision, e);
    } catch (IOException e) {
      close(store);
      throw EngineException.of(
              EngineException.Kind.INVALID,
              "GIT_STORE_UNREADABLE",
              "Nothing was checked: the git store in "
                  + folder
                  + " cannot be read: "
                  + e.getMessage()
                  + ".")
          .with("Nothing was changed.", "Name a git directory that holds the whole commit.")
          .causedBy(e);
    } catch (EngineException e) {
      close(store);
      throw e;
    }
  }

  private static EngineException notFound(String revision, @Nullable Exception cause) {
    EngineException failure =
        EngineException.of(
                EngineException.Kind.NOT_FOUND,
                "COMMIT_NOT_FOUND",
                "Nothing was checked: the git store has no commit '" + revision + "'.")
            .with("Nothing was changed.", "Name a commit, tag or branch that the store holds.");
    return cause == null ? failure : failure.causedBy(cause);
  }

  private static void close(@Nullable Repository store) {
    if (store != null) {
      store.close();
    }
  }

  private void list() throws IOException {
    try (TreeWalk walk = new TreeWalk(store)) {
      walk.addTree(root);
      walk.setRecursive(true);
      while (walk.next()) {
        int mode = walk.getRawMode(0);
        String path = Normalizer.normalize(walk.getPathString(), Normalizer.Form.NFC);
        if (FileMode.GITLINK.equals(mode)) {
          blobs.put(path, ObjectId.zeroId());
        } else {
          blobs.put(path, walk.getObjectId(0));
        }
        if (FileMode.SYMLINK.equals(mode)) {
          links.put(path, link(walk.getObjectId(0)));
        }
      }
    }
  }

  private String link(ObjectId blob) throws IOException {
    ObjectLoader loader = store.open(blob);
    return loader.getSize() > LONGEST_LINK
        ? ""
        : new String(loader.getBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return revision;
  }

  @Override
  public PathIndex index() {
    PathIndex index = new PathIndex();
    Globs unscanned = Globs.of(IgnoreRules.DEFAULTS, false);
    blobs.forEach(
        (path, blob) -> {
          index.addParents(path);
          if (blob.equals(ObjectId.zeroId())) {
            index.addFolder(path);
            return;
          }
          index.addFile(path);
          if (isBelow(unscanned, path)) {
            return;
          }
          index.addCandidate(path);
          if (PathIndex.isMarkdown(path)) {
            if (links.containsKey(path)) {
              index.addLinkedDocument(path);
            } else {
              index.addDocument(path);
            }
          }
        });
    links.keySet().stream()
        .filter(path -> index.isFolder(String.valueOf(followed(path))))
        .toList()
        .forEach(index::addFolder);
    return index;
  }

  private static boolean isBelow(Globs globs, String path) {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (globs.matches(path.substring(0, slash))) {
        return true;
      }
    }
    return globs.matches(path);
  }

  @Override
  public Content open(String path) throws IOException {
    String place = followed(path);
    ObjectId blob = place == null ? null : blobs.get(place);
    if (blob == null) {
      throw new IOException("it is a link that leads to no file of the commit");
    }
    ObjectLoader loader = store.open(blob);
    return loader.isLarge()
        ? new Content(loader.getSize(), loader.openStream())
        : new Content(loader.getSize(), new ByteArrayInputStream(loader.getCachedBytes()));
  }

  @Override
  public @Nullable String place(String path) {
    String place = followed(path);
    return place != null && blobs.containsKey(place) ? place : null;
  }

  @Override
  public PathHistory history(EngineClock clock) throws IOException {
    store.incrementOpen(); // history closes it once more
    return GitHistory.of(store, revision, clock);
  }

  /** Where a path leads when the links at its end are followed; null for out or in a circle. */
  private @Nullable String followed(String path) {
    String place = path;
    for (int steps = 0; steps <= links.size() && place != null; steps++) {
      String link = links.get(place);
      if (link == null) {
        return place;
      }
      place = link.startsWith("/") ? null : PathText.resolve(PathText.folder(place), link);
    }
    return null;
  }

  /**
   * Whether a document is not what the commit holds; line ends do not count, which git may write as
   * the system has them.
   */
  boolean isOther(String path, CheckedTree tree) throws IOException {
    ObjectId blob = blobs.get(path);
    if (blob == null) {
      return true;
    }
    try (Content then = open(path);
        Content now = tree.open(path)) {
      long most = Math.max(then.size(), now.size());
      return most > DocumentReader.LARGEST
          ? then.size() != now.size()
          : !Arrays.equals(
              withoutReturns(then.bytes().readAllBytes()),
              withoutReturns(now.bytes().readAllBytes()));
    }
  }

  private static byte[] withoutReturns(byte[] text) {
    byte[] out = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] != '\r' || i + 1 == text.length || text[i + 1] != '\n') {
        out[length++] = text[i];
      }
    }
    return Arrays.copyOf(out, length);
  }

  /** The text of a file; null when there is none. */
  public @Nullable String text(String path) throws IOException {
    ObjectId blob = blobs.get(path);
    return blob == null ? null : new String(store.open(blob).getBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    store.close();
  }
}
