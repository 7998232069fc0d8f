package dev.reeve.engine.links.fix;

import dev.reeve.engine.workspace.Config;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.EngineException.Kind;
import dev.reeve.engine.workspace.FullDisk;
import dev.reeve.engine.workspace.HandedOut;
import dev.reeve.engine.workspace.Json;
import dev.reeve.engine.workspace.Sha256;
import dev.reeve.engine.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans as files: kept among Reeve's own by what they say, or where a person names a place. Blocks.
 * Source: {@code docs/reference/links.md}.
 */
public final class FixPlanFiles {
  /** The JSON form's name in its folder. */
  public static final String JSON = "link-fixes.json";

  /** The form for people, beside it. */
  public static final String MARKDOWN = "link-fixes.md";

  private static final Logger LOG = LoggerFactory.getLogger(FixPlanFiles.class);
  private static final String PREFIX = "links_";
  private static final int ID_LENGTH = 12;
  private static final int HEAD = 200;

  private final Workspace workspace;

  /** The plans of a workspace. */
  public FixPlanFiles(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Keeps a plan in both forms. One that says the same as an earlier one takes its place. Those
   * that are old and not among the newest go.
   *
   * @return the JSON form
   * @throws EngineException {@code DISK_FULL}, {@code PLAN_NOT_KEPT}
   */
  public Path keep(FixPlan plan) {
    byte[] json = Json.file(FixPlanJson.of(plan));
    String timeless = Json.line(FixPlanJson.of(plan).without("generated_at"));
    String id = PREFIX + Sha256.of(timeless).substring(0, ID_LENGTH);
    Path folder = workspace.own("executions", id);
    try {
      workspace.ownFiles().replace(folder.resolve(JSON), json);
      workspace
          .ownFiles()
          .replace(
              folder.resolve(MARKDOWN), FixPlanMarkdown.of(plan).getBytes(StandardCharsets.UTF_8));
      forgetOld(plan.generatedAt());
      return folder.resolve(JSON);
    } catch (IOException e) {
      throw EngineException.of(
              Kind.UNAVAILABLE,
              FullDisk.codeOr("PLAN_NOT_KEPT", e),
              "The plan was not kept in " + folder + ": " + e.getMessage())
          .with("No document was changed.", "Make room, or name a place with --out.")
          .causedBy(e);
    }
  }

  /** By the settings for the evidence of executions. A plan that cannot be removed is left. */
  private void forgetOld(Instant now) {
    Config.Keep keep = workspace.config().keep();
    if (keep.manual()) {
      return;
    }
    Instant oldest = now.minus(Duration.ofDays(keep.days()));
    try {
      for (Kept each : kept().stream().skip(keep.executions()).toList()) {
        if (each.at().isBefore(oldest)) {
          workspace.ownFiles().delete(each.folder().resolve(MARKDOWN));
          workspace.ownFiles().delete(each.folder().resolve(JSON));
          workspace.ownFiles().delete(each.folder());
        }
      }
    } catch (IOException e) {
      LOG.warn("Old plans of links were not removed", e);
    }
  }

  private record Kept(Path folder, Instant at) {}

  /** Newest first. */
  private List<Kept> kept() throws IOException {
    List<Kept> out = new ArrayList<>();
    try (DirectoryStream<Path> folders =
        Files.newDirectoryStream(workspace.own("executions"), PREFIX + "*")) {
      for (Path folder : folders) {
        Path json = folder.resolve(JSON);
        if (Files.isRegularFile(json, LinkOption.NOFOLLOW_LINKS)) {
          out.add(new Kept(folder, Files.getLastModifiedTime(json).toInstant()));
        }
      }
    }
    out.sort(Comparator.comparing(Kept::at).reversed());
    return out;
  }

  /**
   * Writes a plan to a place that a person named: for people when it ends in {@code .md}, else as
   * JSON. An earlier plan there is replaced.
   *
   * @throws EngineException as {@link HandedOut#write(byte[])}
   */
  public Path write(FixPlan plan, Path target) {
    byte[] bytes =
        target.toString().endsWith(".md")
            ? FixPlanMarkdown.of(plan).getBytes(StandardCharsets.UTF_8)
            : Json.file(FixPlanJson.of(plan));
    return new HandedOut(workspace, target, false, FixPlanFiles::isPlan).write(bytes);
  }

  private static boolean isPlan(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), StandardCharsets.UTF_8);
      return head.contains("\"" + FixPlan.SCHEMA + "\"") || head.startsWith(FixPlanMarkdown.TITLE);
    } catch (IOException notReadable) {
      return false;
    }
  }

  /**
   * Reads a plan's JSON form.
   *
   * @throws EngineException {@code PATH_NOT_FOUND}, {@code PLAN_INVALID}
   */
  public static FixPlan read(Path file) {
    try {
      return FixPlanJson.parse(Files.readString(file));
    } catch (IOException e) {
      throw EngineException.of(
              Kind.NOT_FOUND, "PATH_NOT_FOUND", "The plan " + file + " cannot be read.")
          .with("Nothing was changed.", "Name a plan's JSON file.")
          .causedBy(e);
    }
  }
}
