package dev.reeve.engine.workspace;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The system call that renames only to a free name, in one step, files and folders alike. Java has
 * none: its rename replaces, and a hard link followed by an unlink leaves two names when the
 * process dies between them.
 */
final class ExclusiveRename {
  private static final int FILE_EXISTS = 17; // EEXIST, on both systems
  private static final int AT_FDCWD = -100;
  private static final int NO_REPLACE = 1; // RENAME_NOREPLACE
  private static final int EXCLUSIVE = 4; // RENAME_EXCL
  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final String OS = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
  private static final @Nullable MethodHandle LINUX =
      OS.startsWith("linux")
          ? find(
              "renameat2",
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, JAVA_INT))
          : null;
  private static final @Nullable MethodHandle MAC =
      OS.startsWith("mac")
          ? find("renamex_np", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT))
          : null;

  private ExclusiveRename() {}

  private static @Nullable MethodHandle find(String name, FunctionDescriptor shape) {
    if (!"UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      return null; // the text of a path would not be its bytes
    }
    return LINKER
        .defaultLookup()
        .find(name)
        .map(call -> LINKER.downcallHandle(call, shape, Linker.Option.captureCallState("errno")))
        .orElse(null);
  }

  /**
   * Renames if the platform and the volume can.
   *
   * @return false when nothing was changed and the caller must find another way, or its error
   * @throws FileAlreadyExistsException when the target's name is taken
   */
  static boolean rename(Path from, Path to) throws FileAlreadyExistsException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment source = text(arena, from);
      MemorySegment target = text(arena, to);
      int failed;
      if (LINUX != null) {
        failed = (int) LINUX.invokeExact(state, AT_FDCWD, source, AT_FDCWD, target, NO_REPLACE);
      } else if (MAC != null) {
        failed = (int) MAC.invokeExact(state, source, target, EXCLUSIVE);
      } else {
        return false;
      }
      if (failed != 0 && (int) ERRNO.get(state, 0L) == FILE_EXISTS) {
        throw new FileAlreadyExistsException(to.toString());
      }
      return failed == 0;
    } catch (FileAlreadyExistsException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A system call throws nothing", e);
    }
  }

  private static MemorySegment text(Arena arena, Path path) {
    return arena.allocateFrom(path.toAbsolutePath().toString(), StandardCharsets.UTF_8);
  }
}
