package dev.reeve.console.tour;

import java.util.List;
import javafx.scene.input.KeyCode;

/**
 * The Doc links pane from a scan to the last link: while it reads, when all is decided, when a
 * document was edited meanwhile, while decisions are carried out, and after that. It changes the
 * workspace, and has it put back.
 */
final class LinksWalk {
  private static final String PREFIX = "links-";

  /** Names of what it shows, for those that look for them. */
  static final List<String> NAMES =
      List.of(
          PREFIX + "scanning",
          PREFIX + "closing",
          PREFIX + "all-decided",
          PREFIX + "conflict",
          PREFIX + "applying",
          PREFIX + "applied",
          PREFIX + "none");

  private static final String WHY = "checked with the harbour master";

  /** What is missed, and the key that decides about it. */
  private record Decision(String missing, KeyCode key) {}

  private static final List<Decision> DECISIONS =
      List.of(
          new Decision("tides.json", KeyCode.DIGIT1),
          new Decision("check-list", KeyCode.DIGIT1),
          new Decision("emergency", KeyCode.DIGIT1),
          new Decision("season-2025", KeyCode.I),
          new Decision("night-shift", KeyCode.I));

  private final StagedSession session;
  private final TourWindow window;
  private final Operator operator;
  private final Sights.Documents documents;
  private final Camera camera;

  LinksWalk(StagedSession session, TourWindow window, Sights.Documents documents, Camera camera) {
    this.session = session;
    this.window = window;
    this.operator = window.operator();
    this.documents = documents;
    this.camera = camera;
  }

  /**
   * @throws IllegalStateException when something is not there that should be
   */
  void walk() {
    operator.press("rail-links");
    try {
      scanning();
      closing();
      decideAll();
      camera.take(window, PREFIX + "all-decided", "Doc links: nothing is left to be decided");
      documents.edit().run();
      operator.press("links-apply");
      camera.take(
          window,
          PREFIX + "conflict",
          "Doc links: a document was edited after the scan, so its decision is held back");
      moment(
          "links-apply-act",
          "links-apply-note",
          PREFIX + "applying",
          "Doc links: decisions being carried out");
      camera.take(window, PREFIX + "applied", "Doc links: decisions carried out, with a receipt");
      operator.press("links-apply-cancel");
      operator.press("links-scan");
      camera.take(window, PREFIX + "none", "Doc links: every link leads somewhere");
    } finally {
      documents.putBack().run();
      operator.tidy();
    }
  }

  private void scanning() {
    moment("links-scan", "links-scan-text", PREFIX + "scanning", "Doc links: a scan under way");
  }

  private void closing() {
    session.hold();
    try {
      operator.begin("links-scan");
      operator.whenCounted("links-scan-text");
      operator.askToClose("closing-cancel");
      camera.keep(
          PREFIX + "closing",
          "Doc links: the question before the window closes on work under way",
          window.pictures(camera.looks(window)));
      operator.begin("closing-cancel");
    } finally {
      session.goOn();
    }
    operator.settle();
  }

  /** Presses a button, and draws what it begins half way: that may be over in no time. */
  private void moment(String button, String figure, String name, String says) {
    session.hold();
    try {
      operator.begin(button);
      operator.whenCounted(figure);
      camera.keep(name, says, window.pictures(camera.looks(window), figure));
    } finally {
      session.goOn();
    }
    operator.settle();
  }

  private void decideAll() {
    for (Decision each : DECISIONS) {
      operator.type("links-filter", each.missing());
      operator.selectFirst(); // the group, where there is one
      operator.give("links-rationale", WHY);
      operator.strike("links-table", each.key());
    }
    operator.type("links-filter", "");
  }
}
