package dev.reeve.engine.registry.legacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reeve.engine.registry.DocIdFormat;
import dev.reeve.engine.registry.IdLedger;
import dev.reeve.engine.registry.LedgerEntry;
import dev.reeve.engine.registry.NamespaceRules;
import dev.reeve.engine.registry.Operation;
import dev.reeve.engine.registry.Patch;
import dev.reeve.engine.registry.PatchSource;
import dev.reeve.engine.registry.RegistryDocument;
import dev.reeve.engine.registry.RegistryWriter;
import dev.reeve.engine.registry.WriteResult;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings registries of earlier programs into this one: their files are only read, every id keeps
 * its file, and all of it is one patch that is taken or refused as a whole. Blocks; safe on any
 * thread but the JavaFX one. Source: {@code docs/reference/import.md}.
 */
public final class LegacyImport {
  private final Workspace workspace;
  private final RegistryWriter writer;
  private final IdLedger ledger;
  private final String scope;
  private final DocIdFormat format;
  private final EngineClock clock;

  /** The import into a workspace. */
  public LegacyImport(
      Workspace workspace,
      RegistryWriter writer,
      IdLedger ledger,
      NamespaceRules rules,
      EngineClock clock) {
    this.workspace = workspace;
    this.writer = writer;
    this.ledger = ledger;
    this.scope = workspace.config().registry().scope();
    this.format = new DocIdFormat(rules, scope);
    this.clock = clock;
  }

  /**
   * What an import would do; changes nothing.
   *
   * @param sources in the order of their authority: of two that differ about an id the first stands
   * @param checkTree whether to look for the files
   * @throws dev.reeve.engine.workspace.EngineException {@code LEGACY_UNREADABLE}, {@code
   *     REGISTRY_UNREADABLE}
   */
  public ImportReport preview(List<Path> sources, boolean checkTree) {
    List<LegacyFile> files = sources.stream().map(LegacyReader::read).toList();
    RegistryDocument document = writer.current();
    ImportPlan plan = plan(document, files, tree(checkTree));
    return report(files, plan, false, check(document, plan));
  }

  /**
   * Does it: ledger lines first, then one patch. When the patch would be refused nothing at all is
   * changed.
   *
   * @throws dev.reeve.engine.workspace.EngineException as {@link #preview}, and what the ledger
   *     threw
   */
  public ImportReport run(List<Path> sources, boolean checkTree) {
    List<LegacyFile> files = sources.stream().map(LegacyReader::read).toList();
    RegistryDocument document = writer.current();
    Tree tree = tree(checkTree);
    ImportPlan plan = plan(document, files, tree);
    WriteResult checked = check(document, plan);
    if (checked == null) {
      remember(plan.ledger());
      return report(files, plan, true, null);
    }
    if (!checked.success()) {
      return report(files, plan, true, checked);
    }
    ImportPlan[] written = {plan};
    WriteResult result =
        writer.write(
            present -> {
              written[0] = plan(present, files, tree);
              remember(written[0].ledger());
              return patch(present, written[0]);
            });
    return report(files, written[0], true, result);
  }

  private Tree tree(boolean check) {
    return check ? Tree.of(workspace).remembering() : Tree.unchecked();
  }

  private ImportPlan plan(RegistryDocument document, List<LegacyFile> files, Tree tree) {
    return new ImportPlanner(
            document, files, tree, workspace.caseInsensitive(), format, scope, clock.now())
        .plan();
  }

  private @Nullable WriteResult check(RegistryDocument document, ImportPlan plan) {
    return plan.operations().isEmpty() ? null : writer.check(patch(document, plan));
  }

  private static Patch patch(RegistryDocument document, ImportPlan plan) {
    List<Operation> steps =
        plan.operations().isEmpty() // somebody else imported the same meanwhile
            ? List.of(
                Operation.upsert(
                    "meta/status",
                    JsonNodeFactory.instance.textNode(
                        document.meta().path("status").asText("active"))))
            : plan.operations();
    return Patch.complex(document, PatchSource.MIGRATOR, steps).because("import a legacy registry");
  }

  private void remember(List<LedgerEntry> entries) {
    ledger.hold(
        () -> {
          ledger.append(
              entries.stream().filter(entry -> ledger.find(entry.docId()).isEmpty()).toList());
          return true;
        });
  }

  private static ImportReport report(
      List<LegacyFile> files, ImportPlan plan, boolean executed, @Nullable WriteResult write) {
    Map<String, Integer> counts =
        plan.counts().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .collect(
                Collectors.toMap(
                    count -> count.getKey().code(),
                    Map.Entry::getValue,
                    Integer::sum,
                    LinkedHashMap::new));
    return new ImportReport(
        files.stream().map(LegacyImport::source).toList(),
        plan.activePaths(),
        plan.records(),
        counts,
        plan.items(),
        (int) plan.items().stream().filter(item -> item.rule().leavesOut()).count(),
        executed,
        write);
  }

  private static ImportReport.Source source(LegacyFile file) {
    return new ImportReport.Source(
        file.name(),
        file.form().name().toLowerCase(Locale.ROOT),
        file.version(),
        file.rows().size() + file.facts().size());
  }
}
