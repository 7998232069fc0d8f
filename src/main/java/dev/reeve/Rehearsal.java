package dev.reeve;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Has Java watch the program at work and write down what it learned, so that the program need not
 * learn it at each start. The build runs it when the jars lie where the launchers look for them:
 * what Java writes down holds for the very class path, module path and options that it was watched
 * with. One that fails, or takes too long, says so in its log and leaves nothing behind: the
 * launchers have another way then. Source: {@code docs/decisions/014-start.md}.
 */
final class Rehearsal {
  private static final long LONGEST_SECONDS = 90;

  /** As in the launchers; a test compares them. */
  static final List<String> LINKS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmn100m");

  /** As in the launchers, but for the module path; a test compares them. */
  static final List<String> CONSOLE =
      List.of(
          "--add-modules=javafx.controls,javafx.fxml,javafx.swing",
          "--enable-native-access=javafx.graphics,ALL-UNNAMED",
          "-Djdk.nio.file.WatchService.maxEventsPerPoll=65536",
          "-XX:+UseSerialGC");

  private final Path app;
  private final Path work;

  Rehearsal(Path app, Path work) {
    this.app = app;
    this.work = work;
  }

  /**
   * @param args the folder of the packaged program, and one for what the rehearsals leave
   */
  public static void main(String[] args) throws InterruptedException {
    Rehearsal all = new Rehearsal(Path.of(args[0]), Path.of(args[1]));
    List<String> console = new ArrayList<>(List.of("--module-path=" + all.app.resolve("fx")));
    console.addAll(CONSOLE);
    try {
      all.tell("links", all.watch("links", LinksRehearsal.class, LINKS));
      all.tell("console", all.watch("console", ConsoleRehearsal.class, console));
    } catch (IOException e) {
      System.err.println(
          "The program starts more slowly: an archive was not made in " + all.app + ": " + e);
    }
  }

  private void tell(String name, boolean made) {
    if (!made) {
      System.err.println(
          "The program starts more slowly: "
              + app.resolve(name + ".aot")
              + " was not made; why is in "
              + log(name));
    }
  }

  private Path log(String name) {
    return work.resolve(name + ".log");
  }

  /**
   * Makes {@code NAME.aot} beside the program, and {@code NAME.release}, which says of which Java
   * it holds. Blocks until that is done, or has failed.
   *
   * @return whether it was made
   */
  boolean watch(String name, Class<?> played, List<String> options)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(work.resolve(name));
    Path archive = app.resolve(name + ".aot");
    Path release = app.resolve(name + ".release");
    Files.deleteIfExists(archive);
    Files.deleteIfExists(release);
    Path java = Path.of(System.getProperty("java.home"));
    List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    command.addAll(options);
    command.addAll(List.of("-Xlog:disable", "-XX:AOTCacheOutput=" + archive, "-classpath"));
    command.add(app.resolve("*") + File.pathSeparator + app.resolve("lib").resolve("*"));
    command.addAll(List.of(played.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log(name).toFile());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    builder.environment().put("DISPLAY", ":none"); // drawn into memory, whatever display there is
    builder.environment().put("XDG_CONFIG_HOME", folder.toString());
    builder.environment().put("APPDATA", folder.toString());
    boolean made = ends(builder.start()) && Files.exists(archive);
    if (made) {
      Files.copy(java.resolve("release"), release);
    } else {
      Files.deleteIfExists(archive);
      Files.deleteIfExists(app.resolve(name + ".aot.config")); // what Java keeps in between
    }
    return made;
  }

  private static boolean ends(Process process) throws InterruptedException {
    try {
      return process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }
}
