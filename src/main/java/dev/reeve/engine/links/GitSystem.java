package dev.reeve.engine.links;

import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps JGit from what it does when left to itself: it would read the settings of user and machine,
 * write and time probe files beside the store that it opens, and keep the times in a file of the
 * user's home. A check changes nothing.
 */
final class GitSystem extends SystemReader.Delegate {
  /** Coarser than any file system, so that nothing need be measured. */
  private static final long RESOLUTION_NANOS = 2_000_000_000L;

  private GitSystem(SystemReader usual) {
    super(usual);
  }

  /** Sets it in force for the whole process; a second time does nothing. */
  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof GitSystem)) {
      SystemReader.setInstance(new GitSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** Settings without a file, which know how exact the clocks of file systems are. */
  private static final class Nothing extends FileBasedConfig {
    @SuppressWarnings("NullAway") // JGit itself gives null for settings that have no file
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {
      // there is no file
    }

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public long getTimeUnit(
        String section, @Nullable String subsection, String name, long usual, TimeUnit unit) {
      return section.equals("filesystem")
          ? unit.convert(RESOLUTION_NANOS, TimeUnit.NANOSECONDS)
          : super.getTimeUnit(section, subsection, name, usual, unit);
    }
  }
}
