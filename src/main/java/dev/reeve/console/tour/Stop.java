package dev.reeve.console.tour;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;

/**
 * Something that is seen only after somebody did something. Places, their tabs and the drawer's
 * tabs are found without being listed; a dialog, a filter or a menu is one line in {@link #ALL}.
 *
 * @param at the place or tab it belongs to, such as {@code queue-jobs}
 * @param name what it is called after that
 * @param says what is seen, for people
 * @param steps what is done, on the tab, with the most urgent row chosen
 */
record Stop(String at, String name, String says, Consumer<Operator> steps) {
  static final List<Stop> ALL =
      List.of(
          new Stop(
              "queue-jobs",
              "filtered",
              "a filter in force",
              operator -> operator.type("queue-filter", "state:dead")),
          new Stop(
              "queue-jobs",
              "nothing-matches",
              "a filter that nothing matches",
              operator -> operator.type("queue-filter", "path:nowhere/** state:retry")),
          new Stop(
              "queue-jobs",
              "tries",
              "a job that was tried more than once, with every try",
              operator -> {
                operator.type("queue-filter", "state:retry");
                operator.selectFirst();
                operator.press("drawer-page-0"); // it was left at the record
                operator.readDrawerOn();
              }),
          new Stop(
              "queue-jobs",
              "another-id",
              "which ID a file would get in place of one that another file has",
              operator -> {
                operator.type("queue-filter", "state:dead error:ID_CONFLICT");
                operator.selectFirst();
                operator.strike("queue-table", KeyCode.I);
              }),
          new Stop(
              "queue-jobs",
              "pointed",
              "a row that the pointer is on, beside the one that is chosen",
              Operator::pointAtAnother),
          new Stop(
              "queue-jobs",
              "palette",
              "the palette over the pane, with what it finds",
              operator -> {
                operator.press("shell-search");
                operator.type("palette-field", "tides");
              }),
          new Stop(
              "queue-jobs",
              "notices",
              "the list of what was said",
              operator -> {
                operator.press("queue-pause");
                operator.press("queue-pause");
                operator.press("status-notices");
              }),
          new Stop(
              "queue-jobs",
              "keys",
              "the sheet of keys",
              operator -> operator.strike("queue-table", KeyCode.F1)),
          new Stop(
              "queue-locks",
              "release",
              "the question before a lock is released",
              operator -> operator.pressNamed("Release")),
          new Stop(
              "registry-records",
              "reconcile",
              "the question before folder and registry are compared",
              operator -> operator.press("registry-reconcile")),
          new Stop(
              "inbox",
              "review",
              "what waits for an approval, under review",
              operator -> operator.press("inbox-act")),
          new Stop(
              "inbox",
              "confirm",
              "what waits for an approval, before the word is given",
              operator -> {
                operator.press("inbox-act");
                operator.press("approval-next");
              }),
          new Stop(
              "inbox",
              "left-out",
              "what waits for an approval, with a file left out and tried without writing",
              operator -> {
                operator.press("inbox-act");
                operator.pressIfShown("approval-take-all-in"); // as left at another size
                operator.strike("approval-items", KeyCode.SPACE);
                operator.press("approval-dry-run");
              }),
          new Stop(
              "inbox",
              "reject",
              "the question before a change is rejected",
              operator -> {
                operator.press("inbox-act");
                operator.pressIfShown("approval-take-all-in"); // of a part nothing is to reject
                operator.pressOnceAble("approval-reject");
              }),
          new Stop(
              "inbox",
              "snooze",
              "until when a row may rest",
              operator -> operator.pressNamed("Snooze")),
          new Stop(
              "inbox",
              "toast",
              "what was just done, with its way back",
              operator -> {
                operator.pressNamed("Snooze");
                operator.chooseFirstOfMenu();
                operator.afterwards("toast-undo");
              }),
          new Stop(
              "executions",
              "revert",
              "what undoing an execution would do",
              operator -> {
                operator.type("executions-filter", "state:completed kind:changes");
                operator.selectFirstConcern();
                operator.press("executions-revert");
              }),
          new Stop(
              "executions",
              "by-day",
              "grouped by day",
              operator -> operator.press("executions-by-day")),
          new Stop(
              "executions",
              "sides",
              "files side by side",
              operator -> {
                operator.type("executions-filter", "state:completed kind:changes");
                operator.selectFirstConcern();
                operator.pressNamed("Side by side");
              }),
          new Stop(
              "links",
              "nothing-matches",
              "a filter that nothing matches",
              operator -> operator.type("links-filter", "path:nowhere/**")),
          new Stop(
              "links",
              "weak",
              "a link whose candidates are weak",
              operator -> {
                operator.type("links-filter", "emergency");
                operator.selectFirstConcern();
                operator.strike("links-table", KeyCode.SHIFT); // until the preview has come
              }),
          new Stop(
              "links",
              "ignore",
              "an ignore rule being made, with what it would take",
              operator -> {
                operator.type("links-filter", "season-2025");
                operator.selectFirstConcern();
                operator.strike("links-table", KeyCode.I);
              }),
          new Stop(
              "links",
              "apply",
              "staged decisions, before they are carried out",
              operator -> {
                operator.type("links-filter", "emergency");
                operator.selectFirstConcern();
                operator.give("links-rationale", "moved, as the harbour master says");
                operator.strike("links-table", KeyCode.DIGIT1);
                operator.type("links-filter", "check-list");
                operator.selectFirstConcern();
                operator.give("links-rationale", "the checklist was renamed");
                operator.strike("links-table", KeyCode.DIGIT1);
                operator.press("links-apply");
              }),
          new Stop(
              "links",
              "decided",
              "links that are decided, with what would be written",
              operator -> {
                operator.type("links-filter", "check-list");
                operator.selectFirstConcern();
                operator.strike("links-table", KeyCode.SHIFT);
              }),
          new Stop(
              "links",
              "undone",
              "what was staged, taken back",
              operator -> {
                operator.selectFirstConcern();
                operator.press("links-undo");
                operator.press("links-undo");
                operator.strike("links-table", KeyCode.SHIFT);
              }),
          new Stop(
              "settings",
              "change",
              "a setting of the engine, before and after, and one that cannot be used",
              operator -> {
                operator.type("settings-search", "watcher");
                operator.give("settings-window", "90000");
                operator.give("settings-debounce", "800");
              }),
          new Stop(
              "settings",
              "registry",
              "the settings of the registry",
              operator -> operator.type("settings-search", "registry")),
          new Stop(
              "settings",
              "nothing-found",
              "a search that no setting matches",
              operator -> operator.type("settings-search", "no such setting")),
          new Stop(
              "executions",
              "logs",
              "the logs of one that left them",
              operator -> {
                operator.type("executions-filter", "kind:quarantine kind:changes");
                operator.selectFirstConcern();
                operator.pressNamed("Logs");
              }),
          new Stop(
              "executions",
              "compare",
              "two executions compared",
              operator -> {
                operator.selectTwo();
                operator.press("executions-compare");
              }));

  String fullName() {
    return at + "-" + name;
  }
}
