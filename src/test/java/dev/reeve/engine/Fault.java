package dev.reeve.engine;

import dev.reeve.engine.testing.FaultyFiles;
import dev.reeve.engine.testing.FaultyFiles.Call;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can go wrong with one call on the disk. */
enum Fault {
  DISK_FULL("disk full", "writeNew", "copyNew", "append", "createDirectories") {
    @Override
    void strike(FaultBed bed, Call call) {
      bed.files.room(0); // and stays full until somebody deletes something
    }
  },
  TORN_WRITE("disk full in the middle of the write", "writeNew", "append", "copyNew") {
    @Override
    void strike(FaultBed bed, Call call) {
      bed.files.room(7);
    }
  },
  DENIED(
      "permission denied",
      "writeNew",
      "copyNew",
      "append",
      "truncate",
      "createDirectories",
      "moveReplace",
      "moveNew",
      "exchange",
      "delete",
      "copyAttributes",
      "setMode",
      "setModified") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new AccessDeniedException(call.path().toString());
    }
  },
  SHARED(
      "rename refused, another program has the file open", "moveReplace", "moveNew", "exchange") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new FileSystemException(
          call.path().toString(), null, "The process cannot access the file, it is being used");
    }
  },
  NOT_ATOMIC("rename not atomic on this volume", "moveReplace", "moveNew", "exchange") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new AtomicMoveNotSupportedException(
          String.valueOf(call.from()), call.path().toString(), "Invalid cross-device link");
    }
  },
  NO_EXCHANGE("two names cannot be exchanged on this volume", "exchange") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new FileSystemException(call.path().toString(), null, "Invalid argument");
    }
  },
  DONE_BUT_FAILED("rename done and then reported as failed", "moveReplace", "moveNew") {
    @Override
    void strike(FaultBed bed, Call call) {}

    @Override
    void strikeAfter(Call call) throws IOException {
      throw new IOException("Input/output error");
    }
  },
  NOT_SYNCED("folder not synced", "forceDirectory") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new IOException("Input/output error");
    }
  },
  NOT_READ("read failing", "read", "list") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new IOException("Input/output error");
    }
  },
  NOT_DELETED("delete refused", "delete") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new FileSystemException(call.path().toString(), null, "Device or resource busy");
    }
  },
  NOT_LOCKED("lock file refused", "tryLock") {
    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      throw new IOException("No locks available");
    }
  },
  EDITED("file changed between check and act", "moveReplace", "moveNew", "exchange", "delete") {
    @Override
    boolean hits(FaultBed bed, Call call) {
      return super.hits(bed, call) && edited(bed, call) != null;
    }

    @Override
    void strike(FaultBed bed, Call call) throws IOException {
      Path file = edited(bed, call);
      if (file != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, EDIT);
      }
    }
  };

  /** What the user types into a file at the wrong moment. */
  static final String EDIT = "typed by the user just now\n";

  private final String words;
  private final Set<String> operations;

  Fault(String words, String... operations) {
    this.words = words;
    this.operations = Set.of(operations);
  }

  String words() {
    return words;
  }

  /** Whether it can happen to this call. */
  boolean hits(FaultBed bed, Call call) {
    return operations.contains(call.operation());
  }

  abstract void strike(FaultBed bed, Call call) throws IOException;

  void strikeAfter(Call call) throws IOException {}

  /** The user's file that the call is about to change; null when it is about none. */
  private static @Nullable Path edited(FaultBed bed, Call call) {
    for (Path path :
        call.from() == null ? List.of(call.path()) : List.of(call.from(), call.path())) {
      Path plain = Path.of(path.toString());
      boolean users =
          plain.startsWith(bed.root)
              && !plain.startsWith(bed.root.resolve(".reeve"))
              && !plain.getFileName().toString().startsWith(".reeve-")
              && !Files.isDirectory(plain);
      if (users) {
        return plain;
      }
    }
    return null;
  }

  /** Lets it happen to the call with this number among those it can happen to, from 1. */
  Strike at(FaultBed bed, int number) {
    Strike strike = new Strike(this, bed, number);
    bed.files.inject(strike);
    bed.reads.inject((operation, path) -> strike.before(new Call(operation, path, null)));
    return strike;
  }

  /** One fault that is to happen once. */
  static final class Strike implements FaultyFiles.Injection {
    private final Fault fault;
    private final FaultBed bed;
    private final int number;
    private int seen;
    private @Nullable Call hit;

    Strike(Fault fault, FaultBed bed, int number) {
      this.fault = fault;
      this.bed = bed;
      this.number = number;
    }

    @Override
    public void before(Call call) throws IOException {
      synchronized (this) {
        if (!isSameRename(call) && (!fault.hits(bed, call) || ++seen != number)) {
          return;
        }
        hit = call;
      }
      fault.strike(bed, call);
    }

    @Override
    public void after(Call call) throws IOException {
      if (call.equals(hit)) {
        fault.strikeAfter(call);
      }
    }

    /** A rename that could not exchange two names is tried as one that replaces. */
    private boolean isSameRename(Call call) {
      return hit != null
          && fault != EDITED
          && fault != NO_EXCHANGE
          && hit.operation().equals("exchange")
          && call.operation().equals("moveReplace")
          && call.path().equals(hit.path());
    }

    /** Where it happened, below the root; empty when it did not. */
    synchronized String place() {
      return hit == null
          ? ""
          : bed.root.relativize(Path.of(hit.path().toString())).toString().replace('\\', '/');
    }

    /** Calls that it could have happened to. */
    synchronized int seen() {
      return seen;
    }

    synchronized boolean happened() {
      return hit != null;
    }
  }
}
