package dev.reeve.console.tour;

import java.util.List;

/** Through the approval dialog, with changes that are handed in for it. */
final class ApprovalWalk {
  private static final String MISMATCH = "inbox-mismatch";
  private static final String RUN = "inbox-run";
  private static final String RESULT = "inbox-result";
  private static final int TRIES = 10;
  private static final String PERMANENT = "inbox-permanent";
  private static final String PERMANENT_REASON = "inbox-permanent-reason";

  /** What is seen of {@link Sights.Work}, in its order. */
  static final List<String> OF_WORK = List.of(MISMATCH, RUN, RESULT);

  /** What is seen of {@link Sights.Lasting}, in its order. */
  static final List<String> OF_LASTING = List.of(PERMANENT, PERMANENT_REASON);

  private final TourWindow window;
  private final Operator operator;
  private final Camera camera;

  ApprovalWalk(TourWindow window, Camera camera) {
    this.window = window;
    this.operator = window.operator();
    this.camera = camera;
  }

  /**
   * A decision that another takes the place of, then the run of that one while it runs, and its
   * end. All themes are drawn of the same moment, for a second later it may be over.
   */
  void work(Sights.Work work) {
    confirm(work.intent());
    work.replace().run();
    operator.whenSaid("approval-show-difference"); // the dialog hears of it by itself
    camera.take(window, MISMATCH, "Inbox: a decision that no longer holds");
    operator.tidy();
    confirm(work.intent());
    operator.chooseFirst("approval-more");
    operator.whenSaid("approval-run-figures");
    camera.keep(RUN, "Inbox: a run while it runs", window.pictures(camera.looks(window)));
    operator.whenSaid("approval-ended");
    camera.take(window, RESULT, "Inbox: how a run ended");
    operator.tidy();
  }

  /** What cannot come back is listed, and its number has to be typed. */
  void lasting(Sights.Lasting change) {
    try {
      confirm(change.intent());
      camera.take(window, PERMANENT, "Inbox: a change of which something cannot come back");
      operator.give("approval-notes", "The yearbook has them all.");
      camera.take(window, PERMANENT_REASON, "Inbox: such a change, with the reason given");
      operator.tidy();
    } finally {
      change.over().run();
    }
  }

  /** Up to where the word is given. The row of a decision that was replaced may still be there. */
  private void confirm(String intent) {
    review(intent);
    for (int again = 0; again < TRIES && !operator.shows("approval-next"); again++) {
      operator.tidy();
      review(intent);
    }
    operator.press("approval-next");
  }

  private void review(String intent) {
    operator.press("rail-inbox");
    operator.type("inbox-filter", '"' + intent + '"');
    operator.whenFilled();
    operator.selectFirstConcern();
    operator.press("inbox-act");
  }
}
