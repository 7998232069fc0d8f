package dev.reeve.engine.links.triage;

import dev.reeve.engine.links.Category;
import dev.reeve.engine.links.CheckScope;
import dev.reeve.engine.links.Finding;
import dev.reeve.engine.links.FolderTree;
import dev.reeve.engine.links.LinkCheck;
import dev.reeve.engine.links.LinkScan;
import dev.reeve.engine.links.LinkSettings;
import dev.reeve.engine.links.LinkSettingsFile;
import dev.reeve.engine.workspace.EngineClock;
import dev.reeve.engine.workspace.EngineException;
import dev.reeve.engine.workspace.Workspace;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** The redirect stubs of a workspace. Reads every document; blocks. */
record Redirects(Workspace workspace, EngineClock clock, ExecutorService pool, RuleFile ruleFile) {

  /** In the order in which they were made. */
  List<StubRow> all() {
    LinkSettings settings = LinkSettingsFile.read(workspace);
    LinkScan every =
        new LinkCheck(new FolderTree(workspace), settings, clock, pool)
            .scan(new CheckScope(CheckScope.Mode.CUSTOM, List.of(), true), null);
    Set<String> broken =
        every.report().findings().stream()
            .filter(finding -> finding.reason() == Category.STUB_BROKEN)
            .map(Finding::sourceFile)
            .collect(Collectors.toUnmodifiableSet());
    return settings.stubs().stream()
        .map(
            stub ->
                new StubRow(
                    stub.path(),
                    stub.target(),
                    stub.title(),
                    !broken.contains(stub.path()),
                    every.referrers(stub.path())))
        .toList();
  }

  /**
   * Removes one that nothing leads to any more, as an execution.
   *
   * @return id of the execution
   * @throws EngineException {@code STUB_UNKNOWN}, {@code STUB_REFERENCED}, and as {@link
   *     RuleFile#removeStub}
   */
  String remove(String path, String operator) {
    StubRow stub =
        all().stream()
            .filter(each -> each.path().equals(path))
            .findFirst()
            .orElseThrow(() -> RuleFile.unknownStub(path));
    if (!stub.referrers().isEmpty()) {
      throw RuleFile.referenced(stub);
    }
    return ruleFile.removeStub(path, operator);
  }
}
