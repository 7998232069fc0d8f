package dev.reeve.engine.registry;

import dev.reeve.engine.store.Store;
import dev.reeve.engine.workspace.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table {@code registry_files}: what was last read of each file. Calls block. */
final class FileFactsDao {
  private static final int ROWS_A_UNIT = 500;
  private static final String COLUMNS =
      "path, size, modified_ns, file_key, sha256, header_id, checked_at";

  private final Store store;

  FileFactsDao(Store store) {
    this.store = store;
  }

  Map<String, FileFact> all() {
    return store.read(
        tx -> {
          Map<String, FileFact> out = new HashMap<>();
          tx.query("SELECT " + COLUMNS + " FROM registry_files", FileFactsDao::row)
              .forEach(fact -> out.put(fact.path(), fact));
          return out;
        });
  }

  /** What is known of these paths; unknown ones are left out. */
  List<FileFact> at(Collection<String> paths) {
    return store.read(
        tx -> {
          List<FileFact> out = new ArrayList<>();
          for (String path : paths) {
            tx.first(
                    "SELECT " + COLUMNS + " FROM registry_files WHERE path = ?",
                    FileFactsDao::row,
                    path)
                .ifPresent(out::add);
          }
          return out;
        });
  }

  /** Files that had this content when they were last read. */
  List<FileFact> withHash(String sha256) {
    return store.read(
        tx ->
            tx.query(
                "SELECT " + COLUMNS + " FROM registry_files WHERE sha256 = ? ORDER BY path",
                FileFactsDao::row,
                sha256));
  }

  /** Every id that a file carried when it was last read, in its name or its content. */
  List<DocId> carriedIds() {
    return store.read(
        tx -> {
          List<DocId> out =
              tx.query(
                  "SELECT header_id FROM registry_files WHERE header_id IS NOT NULL",
                  row -> new DocId(row.getString(1)));
          tx.query(
                  "SELECT path FROM registry_files WHERE path GLOB '*[0-9]_*'",
                  row -> Carriers.inName(FileReading.name(row.getString(1))))
              .forEach(id -> id.ifPresent(out::add));
          return out;
        });
  }

  void save(Collection<FileFact> facts) {
    for (List<FileFact> some : chunks(facts)) {
      store.write(
          tx -> {
            for (FileFact fact : some) {
              tx.update(
                  "INSERT OR REPLACE INTO registry_files (" + COLUMNS + ") VALUES (?,?,?,?,?,?,?)",
                  fact.path(),
                  fact.size(),
                  fact.modifiedNanos(),
                  fact.fileKey(),
                  fact.sha256(),
                  fact.header() == null ? null : fact.header().text(),
                  Utc.format(fact.checkedAt()));
            }
            return some.size();
          });
    }
  }

  void remove(Collection<String> paths) {
    for (List<String> some : chunks(paths)) {
      store.write(
          tx -> {
            for (String path : some) {
              tx.update("DELETE FROM registry_files WHERE path = ?", path);
            }
            return some.size();
          });
    }
  }

  private static <T> List<List<T>> chunks(Collection<T> all) {
    List<T> list = new ArrayList<>(all);
    List<List<T>> out = new ArrayList<>();
    for (int from = 0; from < list.size(); from += ROWS_A_UNIT) {
      out.add(list.subList(from, Math.min(list.size(), from + ROWS_A_UNIT)));
    }
    return out;
  }

  private static FileFact row(ResultSet row) throws SQLException {
    String header = row.getString(6);
    return new FileFact(
        row.getString(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        id(header),
        Utc.parse(row.getString(7)));
  }

  private static @Nullable DocId id(@Nullable String text) {
    return text == null ? null : new DocId(text);
  }
}
