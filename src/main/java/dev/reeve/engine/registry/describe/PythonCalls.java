package dev.reeve.engine.registry.describe;

import dev.reeve.engine.registry.describe.Facts.Effect;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which calls of Python's library and of well-known packages have which effect. */
final class PythonCalls {
  static final Set<String> ENVIRONMENT = Set.of("os.getenv", "os.environ.get", "os.environ.pop");

  private static final Map<String, Effect> BY_NAME =
      Map.ofEntries(
          Map.entry("os.remove", Effect.FILE_DELETES),
          Map.entry("os.unlink", Effect.FILE_DELETES),
          Map.entry("os.rmdir", Effect.FILE_DELETES),
          Map.entry("os.removedirs", Effect.FILE_DELETES),
          Map.entry("shutil.rmtree", Effect.FILE_DELETES),
          Map.entry("os.rename", Effect.FILE_MOVES),
          Map.entry("os.renames", Effect.FILE_MOVES),
          Map.entry("os.replace", Effect.FILE_MOVES),
          Map.entry("shutil.move", Effect.FILE_MOVES),
          Map.entry("os.makedirs", Effect.FILE_WRITES),
          Map.entry("os.mkdir", Effect.FILE_WRITES),
          Map.entry("shutil.copy", Effect.FILE_WRITES),
          Map.entry("shutil.copy2", Effect.FILE_WRITES),
          Map.entry("shutil.copyfile", Effect.FILE_WRITES),
          Map.entry("shutil.copytree", Effect.FILE_WRITES),
          Map.entry("os.system", Effect.SUBPROCESS),
          Map.entry("os.popen", Effect.SUBPROCESS),
          Map.entry("os.startfile", Effect.SUBPROCESS),
          Map.entry("asyncio.create_subprocess_exec", Effect.SUBPROCESS),
          Map.entry("asyncio.create_subprocess_shell", Effect.SUBPROCESS),
          Map.entry("asyncio.open_connection", Effect.NETWORK),
          Map.entry("asyncio.start_server", Effect.NETWORK));

  private static final Map<String, Effect> BY_MODULE =
      Map.ofEntries(
          Map.entry("subprocess", Effect.SUBPROCESS),
          Map.entry("requests", Effect.NETWORK),
          Map.entry("httpx", Effect.NETWORK),
          Map.entry("aiohttp", Effect.NETWORK),
          Map.entry("urllib.request", Effect.NETWORK),
          Map.entry("urllib3", Effect.NETWORK),
          Map.entry("http.client", Effect.NETWORK),
          Map.entry("http.server", Effect.NETWORK),
          Map.entry("socket", Effect.NETWORK),
          Map.entry("smtplib", Effect.NETWORK),
          Map.entry("ftplib", Effect.NETWORK),
          Map.entry("paramiko", Effect.NETWORK),
          Map.entry("boto3", Effect.NETWORK),
          Map.entry("sqlite3", Effect.DATABASE),
          Map.entry("psycopg2", Effect.DATABASE),
          Map.entry("psycopg", Effect.DATABASE),
          Map.entry("pymysql", Effect.DATABASE),
          Map.entry("mysql.connector", Effect.DATABASE),
          Map.entry("pymongo", Effect.DATABASE),
          Map.entry("redis", Effect.DATABASE),
          Map.entry("sqlalchemy", Effect.DATABASE));

  /** Methods that mean this whatever they are called on. */
  private static final Map<String, Effect> BY_METHOD =
      Map.of(
          "read_text", Effect.FILE_READS,
          "read_bytes", Effect.FILE_READS,
          "write_text", Effect.FILE_WRITES,
          "write_bytes", Effect.FILE_WRITES,
          "unlink", Effect.FILE_DELETES,
          "rmdir", Effect.FILE_DELETES);

  private static final Set<String> QUERIES = Set.of("execute", "executemany", "executescript");

  private PythonCalls() {}

  /** The effect of a call by its full name; null when none is known. */
  static @Nullable Effect effect(String name, String method, Set<String> imported) {
    Effect effect = BY_NAME.get(name);
    for (int dot = name.lastIndexOf('.'); effect == null && dot > 0; ) {
      effect = BY_MODULE.get(name.substring(0, dot));
      dot = name.lastIndexOf('.', dot - 1);
    }
    if (effect != null) {
      return effect;
    }
    boolean query = QUERIES.contains(method) && name.contains(".");
    if (query && usesDatabase(imported)) {
      return Effect.DATABASE;
    }
    return name.contains(".") || !name.equals(method) ? BY_METHOD.get(method) : null;
  }

  private static boolean usesDatabase(Set<String> imported) {
    return BY_MODULE.entrySet().stream()
        .filter(entry -> entry.getValue() == Effect.DATABASE)
        .anyMatch(entry -> imported.contains(entry.getKey().split("\\.", 2)[0]));
  }
}
