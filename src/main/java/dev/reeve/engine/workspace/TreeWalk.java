package dev.reeve.engine.workspace;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.text.Normalizer;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks a workspace, or a folder of it, in one pass: every regular file that is not ignored, and
 * one row for each place that could not be examined. Links and junctions are not followed and not
 * reported; ignored folders are not entered. A file that vanishes meanwhile is left out. Source:
 * {@code docs/reference/workspace.md}.
 */
public final class TreeWalk {
  private final Path root;
  private final IgnoreRules ignore;

  /**
   * @param root the workspace root as its real path
   * @param ignore what is not looked at
   */
  public TreeWalk(Path root, IgnoreRules ignore) {
    this.root = root;
    this.ignore = ignore;
  }

  /**
   * Walks the whole workspace on the calling thread; blocks.
   *
   * @param each takes each row, in no promised order
   * @param cancelled asked before each row
   * @throws CancellationException when {@code cancelled} said so
   * @throws IOException when the root itself cannot be listed
   */
  public void walk(Consumer<Found> each, BooleanSupplier cancelled) throws IOException {
    walk(".", each, cancelled);
  }

  /**
   * The same for a folder of the workspace; its rows still name paths relative to the root. An
   * ignored folder gives no rows.
   *
   * @param folder relative to the root, {@code .} for the root
   */
  public void walk(String folder, Consumer<Found> each, BooleanSupplier cancelled)
      throws IOException {
    if (folder.equals(".")) {
      Files.walkFileTree(root, visitor("", each, cancelled));
    } else if (!ignore.ignored(folder, true)) {
      Files.walkFileTree(root.resolve(folder), visitor(folder, each, cancelled));
    }
  }

  FileVisitor<Path> visitor(String start, Consumer<Found> each, BooleanSupplier cancelled) {
    return new Visitor(start, each, cancelled);
  }

  private final class Visitor implements FileVisitor<Path> {
    private final String start;
    private final Consumer<Found> each;
    private final BooleanSupplier cancelled;

    /** Text of the folder that is being listed; null until the first is entered. */
    private @Nullable String folder;

    Visitor(String start, Consumer<Found> each, BooleanSupplier cancelled) {
      this.start = start;
      this.each = each;
      this.cancelled = cancelled;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      stopIfCancelled();
      if (folder == null) {
        folder = start;
        return FileVisitResult.CONTINUE;
      }
      String text = text(path);
      boolean junction = attributes.isOther();
      if (junction || ignore.ignoredItself(text, true) || !usable(path, text, true)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      folder = text;
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      stopIfCancelled();
      if (attributes.isRegularFile()) {
        String text = text(path);
        if (!ignore.ignoredItself(text, false) && usable(path, text, false)) {
          Object key = attributes.fileKey();
          each.accept(
              new FileFacts(
                  text,
                  attributes.size(),
                  attributes.lastModifiedTime(),
                  key == null ? null : key.toString()));
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      stopIfCancelled();
      if (folder == null) {
        throw failure;
      }
      // a folder arrives here when it cannot be listed, before it becomes the current one
      String text = text(path);
      boolean directory = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
      if (!(failure instanceof NoSuchFileException) && !ignore.ignoredItself(text, directory)) {
        each.accept(failed(text, directory, failure));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure)
        throws IOException {
      String text = current();
      if (text.equals(start)) {
        if (failure != null) {
          throw failure;
        }
        return FileVisitResult.CONTINUE;
      }
      if (failure != null) {
        each.accept(failed(text, true, failure)); // its listing broke off half-way
      }
      int slash = text.lastIndexOf('/');
      folder = slash < 0 ? "" : text.substring(0, slash);
      return FileVisitResult.CONTINUE;
    }

    private String current() {
      return folder == null ? start : folder;
    }

    private String text(Path path) {
      String name = Normalizer.normalize(name(path), Normalizer.Form.NFC);
      return current().isEmpty() ? name : current() + "/" + name;
    }

    private static String name(Path path) {
      return String.valueOf(path.getFileName());
    }

    /** Whether the text leads back to this very place; if not, a row says so. */
    private boolean usable(Path path, String text, boolean directory) {
      try {
        SafePath.checkName(text);
      } catch (SafePath.Refused e) {
        each.accept(
            new Unreadable(
                text,
                directory,
                Unreadable.ErrorKind.UNEXPECTED,
                e.getMessage() + ", so no record can hold it. " + leaveOut(text)));
        return false;
      }
      boolean sameName = text.endsWith(name(path));
      String name = text.substring(text.lastIndexOf('/') + 1);
      if (sameName || isSame(path, path.resolveSibling(name))) {
        return true;
      }
      each.accept(
          new Unreadable(
              text,
              directory,
              Unreadable.ErrorKind.STAT_FAILED,
              "The name is not in Unicode normal form C, and this volume keeps the forms apart, so"
                  + " no record can hold it. Rename it."));
      return false;
    }

    private static boolean isSame(Path path, Path normal) {
      try {
        return Files.exists(normal, LinkOption.NOFOLLOW_LINKS) && Files.isSameFile(path, normal);
      } catch (IOException e) {
        return false; // the row says that it could not be examined
      }
    }

    private static String leaveOut(String text) {
      String pattern = text.replaceAll("[*?\\[\\]{}\\\\\\p{Cntrl}]", "?").replace("\"", "?");
      return "Rename it, or add \"" + pattern + "\" to watch.ignore_patterns.";
    }

    private static Unreadable failed(String text, boolean directory, IOException failure) {
      Unreadable.ErrorKind kind =
          failure instanceof AccessDeniedException
              ? Unreadable.ErrorKind.PERMISSION_DENIED
              : Unreadable.ErrorKind.STAT_FAILED;
      return new Unreadable(text, directory, kind, String.valueOf(failure.getMessage()));
    }

    private void stopIfCancelled() {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException("The walk was cancelled.");
      }
    }
  }
}
