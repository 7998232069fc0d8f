package dev.reeve.cli;

import dev.reeve.engine.Engine;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.triage.Triage;
import dev.reeve.engine.links.triage.TriageSnapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the commands of {@code reeve links triage} share: which documents are read, and how. */
abstract class TriageBase extends EngineCommand {
  enum Suggest {
    NAMES,
    HISTORY
  }

  @Option(
      names = "--mode",
      description =
          "Whose links: nav, deep or custom, as for check. Without it deep, or custom with"
              + " --documents.")
  CheckScope.@Nullable Mode mode;

  @Option(
      names = "--documents",
      paramLabel = "PATH",
      description = "With --mode custom: a document, folder or glob; may be repeated.")
  List<String> documents = new ArrayList<>();

  @Option(
      names = "--code-spans",
      description = "Whether path-like code spans count: on or off (default: on with deep).")
  LinksCheckCommand.@Nullable Switch codeSpans;

  @Option(
      names = "--suggest",
      description = "What candidates go by: names, or history and names (default: history).")
  Suggest suggest = Suggest.HISTORY;

  abstract int run(Output output, Engine engine, Triage triage) throws Exception;

  @Override
  final int run(Output output) throws Exception {
    try (Interruption interruption = Interruption.ofThisThread();
        Engine engine = visit()) {
      return run(output, engine, engine.links().triage());
    }
  }

  /** Reads the documents that the options name. */
  TriageSnapshot scan(Engine engine, Triage triage) {
    boolean custom = mode == null || mode == CheckScope.Mode.CUSTOM;
    if (!custom && !documents.isEmpty()) {
      throw usage("--documents goes with --mode custom");
    }
    CheckScope.Mode chosen =
        mode != null ? mode : documents.isEmpty() ? CheckScope.Mode.DEEP : CheckScope.Mode.CUSTOM;
    boolean spans =
        codeSpans == null
            ? chosen == CheckScope.Mode.DEEP
            : codeSpans == LinksCheckCommand.Switch.ON;
    CheckScope scope =
        new CheckScope(
            chosen, LinkPaths.relative(this, engine.workspace().root(), documents), spans);
    return triage.scan(scope, suggest == Suggest.HISTORY);
  }

  static Map<String, Object> progress(TriageSnapshot now) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("scanned_at", now.scannedAt());
    out.put("documents", now.documents());
    out.put("broken", now.rows().size());
    out.put("targets", now.groups().size());
    out.put("progress", now.progress());
    out.put("undoable", now.undoable());
    out.put("gone", now.gone().size());
    out.put("warnings", now.warnings());
    out.put("problems", now.problems().size());
    return out;
  }

  static String progressLine(TriageSnapshot now) {
    return "%d left, %d staged, %d right by decisions"
            .formatted(now.progress().left(), now.progress().staged(), now.progress().fixed())
        + (now.progress().automatic() > 0
            ? ", " + now.progress().automatic() + " fixed automatically"
            : "")
        + (now.progress().later() > 0 ? ", " + now.progress().later() + " laid aside" : "")
        + (now.progress().regressed() > 0 ? ", " + now.progress().regressed() + " regressed" : "")
        + ".";
  }
}
