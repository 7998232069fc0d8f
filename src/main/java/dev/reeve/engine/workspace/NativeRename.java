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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the system call for renaming can do beyond Java's, each in one step: rename only to a free
 * name, files and folders alike (Java's rename replaces, and a hard link followed by an unlink
 * leaves two names when the process dies between them), and exchange two names.
 */
final class NativeRename {
  private static final int NO_SUCH_FILE = 2; // ENOENT, on both systems
  private static final int FILE_EXISTS = 17; // EEXIST
  private static final int AT_FDCWD = -100;
  private static final int NO_REPLACE = 1; // RENAME_NOREPLACE
  private static final int EXCLUSIVE = 4; // RENAME_EXCL
  private static final int EXCHANGE = 2; // RENAME_EXCHANGE, RENAME_SWAP
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

  private NativeRename() {}

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
  static boolean toFreeName(Path from, Path to) throws FileAlreadyExistsException {
    int error = call(from, to, NO_REPLACE, EXCLUSIVE);
    if (error == FILE_EXISTS) {
      throw new FileAlreadyExistsException(to.toString());
    }
    return error == 0;
  }

  /**
   * Exchanges two names if the platform and the volume can.
   *
   * @return false when nothing was changed
   * @throws NoSuchFileException when one of them is not there
   */
  static boolean exchange(Path one, Path other) throws NoSuchFileException {
    int error = call(one, other, EXCHANGE, EXCHANGE);
    if (error == NO_SUCH_FILE) {
      throw new NoSuchFileException(one.toString(), other.toString(), null);
    }
    return error == 0;
  }

  /** The system's error number, 0 when it was done, -1 when the platform has no such call. */
  private static int call(Path from, Path to, int linuxFlag, int macFlag) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      MemorySegment source = text(arena, from);
      MemorySegment target = text(arena, to);
      int failed;
      if (LINUX != null) {
        failed = (int) LINUX.invokeExact(state, AT_FDCWD, source, AT_FDCWD, target, linuxFlag);
      } else if (MAC != null) {
        failed = (int) MAC.invokeExact(state, source, target, macFlag);
      } else {
        return -1;
      }
      return failed == 0 ? 0 : (int) ERRNO.get(state, 0L);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A system call throws nothing", e);
    }
  }

  private static MemorySegment text(Arena arena, Path path) {
    return arena.allocateFrom(path.toAbsolutePath().toString(), StandardCharsets.UTF_8);
  }
}
