package dev.reeve.engine.beside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reeve.engine.registry.DriftKind;
import dev.reeve.engine.registry.ReconcileReport;
import dev.reeve.engine.workspace.EngineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names with which a record has trouble. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "only there such names can be made")
class NamesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("Names that differ in Unicode form only are a collision, not one file too few")
  void unicodeForms() throws Exception {
    Files.writeString(folder.resolve("caf\u00e9.md"), "composed\n");
    Files.writeString(folder.resolve("cafe\u0301.md"), "decomposed\n");
    try (var names = Files.list(folder)) {
      assumeTrue(names.count() == 2, "this volume takes both names as one");
    }
    try (Desk desk = Desk.open(folder)) {
      ReconcileReport report = desk.reconcile();
      assertEquals(1, report.counts().get(DriftKind.CASE_COLLISION));
      assertEquals("caf\u00e9.md", report.items().getFirst().path());
      assertEquals(1, report.unreadable().size());
      assertTrue(desk.record("caf\u00e9.md").isPresent());
    }
  }

  @Test
  @DisplayName("A name that no record can hold stays listed, with the line that leaves it out")
  void forbiddenNames() throws Exception {
    Files.writeString(folder.resolve("CON.md"), "device\n");
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(folder.resolve("sub/a:b*.md"), "colon\n");
    try (Desk desk = Desk.open(folder)) {
      ReconcileReport report = desk.reconcile();
      assertEquals(2, report.unreadable().size());
      String lines = report.unreadable().toString();
      assertTrue(lines.contains("add \"CON.md\" to watch.ignore_patterns"), lines);
      assertTrue(lines.contains("add \"sub/a:b?.md\" to watch.ignore_patterns"), lines);
    }
    String config = Desk.WIDE + "ignore_patterns = [\"CON.md\", \"sub/a:b?.md\"]\n";
    try (Desk desk = Desk.open(folder, config, EngineClock.system())) {
      desk.agrees();
    }
  }
}
