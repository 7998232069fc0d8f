package dev.reeve.engine.change;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.change.TrailFiles.Part;
import dev.reeve.engine.workspace.FileLayer;
import dev.reeve.engine.workspace.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the trail's chain ends, known from what was written last or found again in its files. A
 * torn last line, left by a crash, is set aside in a file beside them. Used under the trail's lock
 * only.
 */
final class TrailEnd {
  private final FileLayer files;
  private final Path folder;
  private final List<TrailLine.Draft> repairs = new ArrayList<>();
  private @Nullable Head head;

  /** Where the chain ends; {@code file} is null before the first line. */
  record Head(@Nullable Path file, long size, long seq, String hash) {}

  TrailEnd(FileLayer files, Path folder) {
    this.files = files;
    this.folder = folder;
  }

  /** What was set aside and is to be told by the next lines. */
  List<TrailLine.Draft> repairs() {
    return List.copyOf(repairs);
  }

  /** Lines were written up to here, those of the repairs among them. */
  void moved(Head to) {
    head = to;
    repairs.clear();
  }

  /** A write failed: how far it came is found out by the next {@link #find}. */
  void forget() {
    head = null;
  }

  /** The end of the chain, read again when another process wrote or a write of ours failed. */
  Head find(List<Part> all) throws IOException {
    Head known = head;
    if (known != null
        && (all.isEmpty()
            ? known.file() == null
            : all.getLast().path().equals(known.file())
                && Files.size(all.getLast().path()) == known.size())) {
      return known;
    }
    Head found = readEnd(all);
    head = found;
    return found;
  }

  private Head readEnd(List<Part> all) throws IOException {
    for (Part part : all.reversed()) {
      TrailFiles.Tail tail = TrailFiles.tail(part.path());
      while (tail.text().length > 0) {
        TrailLine last = whole(tail);
        if (last != null) {
          Path newest = all.getLast().path();
          return new Head(newest, Files.size(newest), last.seq(), last.hash());
        }
        setAside(part, tail);
        tail = TrailFiles.tail(part.path());
      }
    }
    Path newest = all.isEmpty() ? null : all.getLast().path();
    return new Head(newest, 0, 0, TrailLine.START);
  }

  private static @Nullable TrailLine whole(TrailFiles.Tail tail) {
    try {
      return tail.terminated() ? TrailLine.parse(tail.line()) : null;
    } catch (IllegalArgumentException torn) {
      return null;
    }
  }

  private void setAside(Part part, TrailFiles.Tail tail) throws IOException {
    Path aside = folder.resolve(part.name() + ".torn-" + tail.offset());
    files.append(aside, tail.text(), true);
    files.truncate(part.path(), tail.offset());
    files.forceDirectory(folder);
    ObjectNode members = Json.mapper().createObjectNode();
    members.put("file", part.name());
    members.put("offset", tail.offset());
    members.put("bytes", tail.text().length);
    members.put("kept_in", String.valueOf(aside.getFileName()));
    repairs.add(new TrailLine.Draft("trail_repaired", "reeve", members));
  }
}
