package dev.reeve.console.executions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.reeve.console.fx.DrawerContent.Line;
import dev.reeve.console.fx.DrawerContent.Line.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A line of the trail is read by people: a head, then a member a line. */
final class AuditWordsTest {
  @Test
  void aLineHasAHeadAndItsMembersBelow() {
    String hash = "9f3820c148c2d3a10dc0459fef97f94d8792a96b5633f379a4ca9043baf0735a";
    assertEquals(
        List.of(
            new Line(Kind.HEAD, "178 intent \u00b7 reeve \u00b7 2026-11-21T17:05:05.337Z"),
            new Line(Kind.PLAIN, "path: docs/a.md"),
            new Line(Kind.PLAIN, "before_hash: 9f38 20c1 48c2"),
            new Line(Kind.PLAIN, "files: 3")),
        AuditWords.lines(
            "{\"seq\":178,\"time\":\"2026-11-21T17:05:05.337Z\",\"type\":\"intent\",\"actor\":\"reeve\","
                + "\"path\":\"docs/a.md\",\"before_hash\":\""
                + hash
                + "\",\"files\":3}"));
  }

  @Test
  void whatIsNoObjectStaysAsItIs() {
    assertEquals(List.of(new Line(Kind.PLAIN, "{torn")), AuditWords.lines("{torn"));
    assertEquals(List.of(new Line(Kind.PLAIN, "17")), AuditWords.lines("17"));
  }
}
