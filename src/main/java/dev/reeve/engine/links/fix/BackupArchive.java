package dev.reeve.engine.links.fix;

import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An archive of the files that are about to be changed, for who wants one beside the vault. */
final class BackupArchive {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);
  private static final int MOST = 100;

  private BackupArchive() {}

  /**
   * Writes it under a name that is free.
   *
   * @throws EngineException as {@link HandedOut#write(byte[])}
   */
  static Path write(Workspace workspace, Path folder, Instant now, List<FileEdit> files) {
    byte[] archive = archive(files, now);
    String name = "doc_link_fix_backup_" + STAMP.format(now);
    for (int i = 1; ; i++) {
      Path target = folder.resolve(name + (i == 1 ? "" : "_" + i) + ".zip");
      try {
        return new HandedOut(workspace, target, false).write(archive);
      } catch (EngineException e) {
        if (!e.code().equals("EXPORT_EXISTS") || i == MOST) {
          throw e;
        }
      }
    }
  }

  private static byte[] archive(List<FileEdit> files, Instant now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (FileEdit file : files) {
        byte[] before = file.before();
        if (before != null) {
          ZipEntry entry = new ZipEntry(file.path());
          entry.setTime(now.toEpochMilli());
          zip.putNextEntry(entry);
          zip.write(before);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such errors
    }
    return out.toByteArray();
  }
}
