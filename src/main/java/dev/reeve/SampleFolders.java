package dev.reeve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of throwaway samples in the system's temporary folder. Each carries a mark that is
 * locked while somebody works in it; only a marked folder that nobody works in is ever removed.
 * Calls block. Source: {@code docs/reference/sample.md}.
 */
final class SampleFolders {
  private static final Logger LOG = LoggerFactory.getLogger(SampleFolders.class);
  private static final String PREFIX = "reeve-sample-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "\\d+");
  private static final String MARK = ".reeve-sample";
  private static final String WORDS =
      "Reeve made this folder for a throwaway sample and removes it later.\n";

  private final Path parent;

  /**
   * @param parent the system's temporary folder
   */
  SampleFolders(Path parent) {
    this.parent = parent;
  }

  /** Those of this system. */
  static SampleFolders ofSystem() {
    return new SampleFolders(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A folder for one sample, kept from removal until it is closed. */
  static final class Held implements AutoCloseable {
    private final Path folder;
    private final FileChannel mark;

    private Held(Path folder, FileChannel mark) {
      this.folder = folder;
      this.mark = mark;
    }

    /** Empty but for the mark. */
    Path folder() {
      return folder;
    }

    /** Nobody works in it any more. */
    @Override
    public void close() {
      try {
        mark.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes a new one. */
  Held make() throws IOException {
    Path folder = Files.createTempDirectory(parent, PREFIX);
    Path mark = Files.writeString(folder.resolve(MARK), WORDS, StandardOpenOption.CREATE_NEW);
    FileChannel channel = FileChannel.open(mark, StandardOpenOption.WRITE);
    try {
      FileLock _ = channel.lock(); // until the channel is closed
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return new Held(folder, channel);
  }

  /**
   * Removes those that nobody works in. What cannot be removed stays for the next time.
   *
   * @param keep a folder that stays, null for none
   * @return what was removed
   */
  List<Path> removeBut(@Nullable Path keep) {
    List<Path> gone = new ArrayList<>();
    try (Stream<Path> all = Files.list(parent)) {
      for (Path folder : all.filter(SampleFolders::marked).toList()) {
        if (!folder.equals(keep) && free(folder)) {
          remove(folder);
          gone.add(folder);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.info("Samples of earlier starts were left in {}: {}", parent, e.toString());
    }
    return gone;
  }

  private static boolean marked(Path folder) {
    Path mark = folder.resolve(MARK);
    try {
      return NAME.matcher(folder.getFileName().toString()).matches()
          && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.isRegularFile(mark, LinkOption.NOFOLLOW_LINKS)
          && Files.size(mark) == WORDS.length()
          && Files.readString(mark).equals(WORDS);
    } catch (IOException e) {
      return false; // of somebody else, or just being removed
    }
  }

  private static boolean free(Path folder) throws IOException {
    try (FileChannel mark = FileChannel.open(folder.resolve(MARK), StandardOpenOption.WRITE)) {
      return mark.tryLock() != null;
    } catch (OverlappingFileLockException held) {
      return false; // by this process
    }
  }

  /** The mark goes last: a folder that was removed by half is removed the next time. */
  private static void remove(Path folder) throws IOException {
    Path mark = folder.resolve(MARK);
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            if (!file.equals(mark)) {
              Files.delete(file); // of a link the link itself
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed)
              throws IOException {
            if (failed != null) {
              throw failed;
            }
            if (each.equals(folder)) {
              Files.delete(mark);
            }
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
