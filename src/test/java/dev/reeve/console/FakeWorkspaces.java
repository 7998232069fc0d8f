package dev.reeve.console;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Workspaces that a test fills by hand. */
public final class FakeWorkspaces implements Workspaces {
  public final List<String> calls = new ArrayList<>();
  public boolean adopted;
  public RuntimeException notOpened;
  public RuntimeException failure;

  @Override
  public List<Recent> recent() {
    return List.of(
        new Recent(
            "docs-workspace",
            Path.of("/home/dana/work/docs-workspace"),
            Instant.parse("2026-11-20T09:14:00Z")),
        new Recent(
            "portal", Path.of("/home/dana/work/portal"), Instant.parse("2026-11-18T16:40:00Z")));
  }

  @Override
  public Look look(Path folder) {
    calls.add("look " + folder);
    if (failure != null) {
      throw failure;
    }
    return new Look(
        folder,
        adopted,
        412,
        96,
        false,
        false,
        List.of(
            new Creation(".reeve/config.toml", "settings, every key optional"),
            new Creation(".reeve/.gitignore", "keeps state out of the repository"),
            new Creation(".reeve/state/reeve.db", "queue, history, locks")),
        List.of());
  }

  @Override
  public EngineSession open(Path folder) {
    calls.add("open " + folder);
    if (notOpened != null) {
      throw notOpened;
    }
    return SampleData.session();
  }

  @Override
  public EngineSession adopt(Path folder) {
    calls.add("adopt " + folder);
    return SampleData.session();
  }

  @Override
  public EngineSession sample() {
    calls.add("sample");
    return SampleData.session();
  }
}
